import { describe, expect, it } from 'vitest'
import { DAY_MS } from '#core/units/time.ts'
import { PARAMETERS } from '#sample/parameters.ts'
import { difference, mean, playAll } from './played.ts'

const played = playAll(6_000)
const { sample, customers, truths } = played
const { truth } = sample
const tally = sample.summary()

const bondAt = (i: number, at: number): number | undefined => truths[i]?.bonds.find((b) => b.at >= at)?.bond

describe('answers', () => {
  it('come to about 15 % of asks', () => {
    expect(tally.answers / tally.asks).toBeGreaterThan(0.135)
    expect(tally.answers / tally.asks).toBeLessThan(0.165)
  })

  it('come more from the very happy and the very unhappy', () => {
    const { low, middle, high } = tally.by_bond
    expect(low.answers / low.asks).toBeGreaterThan((1.15 * middle.answers) / middle.asks)
    expect(high.answers / high.asks).toBeGreaterThan((1.15 * middle.answers) / middle.asks)
  })

  it('tell of the bond, and of its noise too', () => {
    const happy = { fond: [] as number[], sore: [] as number[] }
    customers.forEach(({ facts }, i) => {
      for (const fact of facts) {
        if (fact.kind !== 'rating' || fact.question !== 'recommend') continue
        const bond = bondAt(i, fact.at)
        if (bond !== undefined) (bond > 0.6 ? happy.fond : bond < 0 ? happy.sore : []).push(fact.value)
      }
    })
    expect(mean(happy.fond)).toBeGreaterThan(mean(happy.sore) + 2)
    expect(Math.min(...happy.fond)).toBeLessThan(Math.max(...happy.sore))
  })
})

describe('the price letter', () => {
  const letter = Date.parse(truth.events.price_letter?.at ?? '')
  const half = 182 * DAY_MS
  const arms = { told: [] as number[], neither: [] as number[] }
  const known = truths.map((t, i) => ({ t, i })).filter(({ t }) => t.letter.eligible && t.letter.arm !== 'asked')
  const bought = (i: number): number => customers[i]?.facts.filter((f) => f.kind === 'purchase' && f.at > letter && f.at < letter + half).length ?? 0
  for (const { t, i } of known) arms[t.letter.arm as 'told' | 'neither'].push(bought(i))

  it('goes by lot to 45 %, records the broken promise for them, and for nobody else', () => {
    const share = truths.filter((t) => t.letter.arm === 'told').length / truths.length
    expect(Math.abs(share - PARAMETERS.letter.told_share)).toBeLessThan(0.02)
    customers.forEach(({ facts }, i) => {
      const told = truths[i]?.letter.arm === 'told' && truths[i]?.letter.eligible
      expect(facts.some((f) => f.kind === 'told')).toBe(told)
      expect(facts.some((f) => f.kind === 'broke' && f.promise === 'no-sudden-changes')).toBe(told)
    })
  })

  it('finds arms that do not differ before it', () => {
    const before = (i: number): number => customers[i]?.facts.filter((f) => f.kind === 'purchase' && f.at > letter - half && f.at < letter).length ?? 0
    const of = (arm: string): number[] => known.filter(({ t }) => t.letter.arm === arm).map(({ i }) => before(i))
    const { mean: gap, error } = difference(of('told'), of('neither'))
    expect(Math.abs(gap)).toBeLessThan(3 * error)
  })

  it('costs a good part of the purchases of the half-year after it', () => {
    const { mean: gap, error } = difference(arms.told, arms.neither)
    expect(gap).toBeLessThan(-6 * error)
    expect(mean(arms.told) / mean(arms.neither)).toBeLessThan(0.85)
    expect(mean(arms.told) / mean(arms.neither)).toBeGreaterThan(0.4)
  })

  it('hurts the loyal most', () => {
    const change = (from: (bond: number) => boolean, arm: string): number[] =>
      known.flatMap(({ t, i }) => {
        const before = t.bonds.filter((b) => b.at <= letter).at(-1)?.bond
        const after = bondAt(i, letter + 60 * DAY_MS)
        return t.letter.arm === arm && before !== undefined && after !== undefined && from(before) ? [after - before] : []
      })
    const fond = mean(change((b) => b > 0.8, 'told'))
    const cool = mean(change((b) => b < 0.2, 'told'))
    expect(fond).toBeLessThan(cool - 0.4)
    expect(Math.abs(mean(change((b) => b > 0.8, 'neither')))).toBeLessThan(0.2)
  })

  it('leaves those who were asked before no worse', () => {
    const { asked, told } = tally.letter
    expect(asked.bond_after).toBeGreaterThan(asked.bond_before)
    expect(told.bond_after).toBeLessThan(told.bond_before)
  })
})

describe('the slow warehouse', () => {
  const { from, until, unit } = truth.events.slow_warehouse
  const during = (at: number): boolean => at >= Date.parse(from) && at < Date.parse(until) + 14 * DAY_MS

  it('is late as often as set, there and then alone', () => {
    const { slow, slow_late, usual, usual_late } = tally.web_orders
    expect(Math.abs(slow_late / slow - PARAMETERS.warehouse.late_share)).toBeLessThan(0.05)
    expect(Math.abs(usual_late / usual - PARAMETERS.warehouse.usual_late_share)).toBeLessThan(0.01)
  })

  it('breaks the promise of delivery in one region, and brings complaints and questions', () => {
    const all = customers.flatMap(({ facts }) => facts)
    const rate = (where: (u: string | undefined) => boolean, when: (at: number) => boolean, kind: string): number =>
      all.filter((f) => f.kind === kind && where(f.unit) && when(f.at)).length / all.filter((f) => f.kind === 'purchase' && where(f.unit) && when(f.at)).length
    const here = (u: string | undefined): boolean => u === unit
    const elsewhere = (u: string | undefined): boolean => u !== unit && u?.startsWith('web-') === true
    expect(rate(here, during, 'broke')).toBeGreaterThan(5 * rate(elsewhere, during, 'broke'))
    expect(rate(here, during, 'broke')).toBeGreaterThan(5 * rate(here, (at) => at < Date.parse(from), 'broke'))
    expect(rate(here, during, 'complaint')).toBeGreaterThan(2 * rate(elsewhere, during, 'complaint'))
    expect(all.some((f) => f.kind === 'recovery' && f.unit === unit && during(f.at) && f.complaint.endsWith('-D'))).toBe(true)
  })

  it('costs the bond of those who waited', () => {
    const change = (late: boolean): number[] =>
      truths.flatMap((t, i) => {
        const hit = customers[i]?.facts.filter((f) => f.kind === 'broke' && f.unit === unit && during(f.at)).length ?? 0
        const web = customers[i]?.facts.some((f) => f.kind === 'purchase' && f.unit === unit && during(f.at))
        const before = t.bonds.filter((b) => b.at <= Date.parse(from)).at(-1)?.bond
        const after = bondAt(i, Date.parse(until))
        return before === undefined || after === undefined || !web || hit > 0 !== late ? [] : [after - before]
      })
    const { mean: gap, error } = difference(change(true), change(false))
    expect(gap).toBeLessThan(-4 * error)
    expect(gap).toBeLessThan(-0.2)
  })
})

describe('the happier shops', () => {
  const { units } = truth.events.happier_shops

  it('are the two where experiences are better, by what was set', () => {
    const of = (key: string): number => (tally.units[key]?.quality ?? 0) / (tally.units[key]?.experiences ?? 1)
    const shops = truth.units.filter((u) => !u.key.startsWith('web-') && u.key !== 'care').map((u) => u.key)
    const others = Math.max(...shops.filter((key) => !units.includes(key)).map(of))
    for (const key of units) expect(of(key)).toBeGreaterThan(others + 0.2)
  })

  it('have customers with a stronger bond, who answer better and refer more', () => {
    const last = (happy: boolean): number[] => truths.filter((t) => !t.home_unit.startsWith('web-') && units.includes(t.home_unit) === happy).flatMap((t) => t.bonds.at(-1)?.bond ?? [])
    const { mean: gap, error } = difference(last(true), last(false))
    expect(gap).toBeGreaterThan(4 * error)
    const felt = (happy: boolean): number[] =>
      customers.flatMap(({ facts }) => facts.flatMap((f) => (f.kind === 'felt' && f.unit !== undefined && tally.units[f.unit] && !f.unit.startsWith('web-') && f.unit !== 'care' && units.includes(f.unit) === happy ? (f.personal_need ?? []) : [])))
    expect(mean(felt(true))).toBeGreaterThan(mean(felt(false)) + 0.2)
  })
})

describe('the hidden bond', () => {
  it('moves what people do: they come back, stay and refer', () => {
    const middle = Date.parse(truth.start) + 365 * DAY_MS
    const until = middle + 200 * DAY_MS
    const rows = truths.flatMap((t, i) => {
      const bond = t.bonds.find((b) => b.at >= middle)?.bond
      if (bond === undefined || (customers[i]?.record.joined_at ?? 0) > middle || t.gone.some((g) => g.at < middle)) return []
      const after = customers[i]?.facts.filter((f) => f.at > middle && f.at < until) ?? []
      return [{ bond, own: t.purchases_per_year, bought: after.filter((f) => f.kind === 'purchase').length, referred: after.filter((f) => f.kind === 'referral').length }]
    })
    const fond = rows.filter((r) => r.bond > 0.7)
    const sore = rows.filter((r) => r.bond < 0)
    const rate = (of: typeof rows): number => mean(of.map((r) => r.bought)) / mean(of.map((r) => r.own))
    expect(rate(fond)).toBeGreaterThan(1.4 * rate(sore))
    expect(mean(fond.map((r) => r.referred))).toBeGreaterThan(2 * mean(sore.map((r) => r.referred)))
  })

  it('leaves a plausible company: most are content, some love it, some have left', () => {
    const bonds = truths.flatMap((t) => (t.lapsed_at === undefined ? (t.bonds.at(-1)?.bond ?? []) : []))
    const share = (test: (bond: number) => boolean): number => bonds.filter(test).length / bonds.length
    expect(share((b) => b > 0)).toBeGreaterThan(0.65)
    expect(share((b) => b > 0.9)).toBeGreaterThan(0.1)
    expect(share((b) => b < -0.3)).toBeGreaterThan(0.03)
    expect(tally.lapsed / tally.customers).toBeGreaterThan(0.15)
    expect(tally.lapsed / tally.customers).toBeLessThan(0.45)
    expect(tally.won_by_friend / tally.customers).toBeGreaterThan(0.08)
  })

  it('has a minority who live on deals, far beyond what is on offer', () => {
    const share = (prone: boolean): number => {
      const lines = customers.flatMap(({ facts }, i) => (truths[i]?.deal_prone === prone ? facts.flatMap((f) => (f.kind === 'purchase' ? (f.items ?? []) : [])) : []))
      return lines.filter((line) => line.paid < (line.list ?? 0)).length / lines.length
    }
    expect(share(true)).toBeGreaterThan(0.88)
    expect(share(false)).toBeLessThan(0.35)
  })
})
