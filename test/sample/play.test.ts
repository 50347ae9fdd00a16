import { createHash } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { compareFacts } from '#core/history/order.ts'
import { KINDS, LANGUAGES } from '#core/history/kinds.ts'
import { isoOf } from '#core/units/time.ts'
import { parseFact, parseRecord } from '#contract/history/parse.ts'
import { playSample } from '#sample/play.ts'
import { END, options } from './played.ts'

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')

const sent = <T extends object>(value: T): T => {
  const copy = { ...value } as Record<string, unknown>
  for (const field of ['at', 'joined_at', 'locked_until']) if (typeof copy[field] === 'number') copy[field] = isoOf(copy[field])
  return copy as T
}

describe('the sample company', () => {
  it('plays the same bytes for the same seed, and others for another', () => {
    const bytes = (seed: number): string => digest([[...playSample(options(400, seed)).records], [...playSample(options(400, seed)).customers]])
    expect(bytes(7)).toBe(bytes(7))
    expect(bytes(8)).not.toBe(bytes(7))
    expect(bytes(7 + 2 ** 32)).not.toBe(bytes(7))
  })

  it('plays each customer by their number alone: in any order, and whatever the size of the sample', () => {
    const streamed = [...playSample(options(300)).customers]
    const longer = playSample(options(100_000))
    for (const n of [300, 1, 150, 77, 299]) expect(longer.customerAt(n)).toEqual(streamed[n - 1])
    const fresh = playSample(options(300))
    expect(fresh.customerAt(211)).toEqual(streamed[210])
    fresh.truthOf(12)
    expect([...fresh.customers][11]).toEqual(streamed[11])
  })

  it('sends nothing that the door would refuse', () => {
    const sample = playSample(options(1_500))
    for (const record of sample.records) expect(parseRecord(sent(record))).toEqual({ ok: true, value: record })
    let parsed = 0
    for (const { record, facts } of sample.customers) {
      expect(parseRecord(sent(record))).toEqual({ ok: true, value: record })
      for (const fact of facts) {
        const read = parseFact(sent(fact))
        if (!read.ok) expect.fail(JSON.stringify([fact, read]))
        if (parsed++ % 10 === 0) expect(read.value).toEqual(fact)
      }
    }
    expect(parsed).toBeGreaterThan(25_000)
  })

  it('keeps histories in order, between joining and the end, with ids that are unique', () => {
    for (const { record, facts } of playSample(options(1_500)).customers) {
      const ids = new Set<string>()
      facts.forEach((fact, i) => {
        const before = facts[i - 1]
        if (before) expect(compareFacts(before, fact)).toBeLessThan(0)
        if (fact.at < (record.joined_at ?? 0) || fact.at >= END) expect.fail(`${fact.id} at ${isoOf(fact.at)}`)
        ids.add(`${fact.source} ${fact.id}`)
      })
      expect(ids.size).toBe(facts.length)
    }
  })

  it('refers only to what is there: units, people, promises, orders, complaints, friends', () => {
    const sample = playSample(options(1_200))
    const known = new Set([...sample.records].map((r) => (r.record === 'rate' ? r.day : r.key)))
    const customers = [...sample.customers]
    const keys = new Map(customers.map(({ record, facts }) => [record.key, facts]))
    for (const { record, facts } of customers) {
      const ids = new Map(facts.map((fact) => [fact.id, fact]))
      for (const fact of facts) {
        for (const key of [fact.unit, fact.person, 'promise' in fact ? fact.promise : undefined]) if (key !== undefined) expect(known).toContain(key)
        if (fact.kind === 'refund') expect(ids.get(fact.order)?.kind).toBe('purchase')
        if (fact.kind === 'recovery') expect(['complaint', 'broke']).toContain(ids.get(fact.complaint)?.kind)
        if (fact.kind === 'felt' && fact.about !== undefined) expect(ids.get(fact.about)?.at).toBeLessThanOrEqual(fact.at)
        if (fact.kind === 'purchase') expect(fact.items?.reduce((sum, item) => sum + item.paid, 0)).toBe(fact.paid)
      }
      if (record.referrer === undefined) continue
      expect(record.referrer < record.key).toBe(true)
      expect(keys.get(record.referrer)?.some((fact) => fact.kind === 'referral' && fact.step === 'joined' && fact.invitee === record.key)).toBe(true)
    }
  })

  it('has every kind of fact, six languages, and about 28 facts a customer', () => {
    const sample = playSample(options(6_000))
    const comments = new Set<string>()
    for (const { facts } of sample.customers) for (const fact of facts) if (fact.kind === 'felt' && fact.comment !== undefined) comments.add(fact.language)
    const tally = sample.summary()
    expect(Object.keys(tally.kinds).sort()).toEqual([...KINDS].sort())
    expect([...comments].sort()).toEqual([...LANGUAGES].sort())
    expect(tally.facts / tally.customers).toBeGreaterThan(25)
    expect(tally.facts / tally.customers).toBeLessThan(35)
    expect(1 - tally.cost_minor / tally.paid_minor).toBeGreaterThan(0.38)
    expect(1 - tally.cost_minor / tally.paid_minor).toBeLessThan(0.46)
  })

  it('plays short and long periods, with the price letter only where there is a month 20', () => {
    expect(playSample(options(10, 7, 1)).truth.events.price_letter).toBeNull()
    expect(playSample(options(10, 7, 2)).truth.events.price_letter).not.toBeNull()
    for (const years of [0.25, 1, 6]) {
      const facts = [...playSample(options(200, 7, years)).customers].flatMap((customer) => customer.facts)
      expect(facts.length).toBeGreaterThan(200)
      expect(Math.max(...facts.map((fact) => fact.at))).toBeLessThan(END)
    }
  })

  it('streams in memory that does not grow with the number of customers', () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const used: number[] = []
    let n = 0
    for (const _ of playSample(options(21_000)).customers) {
      n++
      if (n !== 1_000 && n !== 21_000) continue
      collect()
      used.push(process.memoryUsage().heapUsed)
    }
    expect((used[1] as number) - (used[0] as number)).toBeLessThan(2_000_000)
  })
})
