import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fact } from '#core/history/fact.ts'
import { sent } from '#test/actions/world.ts'
import type { Chance } from './chance.ts'
import type { Command, House } from './house.ts'
import type { Ledger } from './ledger.ts'
import type { Supply } from './supply.ts'

/** Where a fault strikes. */
export interface Scene {
  readonly house: House
  readonly ledger: Ledger
  readonly supply: Supply
  readonly chance: Chance
  /** How often time was turned ahead in this house; days it is ahead. */
  days: number
  /** Facts in the largest file. */
  readonly mostFile: number
  /** Notes what nobody should have had to see. */
  readonly complain: (what: string) => void
}

/** One kind of fault: strikes once, and puts back what its victim would do about it (run the same command again). */
export type Fault = (scene: Scene) => Promise<void>

/** Kills a command at a moment within the time that it takes; says whether it was alive. */
async function killWithin({ child, done }: Command, chance: Chance, most: number): Promise<boolean> {
  const ended = await Promise.race([done.then(() => true), sleep(chance.whole(0, most), false)])
  if (!ended) child.kill('SIGKILL')
  await done
  return !ended
}

/** A command that was cut off is simply given again. @throws where it is refused */
async function again(house: House, args: readonly string[], fine: RegExp = /^$/): Promise<void> {
  const { code, err } = await house.run(args).done
  if (code !== 0 && !fine.test(err)) throw new Error(`troth ${args.join(' ')}: exit ${String(code)}\n${err}`)
}

async function writeFacts({ house, chance }: Scene, facts: readonly Fact[]): Promise<string> {
  const path = join(house.data, `facts-${chance.whole(0, 2 ** 31 - 1)}.ndjson`)
  await writeFile(path, `${facts.map((fact) => JSON.stringify(sent(fact))).join('\n')}\n`)
  return path
}

async function fileOf(scene: Scene): Promise<{ path: string; facts: readonly Fact[] }> {
  const { supply, ledger, chance, mostFile } = scene
  const facts = supply.take(chance.whole(200, mostFile))
  ledger.sending(facts)
  return { path: await writeFacts(scene, facts), facts }
}

/** About how long a command takes from its first breath on a busy machine. */
const COMMAND_MS = 2500

const server: Fault = async ({ house, chance }) => {
  await sleep(chance.whole(0, 1200))
  await chance.pick(house.servers).kill()
}

/** Told to stop, it finishes what it has begun: nobody hears a yes that is not so, nor has to wait for the next one. */
const stopping: Fault = async ({ house, chance }) => {
  await sleep(chance.whole(0, 1200))
  await chance.pick(house.servers).kill('SIGTERM')
}

const servers: Fault = async ({ house, chance }) => {
  await sleep(chance.whole(0, 1200))
  await Promise.all(house.servers.map((each) => each.kill()))
}

const postmaster: Fault = async ({ house, chance }) => {
  await sleep(chance.whole(0, 1200))
  await house.killPostmaster()
}

const everything: Fault = async ({ house, chance }) => {
  await sleep(chance.whole(0, 1200))
  await Promise.all([...house.servers.map((each) => each.kill()), house.killPostmaster()])
}

const backends: Fault = async ({ house, chance }) => {
  await sleep(chance.whole(0, 800))
  await house.visit(async ({ pool }) => {
    for (let i = 0; i < 3; i++) {
      await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and usename = current_user order by random() limit 2`)
      await sleep(chance.whole(1, 150))
    }
  })
}

const importing: Fault = async (scene) => {
  const { house, chance, ledger } = scene
  const { path, facts } = await fileOf(scene)
  await killWithin(house.run(['import', path]), chance, COMMAND_MS)
  // Nobody has to run it again for the map to be whole, only to have the facts.
  if (chance.is(0.7)) {
    await again(house, ['import', path])
    ledger.acknowledged(facts)
  }
  await rm(path)
}

const retelling: Fault = async ({ house, chance }) => {
  await killWithin(house.run(['retell']), chance, COMMAND_MS)
}

/** The same under a database that dies instead of the command: what the command says must be something that a person can act on. */
const under = (args: (scene: Scene) => Promise<readonly string[]>): Fault => async (scene) => {
  const { house, chance, complain } = scene
  const line = await args(scene)
  const command = house.run(line)
  await sleep(chance.whole(200, COMMAND_MS))
  await house.killPostmaster()
  const { code, err } = await command.done
  if (code !== 0 && /\n\s+at /.test(err)) complain(`troth ${line.join(' ')} said this when its database was killed:\n${err}`)
  await again(house, line)
}

const undoing: Fault = async (scene) => {
  const { house, chance, ledger } = scene
  const { path, facts } = await fileOf(scene)
  const { out } = await house.run(['import', path, '--json']).done
  const { id } = JSON.parse(out) as { id: number }
  ledger.taking(facts)
  await killWithin(house.run(['undo', String(id)]), chance, COMMAND_MS)
  await again(house, ['undo', String(id)], /undone|already/i)
  ledger.taken(facts)
  await rm(path)
}

/** Everything about one customer goes while it is being killed; afterwards nobody brings them back, not even by sending again what was acknowledged. */
const erasing: Fault = async (scene) => {
  const { house, chance, ledger, supply, complain } = scene
  const facts = supply.customer()
  const key = facts[0]?.customer as string
  ledger.sending(facts)
  const path = await writeFacts(scene, facts)
  await again(house, ['import', path])
  ledger.taking(facts)
  await killWithin(house.run(['erase', key, '--yes']), chance, COMMAND_MS)
  await again(house, ['erase', key, '--yes'])
  ledger.taken(facts)
  await again(house, ['import', path])
  const { code, out } = await house.run(['erase', key, '--check']).done
  if (code !== 0) complain(`of somebody who was erased there is: ${out}`)
  await rm(path)
}

/** Two customers are made one, and as often as not parted again, while others send facts of neither. */
const merging: Fault = async (scene) => {
  const { house, chance, ledger, supply } = scene
  const facts = [...supply.customer(), ...supply.customer()]
  const [one, other] = [facts[0]?.customer as string, facts.at(-1)?.customer as string]
  ledger.sending(facts)
  const path = await writeFacts(scene, facts)
  await again(house, ['import', path])
  ledger.acknowledged(facts)
  await killWithin(house.run(['merge', one, other]), chance, COMMAND_MS)
  await again(house, ['merge', one, other])
  if (chance.is(0.5)) {
    await killWithin(house.run(['part', one, other]), chance, COMMAND_MS)
    await again(house, ['part', one, other], /not merged/)
  }
  await rm(path)
}

/** The map is told under other settings, by whoever is left: the command, or a server. */
const policy: Fault = async ({ house, chance }) => {
  const args = ['policy', 'set', `half_life_days=${chance.whole(90, 300)}`, '--reason', 'a fault']
  await killWithin(house.run(args), chance, 2 * COMMAND_MS)
  await again(house, args, /says already/)
}

/** The folder of the socket is cleared away, as those who tidy up do with what is old in the temporary folder. */
const wayIn: Fault = async ({ house, chance }) => {
  await sleep(chance.whole(0, 800))
  await rm((await readFile(join(house.data, 'pg/socket'), 'utf8')).trim(), { recursive: true, force: true })
}

const time: Fault = async (scene) => {
  const { house, chance } = scene
  scene.days = Math.min(scene.days + 3, 28)
  const args = [String(scene.days)]
  await killWithin(house.run(args, 'test/faults/time-child.ts'), chance, COMMAND_MS)
  await house.run(args, 'test/faults/time-child.ts').done
}

/** Everything at once, and whoever dies, dies. */
const mixed: Fault = async (scene) => {
  const { house, chance, ledger } = scene
  const { path, facts } = await fileOf(scene)
  scene.days = Math.min(scene.days + 1, 28)
  const commands = [house.run(['import', path]), house.run(['retell']), house.run([String(scene.days)], 'test/faults/time-child.ts')]
  await sleep(chance.whole(200, COMMAND_MS))
  chance.pick(commands).child.kill('SIGKILL')
  if (chance.is(0.5)) await chance.pick(house.servers).kill()
  if (chance.is(0.3)) await house.killPostmaster()
  await Promise.all(commands.map(({ done }) => done))
  await again(house, ['import', path])
  ledger.acknowledged(facts)
  await rm(path)
}

/** Every kind of fault, by its name in the table. */
export const FAULTS = {
  'a server': server,
  'a server told to stop': stopping,
  'both servers': servers,
  'the database': postmaster,
  'servers and database': everything,
  'single connections': backends,
  'an import': importing,
  'the database under an import': under(async (scene) => {
    const { path, facts } = await fileOf(scene)
    scene.ledger.acknowledged(facts)
    return ['import', path]
  }),
  'a retelling': retelling,
  'the database under a retelling': under(() => Promise.resolve(['retell'])),
  'an undo': undoing,
  'an erasure': erasing,
  'a merge': merging,
  'a change of policy': policy,
  'the keeper of time': time,
  'the way to the database': wayIn,
  'one of all at once': mixed,
} as const satisfies Readonly<Record<string, Fault>>

export type FaultName = keyof typeof FAULTS
