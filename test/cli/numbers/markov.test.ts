import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { MarkovAnswer } from '#contract/numbers/markov.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { diceOf, pickIndex } from '#stats/random.ts'
import { REFERENCE_ABSENT, REFERENCE_NOTE, referenceFile } from '#test/stats/reference.ts'
import { run } from '../cli-here.ts'

const folder = mkdtempSync(join(tmpdir(), 'troth-markov-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileOf(name: string, lines: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

const STATES = ['gone', 'loyal', 'new']
const CHANCES: readonly (readonly number[])[] = [[1, 0, 0], [0.1, 0.85, 0.05], [0.3, 0.4, 0.3]]

/** 300 people over six steps, those of the north more often gone. */
const dice = diceOf(1)
const rows = Array.from({ length: 300 }, (_, person) => {
  let state = 2
  return Array.from({ length: 6 }, (_each, t) => {
    const line = `p${person},${t},${STATES[state]},${person % 3 === 0 ? 'north' : 'south'}`
    state = pickIndex(dice, person % 3 === 0 && state !== 0 ? CHANCES[state]!.map((chance, j) => (j === 0 ? 2 * chance : chance)) : CHANCES[state]!)
    return line
  })
}).flat()
const panel = fileOf('panel.csv', ['id,time,state,where', ...rows.toReversed()])

async function learned(line: string): Promise<MarkovAnswer> {
  const { code, out, err } = await run(`markov ${line} --json`)
  expect([code, err]).toEqual([0, ''])
  return JSON.parse(out) as MarkovAnswer
}

describe('evenly spaced', () => {
  test('chances, stays, worth and who ever gets there', async () => {
    const answer = await learned(`--data ${panel} --reward loyal=10 --reward new=2 --target loyal --end gone`)
    expect([answer.kind, answer.states, answer.n]).toEqual(['steps', STATES, 1500])
    expect(Math.abs(answer.chances[1]![1]! - 0.83)).toBeLessThan(0.04)
    expect(answer.sojourns[0]).toBeNull()
    const [gone, loyal, fresh] = answer.worth!.states
    expect([gone!.value, gone!.low, gone!.high]).toEqual([0, 0, 0])
    expect(loyal!.low > fresh!.high && loyal!.low < loyal!.value && loyal!.value < loyal!.high).toBe(true)
    expect(answer.ever!.map(({ chance }) => chance > 0)).toEqual([false, true, true])
    expect(answer.worth!.moves).toHaveLength(6)
  })

  test('segments are drawn towards the whole, which counts for so many moves', async () => {
    const { segments } = await learned(`--data ${panel} --by where`)
    const [north, south] = segments!.each
    expect([north!.segment, south!.segment]).toEqual(['north', 'south'])
    expect(north!.chances[1]![0]!).toBeGreaterThan(south!.chances[1]![0]!)
    expect(segments!.weights).toHaveLength(3)
  })

  test.each(LANGUAGES)('is told as tables in %s', async (language) => {
    const { code, out } = await run(`markov --data ${panel} --reward loyal=10 --target loyal --end gone --by where`, { language })
    expect(code).toBe(0)
    for (const part of ['loyal', 'north', '…']) expect(out).toContain(part)
  })
})

test('at odd moments: rates of moving, with those that can be and those that cannot', async () => {
  const odd = fileOf('odd.csv', ['id,time,state', ...rows.map((row, i) => row.split(',').slice(0, 3).with(1, String(Number(row.split(',')[1]) * 1.5 + (i % 6 === 0 ? 0 : (i % 7) / 10))).join(','))])
  const answer = await learned(`--data ${odd} --continuous --move loyal:gone --move loyal:new --move new:gone --move new:loyal --reward loyal=10`)
  expect([answer.kind, answer.rates!.length]).toEqual(['continuous', 4])
  expect(answer.rates!.every(({ value, standard_error }) => value > 0 && standard_error > 0)).toBe(true)
  expect(answer.log_likelihood).toBeLessThan(0)
  const [, loyal] = answer.worth!.states
  expect(loyal!.low < loyal!.value && loyal!.value < loyal!.high).toBe(true)
  expect((await run(`markov --data ${odd} --continuous --exact gone`)).out).toContain('gone')
})

describe.skipIf(REFERENCE_ABSENT)(`heart transplants${REFERENCE_NOTE}`, () => {
  test('the log-likelihood of the msm manual', async () => {
    const answer = await learned(`--data ${referenceFile('msm_cav.csv')} --continuous --exact 4 ${['1:2', '1:4', '2:1', '2:3', '2:4', '3:2', '3:4'].map((move) => `--move ${move}`).join(' ')}`)
    expect((-2 * answer.log_likelihood!).toFixed(3)).toBe('3968.798')
  })
})

describe('what cannot be is said', () => {
  const says = async (line: string): Promise<string> => {
    const { code, out, err } = await run(`markov ${line}`)
    expect([code, out]).toEqual([1, ''])
    return err
  }

  test('gaps that differ, nobody seen twice, nobody moving, two sights at once', async () => {
    expect(await says(`--data ${fileOf('gaps.csv', ['id,time,state', 'a,0,x', 'a,1,y', 'a,5,x'])}`)).toContain('--continuous')
    expect(await says(`--data ${fileOf('once.csv', ['id,time,state', 'a,0,x', 'b,1,y'])}`)).toContain('nobody is seen twice')
    expect(await says(`--continuous --data ${fileOf('still.csv', ['id,time,state', 'a,0,x', 'a,1,x'])}`)).toContain('nobody was seen to move')
    expect(await says(`--data ${fileOf('same.csv', ['id,time,state', 'a,0,x', 'a,0,y'])}`)).toContain('same.csv:3')
  })

  test('a state there is not, a move to itself, a reward without a number, a discount of 1', async () => {
    expect(await says(`--data ${panel} --target devoted`)).toContain('gone, loyal, new')
    expect(await says(`--data ${panel} --continuous --move loyal:loyal`)).toContain('FROM:TO')
    expect(await says(`--data ${panel} --reward loyal=much`)).toContain('loyal=much')
    expect(await says(`--data ${panel} --reward rich=5`)).toContain('rich')
    expect(await says(`--data ${panel} --reward loyal=5 --discount 1`)).toContain('discount')
    expect(await says(`--data ${panel} --by region`)).toContain('region')
  })
})
