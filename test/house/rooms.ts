import { posix } from 'node:path'
import type { TextFile } from './files.ts'
import { importsOf } from './syntax.ts'

/** What a room says of itself, and what it may lean on. `any` stands for every package or every module of Node's. */
interface Room {
  readonly says: string
  readonly rooms: readonly string[]
  readonly packages: readonly string[] | 'any'
  readonly node: readonly string[] | 'any'
}

/** DESIGN's table of the house. `core/words` in a list means that wing alone. */
export const ROOMS: Readonly<Record<string, Room>> = {
  core: { says: 'core decides and is pure: no clock, no chance, no files, no network', rooms: ['stats'], packages: ['intl-messageformat'], node: [] },
  stats: { says: 'stats measures: numbers in, numbers out, for anybody', rooms: [], packages: ['ml-matrix', 'pure-rand'], node: [] },
  contract: { says: 'contract agrees on shapes, and every side reads it', rooms: ['core'], packages: ['zod', 'yaml'], node: ['path'] },
  // Of contract, store knows the closed list of refusals: an engine that cannot start says so in its terms.
  store: { says: 'store remembers: it is asked, and knows nobody who asks', rooms: ['core', 'contract/refusals'], packages: 'any', node: 'any' },
  actions: { says: 'actions act, the same for whoever calls', rooms: ['core', 'stats', 'store', 'contract'], packages: 'any', node: 'any' },
  // At the edges, where somebody is told something, the words are needed too.
  api: { says: 'api listens: path, parse, action, status, and nothing else', rooms: ['actions', 'contract', 'core/words'], packages: 'any', node: 'any' },
  jobs: { says: 'jobs keep time and leave the deed to an action', rooms: ['actions'], packages: 'any', node: 'any' },
  cli: { says: 'cli serves the operator by the same actions as everybody', rooms: ['actions', 'api', 'jobs', 'contract', 'sample', 'core/words'], packages: 'any', node: 'any' },
  sample: { says: 'sample plays a company from a seed, and is no part of what it tests', rooms: ['core', 'stats'], packages: ['pure-rand'], node: [] },
  // Of core, what screens name: words, units, and the closed lists. Nothing there decides.
  web: { says: 'web shows: it gets data and draws it', rooms: ['contract', 'core/words', 'core/units', 'core/map', 'core/house', 'core/history/kinds', 'core/history/mapping/targets', 'core/history/by-hand', 'core/customers/export', 'core/customers/sorts', 'core/listening/asked', 'core/relationship/marks', 'core/relationship/state', 'core/relationship/policy', 'core/relationship/policy-reasons', 'core/relationship/policy-changes'], packages: 'any', node: [] },
}

/** Where an import leads: a file of ours (from the root), a module of Node's, or a package. */
export function targetOf(from: string, specifier: string): { kind: 'file' | 'node' | 'package'; name: string } {
  if (specifier.startsWith('.')) return { kind: 'file', name: posix.join(posix.dirname(from), specifier) }
  if (specifier.startsWith('#')) return { kind: 'file', name: `${specifier.startsWith('#test/') ? '' : 'src/'}${specifier.slice(1)}` }
  if (specifier.startsWith('node:')) return { kind: 'node', name: specifier.slice('node:'.length) }
  return { kind: 'package', name: specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/') }
}

const roomOf = (path: string): string => /^src\/([^/]+)\//.exec(path)?.[1] ?? ''

function isAllowed(room: Room, from: string, target: ReturnType<typeof targetOf>): boolean {
  if (target.kind === 'file') {
    const inside = target.name.replace(/^src\//, '').replace(/\.tsx?$/, '')
    return roomOf(target.name) === roomOf(from) || room.rooms.some((allowed) => inside === allowed || inside.startsWith(`${allowed}/`))
  }
  const list = target.kind === 'node' ? room.node : room.packages
  return list === 'any' || list.includes(target.name)
}

/** Every import that the table does not allow, with the reason. `main.ts` wires, and knows everyone. */
export function trespasses(files: readonly TextFile[]): readonly string[] {
  return files.filter(({ path }) => path !== 'src/main.ts').flatMap((file) => {
    const room = ROOMS[roomOf(file.path)]
    if (!room) return [`${file.path} is in no room`]
    return importsOf(file)
      .filter((specifier) => !isAllowed(room, file.path, targetOf(file.path, specifier)))
      .map((specifier) => `${file.path} imports ${specifier}: ${room.says}; of rooms it may import ${room.rooms.join(', ') || 'none'}`)
  })
}

/** The circles among files: each as the files on the way round. Types count too: two files that need each other are one thought. */
export function circles(files: readonly TextFile[]): readonly string[] {
  const known = new Set(files.map(({ path }) => path))
  const targets = new Map(files.map((file) => [file.path, importsOf(file).map((it) => targetOf(file.path, it).name).filter((name) => known.has(name))]))
  const found: string[] = []
  const done = new Set<string>()
  const walk = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) return void found.push([...way.slice(way.indexOf(path)), path].join(' → '))
    if (done.has(path)) return
    for (const target of targets.get(path) ?? []) walk(target, [...way, path])
    done.add(path)
  }
  for (const path of known) walk(path, [])
  return found
}
