import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { DriversOfAnswer } from '#contract/numbers/drivers-of.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { wordsOf } from '#core/words/index.ts'
import { diceOf } from '#stats/random.ts'
import { REFERENCE_ABSENT, REFERENCE_NOTE, referenceFile } from '#test/stats/reference.ts'
import { run } from '../cli-here.ts'

const folder = mkdtempSync(join(tmpdir(), 'troth-drivers-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileOf(name: string, lines: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

/** Answers of 1 to 5; who came back goes with care, hardly with price, not at all with the colour of the door. */
const dice = diceOf(5)
const answers = fileOf('answers.csv', ['who,care,price,door,late,came_back,same', ...Array.from({ length: 800 }, (_, i) => {
  const [care, price, door] = [0, 0, 0].map(() => 1 + Math.floor(5 * dice.uniform())) as [number, number, number]
  const late = Number(dice.uniform() < 0.2)
  const came = Number(dice.uniform() < 1 / (1 + Math.exp(-(0.9 * (care - 3) + 0.1 * (price - 3) - 1.2 * late))))
  return `c${i},${care},${price},${door},${late},${came},7`
})])

async function weighed(line: string): Promise<DriversOfAnswer> {
  const { code, out, err } = await run(`drivers-of ${line} --json`)
  expect([code, err]).toEqual([0, ''])
  return JSON.parse(out) as DriversOfAnswer
}

test('what was made to matter comes first, what was not stays at nothing; columns of text are no drivers', async () => {
  const answer = await weighed(`${answers} --outcome came_back`)
  expect(answer.drivers.map(({ name }) => name).slice(0, 2)).toEqual(['care', 'late'])
  expect(answer.constant).toEqual(['same'])
  const [care, late] = answer.drivers as [DriversOfAnswer['drivers'][number], DriversOfAnswer['drivers'][number]]
  expect(care.odds_ratio!.low < Math.exp(0.9) && Math.exp(0.9) < care.odds_ratio!.high).toBe(true)
  expect(late.odds_ratio!.high).toBeLessThan(1)
  expect(late.attributable!.high).toBeLessThan(0)
  expect(care.attributable).toBeNull()
  const door = answer.drivers.find(({ name }) => name === 'door')!
  expect(door.odds_ratio!.low < 1 && 1 < door.odds_ratio!.high).toBe(true)
  expect(answer.separated).toBe(false)
  expect(answer.drivers.reduce((sum, { share }) => sum + share.value, 0)).toBeCloseTo(answer.r_squared, 9)
})

test('drivers that are named, and penalty and reward of answers', async () => {
  const answer = await weighed(`${answers} --outcome came_back --driver care --driver price --poor 2 --excellent 5`)
  expect(answer.drivers.map(({ name }) => name)).toEqual(['care', 'price'])
  expect(answer.drivers[0]!.penalty!.high).toBeLessThan(0)
  expect(answer.drivers[1]!.kind).toBe('indifferent')
})

test('an outcome that is no yes or no has no odds', async () => {
  const answer = await weighed(`${answers} --outcome price --driver care`)
  expect([answer.separated, answer.drivers[0]!.odds_ratio]).toEqual([null, null])
})

test.each(LANGUAGES)('is told as a table in %s, with what it does not mean', async (language) => {
  const { code, out } = await run(`drivers-of ${answers} --outcome came_back --poor 2 --excellent 5`, { language, columns: 200 })
  expect(code).toBe(0)
  expect(out).toContain('care')
  expect(out.replaceAll(/\s/g, '')).toContain(wordsOf(language).say('numbers.association').replaceAll(/\s/g, ''))
})

describe.skipIf(REFERENCE_ABSENT)(`swiss${REFERENCE_NOTE}`, () => {
  test('R² .706735, Education first with .260135', async () => {
    const answer = await weighed(`${referenceFile('swiss.csv')} --outcome Fertility`)
    expect([answer.rows, answer.r_squared.toFixed(6), answer.drivers[0]!.name, answer.drivers[0]!.share.value.toFixed(6)]).toEqual([47, '0.706735', 'Education', '0.260135'])
  })
})

test('what cannot be is said', async () => {
  const says = async (line: string): Promise<string> => {
    const { code, out, err } = await run(`drivers-of ${line}`)
    expect([code, out]).toEqual([1, ''])
    return err
  }
  expect(await says(`${answers} --outcome loyalty`)).toContain('loyalty')
  expect(await says(`${answers} --outcome same`)).toContain('the outcome is the same in every row')
  expect(await says(`${answers} --outcome who`)).toContain('c0')
  expect(await says(`${answers} --outcome care --driver same`)).toContain('no driver varies')
  expect(await says(`${answers} --outcome care --ridge 0`)).toContain('ridge')
  expect(await says(`${answers} --outcome care --poor bad`)).toContain('bad')
  expect(await says(`${fileOf('few.csv', ['a,b', '1,2', '2,1'])} --outcome a`)).toContain('too few rows')
})
