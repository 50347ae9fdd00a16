import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshClone, type Clone } from './clone.ts'

const installs = async ({ folder }: Clone): Promise<number> => (await readFile(join(folder, 'ran.txt'), 'utf8').catch(() => '')).split('\n').length - 1

async function saying(said: () => string, word: string): Promise<void> {
  for (let i = 0; i < 500 && !said().includes(word); i++) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(said()).toContain(word)
}

test('a fresh clone is installed once, and what was asked is asked', async () => {
  const clone = await freshClone()
  const first = await clone.run(['map', '--json'])
  expect(first.said).toMatch(/^Installing .*\nInstalled in \d+ s\.\nasked map --json\n$/)
  expect(await readFile(join(clone.folder, 'ran.txt'), 'utf8')).toMatch(/^ci /)
  expect(await clone.run(['map', '--json'])).toEqual({ code: 0, said: 'asked map --json\n' })
  expect(await installs(clone)).toBe(1)
})

test('an update is installed, and so is what was cut off', async () => {
  const clone = await freshClone()
  await clone.run([])
  await clone.pin('1.0.1')
  await clone.run([])
  expect(await installs(clone)).toBe(2)
  await writeFile(join(clone.folder, 'node_modules/.package-lock.json'), '{"packages":{}}')
  await clone.run([])
  expect(await installs(clone)).toBe(3)
})

test('of two at once one installs and the other waits for it', async () => {
  const clone = await freshClone()
  const both = await Promise.all([clone.run(['one']), clone.run(['other'])])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  expect(await installs(clone)).toBe(1)
})

test('the lock of one that was killed keeps nobody out', async () => {
  const clone = await freshClone()
  await mkdir(join(clone.folder, '.cache'))
  await writeFile(join(clone.folder, '.cache/install.lock'), '999999999')
  expect((await clone.run([])).code).toBe(0)
})

test('an install that fails says all that npm said, and can be tried again', async () => {
  const clone = await freshClone()
  const { code, said } = await clone.run(['start'], { BROKEN_NPM: '1' })
  expect(code).toBe(1)
  expect(said).toContain('npm error the disk is full\nnpm error in so many words')
  expect(said).toContain('npm ci failed in')
  expect((await clone.run(['start'])).code).toBe(0)
})

test('what shows the web app builds it first, and does not begin where that failed', async () => {
  const clone = await freshClone()
  await clone.run(['map'])
  expect((await clone.run(['start', '--empty'])).said).toBe('built\nasked start --empty\n')
  expect((await clone.run([])).said).toMatch(/^built\nasked/)
  for (const args of [['map'], ['start', '--help'], ['--version']]) expect((await clone.run(args)).said).not.toContain('built')
  const failed = await clone.run(['start'], { BROKEN_BUILD: '1' })
  expect([failed.code, failed.said]).toEqual([1, expect.stringContaining('The web app could not be built') as string])
})

test('the exit code is passed on', async () => {
  const clone = await freshClone()
  expect((await clone.run(['exit', '0'])).code).toBe(0)
  expect((await clone.run(['exit', '5'])).code).toBe(5)
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s is passed on, and the end waited for', async (signal) => {
  const clone = await freshClone()
  const { process: launcher, said } = clone.start(['wait'])
  await saying(said, 'waiting')
  launcher.kill(signal)
  expect(await once(launcher, 'close')).toEqual([7, null])
  expect(said()).toContain(`told ${signal}`)
})

test('kill -9 of the launcher does not leave Troth behind', async () => {
  const clone = await freshClone()
  const { process: launcher, said } = clone.start(['wait'])
  await saying(said, 'waiting')
  launcher.kill('SIGKILL')
  await once(launcher, 'close') // its output is closed by the last who has it
  expect(said()).toContain('alone')
})
