import { describe, expect, test } from 'vitest'
import { askJob } from '#actions/house/jobs/ask-job.ts'
import { seeThrough } from '#actions/house/jobs/see-through.ts'
import { learnModel } from '#actions/relationship/learn-model.ts'
import { retell } from '#actions/relationship/retell.ts'
import { proveMap } from '#actions/proof/prove-map.ts'
import { readProof } from '#actions/proof/read-proof.ts'
import { DEFAULT_POLICY } from '#core/relationship/policy.ts'
import { bring, done, importing } from '#test/actions/history/importing.ts'
import { sent } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'

const { pool, ctx, folder } = await importing()

/** The map is held at the end of day 400; a year and more of history before, 200 days after. */
const CUT = '2025-02-04'
const LAST = 600

/** 300 customers who bought every 30 days until the cut; every third had told us that they feel cared for, every third that they were ignored. */
interface Shopper {
  readonly customer: string
  readonly feels: 'well' | 'badly' | null
  readonly returns: boolean
  readonly refers: boolean
}
const SHOPPERS: readonly Shopper[] = Array.from({ length: 360 }, (_, i) => {
  const feels = (['well', 'badly', null] as const)[i % 3] as Shopper['feels']
  const nth = Math.floor(i / 3)
  return { customer: `c${i}`, feels, returns: nth < { well: 110, badly: 40, none: 80 }[feels ?? 'none'], refers: feels === 'well' && nth < 30 }
})

function historyOf({ customer, feels, returns, refers }: Shopper, i: number): object[] {
  const bought = Array.from({ length: 13 }, (_, k) => fact('purchase', 10 + (i % 20) + 30 * k, { customer, order: `o${k}`, paid: 900, list: 1000 }))
  const felt = feels === null ? [] : [300, 340, 380].map((day) => fact('felt', day, { customer, feelings: [feels === 'well' ? 'cared_for' : 'ignored'], strength: 3 }))
  const later = [...(returns ? [fact('purchase', 450, { customer, order: 'later', paid: 800, list: 1000 })] : []), ...(refers ? [fact('praise', 460, { customer })] : [])]
  // Somebody has to be there at the end.
  const end = i === 0 ? [fact('visit', LAST, { customer })] : []
  return [...bought, ...felt, ...later, ...end].map(sent)
}

const valueOf = <T>(result: { ok: true; value: T } | { ok: false }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.value
}

const early = [await proveMap(ctx, { sample: 1000 }), await readProof(ctx)]
test('without facts there is nothing to hold the map against', () => {
  expect(early).toMatchObject([{ ok: false, refusals: [{ code: 'nothing_yet' }] }, { proof: null }])
})

describe('a company of which everything is known', async () => {
  ctx.at = on(LAST, 13)
  await done(bring(ctx, folder, { 'facts.ndjson': SHOPPERS.flatMap(historyOf).map((one) => JSON.stringify(one)).join('\n') }))
  const proof = valueOf(await proveMap(ctx, { cut: CUT, sample: 1000 }))

  test('everybody is told up to the cut and no further, and what they did after it is counted', () => {
    expect([proof.looked_at, proof.window_days]).toEqual([360, expect.closeTo(LAST - 401 + 13 / 24 + 1 / 24, 0)])
    const well = proof.states.filter(({ state }) => state === 'loyal' || state === 'devoted')
    const sum = (part: (one: (typeof well)[number]) => number): number => well.reduce((total, one) => total + part(one), 0)
    expect([sum((one) => one.customers), sum((one) => one.returned.k), sum((one) => one.referred.k)]).toEqual([120, 110, 30])
    expect(proof.states.find(({ state }) => state === 'satisfied')).toMatchObject({ customers: 120, returned: { k: 80, n: 120, value: 80 / 120 }, paid_of_list: 0.8 })
    const unhappy = proof.states.filter(({ state }) => state === 'disappointed' || state === 'dissatisfied')
    expect([unhappy.reduce((total, one) => total + one.customers, 0), unhappy.reduce((total, one) => total + one.returned.k, 0)]).toEqual([120, 40])
  })

  test('what is so is found to be so, also among equals, and what cannot be told is not', () => {
    const finding = Object.fromEntries(proof.verdicts.map(({ claim, values, finding: found }) => [`${claim} ${String(values['higher'] ?? '')}`.trim(), found]))
    expect(finding).toMatchObject({
      'returned_plain loyal_or_devoted': 'yes', 'returned_equal loyal_or_devoted': 'yes', 'returned_plain satisfied': 'yes', 'returned_equal satisfied': 'yes',
      'referred_plain loyal_or_devoted': 'yes', 'referred_plain satisfied': 'unclear',
      'returned_beyond_map': 'yes', 'returned_beyond_heart': 'yes', lapsed: 'not_enough',
    })
    const step = proof.steps.find(({ deed, higher }) => deed === 'returned' && higher === 'loyal_or_devoted')
    expect(step?.plain.value).toBeCloseTo(110 / 120 - 80 / 120, 12)
  })

  test('a model learned up to a moment knows what a house knows that has no more', async () => {
    const known = await learnModel(pool, 7, DEFAULT_POLICY, 'Europe/Oslo', on(399))
    await pool.query('update fact set retracted_at = now() where at > $1', [new Date(on(399))])
    const alone = await learnModel(pool, 7, DEFAULT_POLICY, 'Europe/Oslo')
    await pool.query('update fact set retracted_at = null')
    expect(known).toMatchObject({ customers: alone.customers, repeaters: alone.repeaters, usual_gap_days: alone.usual_gap_days, offer: alone.offer, pay: alone.pay, points: alone.points })
    expect(known.through).toBe(on(399))
  })

  test('a threshold so far away that nobody passes it changes states, and is named', () => {
    expect(proof.thresholds.map(({ name }) => name)).toContain('heart_positive')
    expect(proof.thresholds.every(({ share_changed: share }) => share.low <= share.value && share.value <= share.high)).toBe(true)
  })

  test('as a job it is kept and shown; the facts and the map stay as they are', async () => {
    const before = await pool.query('select count(*) as n, max(told_at) as at from standing')
    const id = await askJob(ctx, 'prove', { cut: CUT, sample: 1000 })
    const job = valueOf(await seeThrough(ctx, id, { signal: new AbortController().signal, onProgress: () => undefined }))
    expect(job).toMatchObject({ state: 'done', result: { looked_at: 360 } })
    expect((await readProof(ctx)).proof?.states).toEqual(proof.states)
    expect((await pool.query('select count(*) as n, max(told_at) as at from standing')).rows).toEqual(before.rows)
  })

  test('a cut too near the ends is refused, with how much there is', async () => {
    expect(await proveMap(ctx, { cut: '2025-08-20', sample: 1000 })).toMatchObject({ ok: false, refusals: [{ code: 'proof_too_short', values: { least: 28 } }] })
    expect(await proveMap(ctx, { cut: 'someday', sample: 1000 })).toMatchObject({ ok: false, refusals: [{ code: 'period_invalid' }] })
  })

  test('left to itself it takes two fifths of a short history for the time after', async () => {
    await retell(ctx)
    const usual = valueOf(await proveMap(ctx, { sample: 1000 }))
    expect(usual.window_days).toBeGreaterThan(200)
    expect(usual.window_days).toBeLessThan(245)
  })
})
