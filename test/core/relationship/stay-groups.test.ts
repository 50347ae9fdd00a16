import { describe, expect, test } from 'vitest'
import { stayByGroup, type GroupCells } from '#core/relationship/stay-groups.ts'
import { formatsOf } from '#core/words/format.ts'
import { LOCALES, wordsOf } from '#core/words/index.ts'
import { modelGroupsText } from '#core/words/model-groups.ts'
import { diceOf } from '#stats/random.ts'
import { bgLife } from '../../stats/stay/shops.ts'

const DAYS = 700
/** Customers of a group, who came in the first 300 days and buy as the model with these parameters says. */
function group(key: string, parameters: readonly [number, number, number, number], customers: number, seed: number): GroupCells {
  const dice = diceOf(seed)
  const life = bgLife({ k: 1, firstMayBeLast: true }, [...parameters])
  return {
    key,
    cells: Array.from({ length: customers }, () => {
      const T = DAYS - Math.floor(300 * dice.uniform())
      const times = life(T, dice)
      return { x: times.length, t_x: times.at(-1) ?? 0, T, n: 1 }
    }),
  }
}

const OFTEN = [1, 30, 0.5, 3] as const
const SELDOM = [1, 120, 0.5, 3] as const
const asked = (groups: readonly GroupCells[]): ReturnType<typeof stayByGroup> => stayByGroup({ kind: 'mbgnbd', groups, horizon_days: 365, least_repeaters: 100 })
const found = asked([group('tartu', OFTEN, 1500, 1), group('oslo', SELDOM, 1500, 2), group('kyoto', OFTEN, 40, 3)])

describe('the model by group', () => {
  test('a newcomer of each buys again as often as those of it do; one with too few says so', () => {
    // Of one who has just bought, (1 − a / (a + b)) stays and buys within a year with chance 1 − (α / (α + 365))^r.
    const again = (alpha: number): number => (3 / 3.5) * (1 - alpha / (alpha + 365))
    const [tartu, oslo, kyoto] = found.groups
    for (const [one, alpha] of [[tartu, 30], [oslo, 120]] as const) expect([one!.newcomer!.low < again(alpha), one!.newcomer!.high > again(alpha)]).toEqual([true, true])
    expect(oslo!.newcomer!.purchases).toBeLessThan(tartu!.newcomer!.purchases / 2)
    expect(kyoto).toMatchObject({ customers: 40, newcomer: null, missing: 'too_few_repeaters' })
    expect(found.all.customers).toBe(3040)
  })

  test('groups that differ are told apart; groups that do not are so in about one of twenty', () => {
    expect(found.apart).toMatchObject({ df: 4 })
    expect(found.apart!.p).toBeLessThan(1e-6)
    const ps = Array.from({ length: 40 }, (_, i) => asked([group('a', OFTEN, 400, 100 + i), group('b', OFTEN, 400, 200 + i)]).apart!.p)
    expect(ps.filter((p) => p < 0.05).length).toBeLessThan(8)
    expect(ps.filter((p) => p > 0.5).length).toBeGreaterThan(8)
    expect(asked([]).apart).toBeNull()
  })

  test.each(Object.keys(LOCALES) as (keyof typeof LOCALES)[])('it is said in %s, all first, and a group without enough has no figures', (locale) => {
    const words = wordsOf(locale)
    const { rows, notes } = modelGroupsText({ ...found, groups: found.groups.map((one) => ({ ...one, name: one.key })), least_repeaters: 100, beyond: 2 }, words, formatsOf(words, 'Europe/Tallinn', 'EUR'))
    expect(rows.map(({ name }) => name)).toEqual([words.say('model.groups_all'), 'tartu', 'oslo', 'kyoto'])
    expect([rows[3]!.again, rows[3]!.purchases]).toEqual(['–', '–'])
    expect(notes).toHaveLength(3)
    expect([...notes, rows[0]!.again].join(' ')).not.toMatch(/[{}]/)
  })
})
