import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { FitAnswer } from '#contract/numbers/fit.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { diceOf } from '#stats/random.ts'
import { CDNOW_ABSENT, CDNOW_NOTE } from '#test/stats/cdnow.ts'
import { bgLife, playShop } from '#test/stats/stay/shops.ts'
import { run } from '../cli-here.ts'

const folder = mkdtempSync(join(tmpdir(), 'troth-fit-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileOf(name: string, lines: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

async function fitted(line: string): Promise<FitAnswer> {
  const { code, out, err } = await run(`fit ${line} --json`)
  expect([code, err]).toEqual([0, ''])
  return JSON.parse(out) as FitAnswer
}

const TRUTH = [0.7, 6, 0.8, 2.5] as const
const cells = playShop(3000, 1, bgLife({ k: 1, firstMayBeLast: true }, TRUTH))
const histories = fileOf('histories.csv', ['frequency;recency;T', ...cells.map(({ x, t_x, T }) => `${x};${t_x};${T}`)])

describe('a table of histories', () => {
  test('the truth that was played is found, and somebody is foretold', async () => {
    const answer = await fitted(`--model mbgnbd --data ${histories} --horizon 26 --history 2,30,45`)
    for (const [i, { value, standard_error }] of answer.parameters.entries()) expect(Math.abs(value - TRUTH[i]!)).toBeLessThan(3 * standard_error)
    expect([answer.customers, answer.held, answer.held_out]).toEqual([3000, [], null])
    const [{ alive, chance, expected, p10, p90 }] = answer.predictions.histories as [FitAnswer['predictions']['histories'][number]]
    for (const { value, low, high } of [alive, chance, expected]) expect(low < value && value < high).toBe(true)
    expect(p10 <= p90).toBe(true)
    expect(answer.predictions.newcomer.at(-1)?.t).toBe(26)
  })

  test('rows may stand for several customers, heads may have any name', async () => {
    const counted = fileOf('counted.csv', ['repeats,recency,T,n', ...cells.map(({ x, t_x, T }) => `${x},${t_x},${T},2`)])
    const [once, twice] = [await fitted(`--model mbgnbd --data ${histories}`), await fitted(`--model mbgnbd --data ${counted} --column x=repeats`)]
    expect(twice.customers).toBe(2 * once.customers)
    expect(twice.log_likelihood).toBeCloseTo(2 * once.log_likelihood, 4)
    expect(twice.cells).toBe(once.cells)
  })

  test.each(LANGUAGES)('is told as a table in %s', async (language) => {
    const { code, out } = await run(`fit --model mbgnbd --data ${histories} --history 2,30,45`, { language })
    expect(code).toBe(0)
    for (const part of ['alpha', 'MBG/NBD', '45']) expect(out).toContain(part)
    if (language !== 'en') expect(out).not.toContain('Estimate')
  })
})

test('a log of purchases: same-day orders are one, the first is not counted, what comes after the cut is held against the forecast', async () => {
  const shop = playShop(400, 3, bgLife({ k: 1, firstMayBeLast: false }, [1, 10, 0.4, 3]))
  const day = (offset: number): string => new Date(Date.UTC(2025, 0, 1) + Math.round(offset) * 86_400_000).toISOString().slice(0, 10)
  // Everybody once, half of them again on day 20 (twice that day), a quarter on day 60 too, a few after the cut.
  const lines = shop.flatMap((_, i) => [
    `c${i},${day(i % 10)},5`,
    ...(i % 2 === 0 ? [`c${i},${day(20)},4`, `c${i},${day(20)},6`] : []), ...(i % 4 === 0 ? [`c${i},${day(60)},20`] : []), ...(i % 8 === 0 ? [`c${i},${day(120)},9`] : []),
  ])
  const log = fileOf('log.csv', ['customer,date,paid', ...lines])
  const answer = await fitted(`--model bgnbd --data ${log} --cut ${day(100)}`)
  expect([answer.customers, answer.repeaters]).toEqual([400, 200])
  expect(answer.held_out).toMatchObject({ horizon: 20, customers: 400, purchases_came: 50, returning_came: 50 })
  const spend = await fitted(`--model gammagamma --data ${log} --cut ${day(100)}`)
  expect([spend.customers, spend.left_out]).toEqual([200, 200])
})

test('contracts, as survivors or as rows, are the same', async () => {
  const survivors = [1000, 631, 468, 382, 326, 289, 262, 241]
  const cohort = fileOf('cohort.csv', ['period,survivors', ...survivors.map((count, i) => `${i},${count}`)])
  const rows = fileOf('rows.csv', ['period,left,count', ...survivors.slice(1).map((count, i) => `${i + 1},1,${survivors[i]! - count}`), '7,0,241'])
  const answer = await fitted(`--model sbg --data ${cohort}`)
  expect(answer.log_likelihood).toBeCloseTo(-1680.2652, 4)
  expect(await fitted(`--model sbg --data ${rows}`)).toEqual(answer)
})

describe.skipIf(CDNOW_ABSENT)(`CDNOW${CDNOW_NOTE}`, () => {
  const data = resolve(import.meta.dirname, '../../../../shared/data/cdnow')

  test('as it is published, delimited by spaces, dates without dashes: 23,570 customers, 19,684 purchases in the last 39 weeks', async () => {
    const answer = await fitted(`--model bgnbd --data ${data}/CDNOW_master.txt --cut 1997-09-30 --weeks`)
    expect([answer.customers, answer.repeaters, answer.held_out?.horizon, answer.held_out?.purchases_came]).toEqual([23_570, 9451, 39, 19_684])
    expect(answer.parameters.map(({ value }) => value.toFixed(2))).toEqual(['0.25', '4.79', '0.72', '2.16'])
  })
})

describe('what cannot be read is said, with its place', () => {
  const says = async (line: string): Promise<string> => {
    const { code, out, err } = await run(`fit ${line}`)
    expect([code, out]).toEqual([1, ''])
    return err
  }

  test('a model there is not, a file there is not, a column there is not', async () => {
    expect(await says(`--model prophet --data ${histories}`)).toContain('mbgnbd')
    expect(await says(`--model bgnbd --data ${folder}/nothing.csv`)).toContain('nothing.csv')
    expect(await says(`--model gammagamma --data ${fileOf('few.csv', ['a,b', '1,2'])}`)).toContain('few.csv')
    expect(await says(`--model bgnbd --data ${histories} --column x=purchases`)).toContain('purchases')
  })

  test('a cell that is no number, a row that is no history, a date that is none', async () => {
    expect(await says(`--model bgnbd --data ${fileOf('cell.csv', ['x,t_x,T', '1,2,3', 'two,2,3'])}`)).toContain('x:3')
    expect(await says(`--model bgnbd --data ${fileOf('row.csv', ['x,t_x,T', '1,20,3'])}`)).toContain('row.csv:2')
    expect(await says(`--model bgnbd --data ${fileOf('wide.csv', ['x,t_x,T', '1,2,3,4'])}`)).toContain('4 cells')
    expect(await says(`--model bgbb --data ${fileOf('half.csv', ['x,t_x,T', '1,1.5,3'])}`)).toContain('half.csv:2')
    expect(await says(`--model bgnbd --data ${fileOf('log-bad.csv', ['customer,date', 'a,2025-01-01', 'a,soon'])} --cut 2025-02-01`)).toContain('soon')
    expect(await says(`--model bgnbd --data ${histories} --cut 2025-02-30`)).toContain('2025-02-30')
    expect(await says(`--model bgnbd --data ${histories} --history 3,50,40`)).toContain('3,50,40')
  })

  test('too little to fit is a reason', async () => {
    expect(await says(`--model bgnbd --data ${fileOf('one.csv', ['x,t_x,T', '3,5,9'])}`)).toContain('one customer')
    expect(await says(`--model bgnbd --data ${fileOf('none.csv', ['x,t_x,T', '0,0,9', '0,0,9'])}`)).toContain('nobody came back')
    expect(await says(`--model bgnbd --data ${fileOf('empty.csv', ['x,t_x,T'])}`)).toContain('no customers')
  })
})

test('the best by hold-out: the models compared at rolling cuts, and the winner fitted at the first', async () => {
  // Gaps of three stages: whoever thinks them random loses.
  const day = (offset: number): string => new Date(Date.UTC(2025, 0, 1) + Math.round(offset) * 86_400_000).toISOString().slice(0, 10)
  const dice = diceOf(11)
  const life = bgLife({ k: 3, firstMayBeLast: true }, [4, 10, 0.5, 6])
  const lines = Array.from({ length: 400 }, (_, i) => [0, ...life(300, dice)].map((at) => `c${i},${day(at)}`)).flat()
  const log = fileOf('rolling.csv', ['customer,date', ...lines])
  const answer = await fitted(`--model best --data ${log} --cut ${day(150)} --horizon 40`)
  expect([answer.model, answer.comparison?.clear, answer.comparison?.cuts.length]).toEqual(['mbgnbd-3', true, 3])
  expect(answer.comparison!.models.map(({ behind }) => behind)).toEqual(answer.comparison!.models.map(({ behind }) => behind).toSorted((a, b) => a - b))
  expect(answer.held_out?.horizon).toBe(40)
  expect((await run(`fit --model best --data ${log} --cut ${day(150)} --horizon 40`)).out).toContain('mbgnbd-3')
  expect((await run(`fit --model best --data ${log} --cut ${day(900)}`)).err).toContain('its log ends at the cut')
  expect((await run(`fit --model best --data ${log}`)).err).toContain('cut')
  expect((await run(`fit --model best --data ${fileOf('two.csv', ['customer,date', 'a,2025-01-01', 'b,2025-01-05'])} --cut 2025-01-02`)).err).toContain('one customer')
})
