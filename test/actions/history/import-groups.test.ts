import { beforeEach, describe, expect, it } from 'vitest'
import { bring, done, emptied, factsIn, importing } from './importing.ts'

const MAP = `
source: till
date: yyyy-MM-dd HH:mm
files:
  - name: "lines*.csv"
    makes:
      - fact: purchase
        group: basket
        customer: who
        at: when
        unit: shop
        paid: {plus: price, minus: coupon}
        list: {plus: [price, card]}
        items: {sku: sku, quantity: pieces, paid: {plus: price, minus: coupon}}
`
const HEAD = 'basket,who,when,shop,sku,pieces,price,card,coupon\n'
const LINES = [
  'b1,anna,2025-03-01 10:02,S1,milk,2,2.40,0.60,0',
  'b2,bo,2025-03-01 11:00,S2,tea,1,4.00,,0.50',
  'b1,anna,2025-03-01 10:01,S1,bread,1,3.10,0.00,0.10',
  'b1,anna,2025-03-01 10:02,S1,milk,2,2.40,0.60,0',
]

describe('facts that several rows make', async () => {
  const { pool, ctx, folder } = await importing()
  beforeEach(() => emptied(pool))
  const facts = async (): Promise<unknown[]> => (await factsIn(pool)).map(({ id, at, paid, list, body, unit }) => ({ id, at, paid, list, unit, items: (body as { items: { sku: string }[] }).items.map(({ sku }) => sku).toSorted() }))
  const EXPECTED = [
    { id: 'b1', at: Date.UTC(2025, 2, 1, 9, 1), paid: 240 + 300 + 240, list: 300 + 310 + 300, unit: 'S1', items: ['bread', 'milk', 'milk'] },
    { id: 'b2', at: Date.UTC(2025, 2, 1, 10), paid: 350, list: 400, unit: 'S2', items: ['tea'] },
  ]

  it('sums the lines of a basket, whatever order and however many files they come in', async () => {
    const variants: Record<string, string>[] = [
      { 'lines.csv': HEAD + LINES.join('\n') },
      { 'lines.csv': HEAD + LINES.toReversed().join('\n') },
      // Shards: each line once, the equal ones in one of them.
      { 'lines-1.csv': HEAD + LINES.slice(1, 3).join('\n'), 'lines-2.csv': HEAD + [LINES[0], LINES[3]].join('\n') },
      // Overlapping exports, and a copy: no line counts twice for that.
      { 'lines-1.csv': HEAD + LINES.slice(0, 2).join('\n'), 'lines-2.csv': HEAD + LINES.join('\n'), 'lines-3.csv': HEAD + LINES.join('\n') },
    ]
    for (const files of variants) {
      await emptied(pool)
      const summary = await done(bring(ctx, folder, files, MAP))
      expect(summary).toMatchObject({ facts: { taken: 2 }, rejected: { rows: 0 } })
      expect(await facts()).toEqual(EXPECTED)
    }
    expect((await done(bring(ctx, folder, variants[0] as Record<string, string>, MAP))).facts).toEqual({ taken: 0, known: 2 })
  })

  it('takes no basket of which a line was refused, and lists its other lines as waiting', async () => {
    const bad = LINES.with(2, 'b1,anna,2025-03-01 10:01,S1,bread,1,three,0,0')
    const summary = await done(bring(ctx, folder, { 'lines.csv': HEAD + bad.join('\n') }, MAP))
    expect(summary).toMatchObject({ facts: { taken: 1 }, rejected: { rows: 3 } })
    expect(summary.rejected.groups.map(({ code, count }) => ({ code, count }))).toEqual([{ code: 'group_incomplete', count: 2 }, { code: 'cell_invalid', count: 1 }])
    expect((await done(bring(ctx, folder, { 'lines.csv': HEAD + LINES.join('\n') }, MAP))).facts).toEqual({ taken: 1, known: 1 })
    expect(await facts()).toEqual(EXPECTED)
  })

  it('holds the whole basket against the schema: more coupons than goods is no purchase', async () => {
    const summary = await done(bring(ctx, folder, { 'lines.csv': `${HEAD}b9,anna,2025-03-01 10:02,S1,milk,1,1.00,0,3.00\nb9,anna,2025-03-01 10:02,S1,tea,1,0.50,0,0\n` }, MAP))
    expect(summary).toMatchObject({ facts: { taken: 0 }, rejected: { rows: 2, groups: [{ code: 'field_invalid', column: 'price + coupon', found: '-1.50', expected: '≥ 0' }] } })
  })
})
