import { expect, test } from 'vitest'
import { basisOfSome, type Evidence } from '#core/worth/basis.ts'
import { REMEMBERING } from '#core/worth/recall.ts'
import { STATES, type State } from '#core/relationship/state.ts'

const at = (state: State): number => STATES.indexOf(state)
type Moves = readonly (readonly [from: State, to: State, n: number])[]

/** Twelve months, every one like the other but for what happened in one of them; of each state one kind is seen. */
function seen(each: Moves, once: Moves = []): Evidence {
  const { kinds } = REMEMBERING
  const tables = Array.from({ length: 12 }, (_, month) => {
    const [months, kind_months] = [STATES, kinds].map((rows) => rows.map(() => STATES.map(() => 0))) as [number[][], number[][]]
    for (const [from, to, n] of month === 5 ? [...each, ...once] : each) {
      months[at(from)]![at(to)]! += n
      kind_months[kinds.findIndex(({ state }) => state === from)]![at(to)]! += n
    }
    return { months, kind_months }
  })
  const states = [...new Set(each.map(([from]) => from))]
  const paid = states.map((state) => ({ state: at(state) + 1, kind: null, customers: 400, steps: 4800, paid: 4_800_000, paid_squares: 60_000_000_000, steps_squares: 57_600, products: 57_600_000 }))
  return { months: tables.map(({ months }) => months), kind_months: tables.map(({ kind_months }) => kind_months), paid }
}

const WHOLE: Moves = [['loyal', 'loyal', 380], ['loyal', 'satisfied', 20], ['satisfied', 'satisfied', 390], ['satisfied', 'loyal', 10]]
const SHOP: Moves = [['loyal', 'loyal', 190], ['loyal', 'satisfied', 10], ['satisfied', 'satisfied', 195], ['satisfied', 'loyal', 5]]
const LOYAL = REMEMBERING.kinds.findIndex(({ state }) => state === 'loyal')

test('some may have made a move that the lot of all missed: it counts as seldom as the lot would have seen it', () => {
  const shop = seen(SHOP, [['loyal', 'lapsed', 8]])
  expect(() => basisOfSome(shop, seen(WHOLE), REMEMBERING, 1)).toThrow('as the whole never did')
  const { chances } = basisOfSome(shop, seen(WHOLE), REMEMBERING, 1 / 32)
  const lapsed = chances.means[LOYAL]![at('lapsed')]!
  const theirs = 8 / (12 * 200 + 8)
  expect(lapsed > 0 && lapsed <= theirs).toBe(true)
  expect(chances.means[LOYAL]!.reduce((sum, n) => sum + n, 0)).toBeCloseTo(1, 12)
})

test('what the lot has seen stays as it was seen', () => {
  const shop = seen(SHOP)
  expect(basisOfSome(shop, seen(WHOLE), REMEMBERING, 1 / 32).chances.means).toEqual(basisOfSome(shop, seen(WHOLE), REMEMBERING, 1).chances.means)
})
