import { expect, test } from 'vitest'
import { filesOf } from './files.ts'

/**
 * Where packages come from is the business of the machine that installs them: a host that is written down here would be asked
 * behind a company's own mirror. (In pieces, so that this file does not name them either.)
 */
const HOSTS = [
  ['registry', 'npmjs'], ['registry', 'yarnpkg'], ['npm', 'pkg', 'github'], ['npmmirror', 'com'], ['npm', 'taobao'], ['files', 'pythonhosted'],
  ['proxy', 'golang'], ['static', 'crates'], ['jfrog', 'io'],
].map((parts) => parts.join('.'))

test('no file names the host of a package registry', () => {
  const files = filesOf(['.'], /./)
  expect(files.length).toBeGreaterThan(100)
  const naming = files.filter(({ text }) => HOSTS.some((host) => text.includes(host)))
  expect(naming.map(({ path }) => path)).toEqual([])
})

test('the lock file pins packages by what is in them, not by where they came from', () => {
  const lock = filesOf(['.'], /^package-lock\.json$/).find(({ path }) => path === 'package-lock.json')
  const packages = Object.entries((JSON.parse(lock?.text ?? '{}') as { packages: Record<string, { resolved?: string; integrity?: string; inBundle?: true }> }).packages)
  expect(packages.length).toBeGreaterThan(50)
  // What comes inside another package is pinned by what is in that.
  expect(packages.filter(([path, { resolved, integrity, inBundle }]) => path !== '' && (resolved !== undefined || (integrity === undefined && !inBundle)))).toEqual([])
})
