import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { bring, done, emptied, factsIn, importing } from './importing.ts'
import { toldBy } from '../world.ts'

const MAP = `
source: till
date: yyyy-MM-dd HH:mm
files:
  - name: "*.csv"
    makes:
      - {fact: purchase, id: receipt, customer: who, at: when, paid: sum, unit: shop}
`
const HEAD = 'receipt,who,when,sum,shop\n'

describe('bringing a history in', async () => {
  const { pool, ctx, folder } = await importing()
  beforeEach(() => emptied(pool))

  it('reads CSV through a mapping, in the zone and currency of the company', async () => {
    const summary = await done(bring(ctx, folder, { 'a.csv': `${HEAD}r1,anna,2025-07-01 09:30,12.50,Oslo\nr2,bo,2025-12-01 09:30,7,Bergen\n` }, MAP))
    expect(summary).toMatchObject({ rows: 2, facts: { taken: 2, known: 0 }, kinds: { purchase: 2 }, customers_new: 2, rejected: { rows: 0, groups: [], path: null } })
    expect(await factsIn(pool)).toEqual([
      { customer: 'anna', source: 'till', id: 'r1', kind: 2, at: Date.UTC(2025, 6, 1, 7, 30), unit: 'Oslo', person: null, paid: 1250, list: null, cost: null, body: { order: 'r1', paid: 1250 } },
      { customer: 'bo', source: 'till', id: 'r2', kind: 2, at: Date.UTC(2025, 11, 1, 8, 30), unit: 'Bergen', person: null, paid: 700, list: null, cost: null, body: { order: 'r2', paid: 700 } },
    ])
    expect((await toldBy(pool)).standings).toHaveLength(2)
  })

  it('reads the same through gzip, with a byte order mark, in Latin-1, with semicolons and decimal commas', async () => {
    const plain = `${HEAD}r1,Åse,2025-07-01 09:30,1250.50,Tromsø\n`
    await done(bring(ctx, folder, { 'a.csv': plain }, MAP))
    const expected = await factsIn(pool)
    const variants: [string, string | Buffer, string][] = [
      ['b.csv.gz', gzipSync(plain), MAP],
      ['c.csv', `\uFEFF${plain.replaceAll('\n', '\r\n')}`, MAP],
      ['d.csv', Buffer.from(plain, 'latin1'), `encoding: latin1${MAP}`],
      ['e.csv', plain.replaceAll(',', ';').replace('1250.50', '1 250,50'), `decimal: ","\nthousands: " "${MAP}`],
      ['f.csv', Buffer.from(`\uFEFF${plain}`, 'utf16le'), `encoding: utf-16le${MAP}`],
    ]
    for (const [name, text, mapping] of variants) {
      await emptied(pool)
      const summary = await done(bring(ctx, folder, { [name]: text }, mapping))
      expect([name, summary.facts.taken, await factsIn(pool)]).toEqual([name, 1, expected])
    }
  })

  it('adds nothing when a file comes again, alone, with others, or twice at once', async () => {
    const file = `${HEAD}r1,anna,2025-07-01 09:30,12.50,Oslo\nr2,bo,2025-12-01 09:30,7,Bergen\n`
    const first = await done(bring(ctx, folder, { 'a.csv': file, 'b.csv': file }, MAP))
    expect(first.facts).toEqual({ taken: 2, known: 2 })
    const again = await done(bring(ctx, folder, { 'a.csv': `${file}r3,bo,2025-12-02 09:30,7,Bergen\n` }, MAP))
    expect(again).toMatchObject({ facts: { taken: 1, known: 2 }, overlaps: [first.id], rejected: { rows: 0 } })
    expect(await factsIn(pool)).toHaveLength(3)
  })

  it('takes equal rows without ids for separate sales, and overlapping exports for one', async () => {
    const noIds = MAP.replace('id: receipt, ', '')
    const rows = ['x,anna,2025-07-01 09:30,5,Oslo', 'x,anna,2025-07-01 09:30,5,Oslo', 'x,bo,2025-07-02 09:30,5,Oslo']
    const december = await done(bring(ctx, folder, { 'a.csv': `${HEAD}${rows.join('\n')}\n`, 'b.csv': `${HEAD}${rows.slice(0, 2).join('\n')}\nx,cara,2025-07-03 09:30,5,Oslo\n` }, noIds))
    expect(december.facts).toEqual({ taken: 4, known: 2 })
    const whole = `${HEAD}${[...rows, rows[1], 'x,cara,2025-07-03 09:30,5,Oslo'].join('\n')}\n`
    expect((await done(bring(ctx, folder, { 'all.csv': whole }, noIds))).facts).toEqual({ taken: 1, known: 4 })
    const facts = await factsIn(pool)
    expect(new Set(facts.map((fact) => fact['id'])).size).toBe(3 + 1 + 1)
    expect(facts.every((fact) => (fact['body'] as { order: string }).order === fact['id'])).toBe(true)
  })

  it('gives the same histories and the same map in any order of files', async () => {
    const files = Object.fromEntries(Array.from({ length: 6 }, (_, f) => [`${f}.csv`, `${HEAD}${Array.from({ length: 40 }, (_r, i) => `r${f * 40 + i},c${(f * 7 + i * 3) % 25},2025-${String(1 + ((i * 5 + f) % 12)).padStart(2, '0')}-03 10:00,${i}.5,S${i % 3}`).join('\n')}\n`]))
    await done(bring(ctx, folder, files, MAP))
    const [facts, told] = [await factsIn(pool), await toldBy(pool)]
    await emptied(pool)
    await done(bring(ctx, folder, Object.fromEntries(Object.entries(files).toReversed()), MAP))
    expect(await factsIn(pool)).toEqual(facts)
    await emptied(pool)
    for (const [name, text] of Object.entries(files)) await done(bring(ctx, folder, { [name]: text }, MAP))
    expect(await factsIn(pool)).toEqual(facts)
    expect((await toldBy(pool)).spans.map((s) => ({ ...(s as object) }))).toHaveLength(told.spans.length)
  })

  it('makes several facts of one row, each where its condition holds', async () => {
    const mapping = `
source: reviews
files:
  - name: reviews.csv
    makes:
      - fact: rating
        id: {template: "{no}-stars"}
        customer: who
        at: on
        question: {value: satisfaction}
        value: stars
        when: {column: stars, empty: false}
      - fact: praise
        id: {template: "{no}-text"}
        customer: who
        at: on
        where: {value: web}
        text: words
        when: [{column: words, empty: false}, {column: stars, above: 3}]
`
    const summary = await done(bring(ctx, folder, { 'reviews.csv': 'no,who,on,stars,words\n1,anna,2025-03-01,5,"Lovely, ""really"""\n2,bo,2025-03-02,2,Meh\n3,cara,2025-03-03,,\n' }, mapping))
    expect(summary).toMatchObject({ rows: 3, kinds: { rating: 2, praise: 1 }, facts: { taken: 3 } })
    expect((await factsIn(pool)).find((fact) => fact['id'] === '1-text')).toMatchObject({ body: { where: 'web', text: 'Lovely, "really"' } })
  })

  it('turns negative amounts into refunds', async () => {
    const mapping = `
source: shop
files:
  - name: sales.csv
    makes:
      - {fact: purchase, id: no, customer: who, at: on, paid: {column: price, times: pieces}, when: {column: pieces, above: 0}}
      - {fact: refund, id: no, customer: who, at: on, amount: {column: price, times: pieces, absolute: true}, when: {column: pieces, below: 0}}
`
    await done(bring(ctx, folder, { 'sales.csv': 'no,who,on,pieces,price\n1,anna,2025-03-01,3,1.005\nC2,anna,2025-03-02,-2,1.005\n' }, mapping))
    expect((await factsIn(pool)).map((fact) => fact['paid'])).toEqual([302, -201])
  })

  it('reads its own fact files without a mapping, records among the facts', async () => {
    const lines = [
      { kind: 'rating', id: '1', source: 's', customer: 'anna', at: '2025-01-01T12:00:00+01:00', question: 'recommend', value: 9 },
      { record: 'customer', key: 'anna', name: 'Anna', attributes: { tier: 'gold' }, consents: { survey: true }, joined_at: '2024-01-01T00:00:00Z' },
      { record: 'unit', key: 'oslo', name: 'Oslo' },
      { kind: 'contract', id: '2', source: 's', customer: 'bo', at: '2025-01-01T12:00:00Z', action: 'started', locked_until: '2026-01-01T00:00:00Z' },
    ]
    const summary = await done(bring(ctx, folder, { 'facts.ndjson': `${lines.map((line) => JSON.stringify(line)).join('\n')}\n` }))
    expect(summary).toMatchObject({ rows: 4, facts: { taken: 2 }, records: { taken: 2, known: 0, read: { customer: 1, unit: 1 } }, customers_new: 2 })
    const { rows } = await pool.query('select key, name, joined_at, attributes, consents from customer order by key')
    expect(rows).toEqual([
      { key: 'anna', name: 'Anna', joined_at: Date.UTC(2024, 0, 1), attributes: { tier: 'gold' }, consents: { survey: true } },
      { key: 'bo', name: null, joined_at: null, attributes: {}, consents: {} },
    ])
  })

  it('reads JSON lines of any make through a mapping, keys within keys too', async () => {
    const mapping = 'source: app\nfiles:\n  - name: log.jsonl\n    makes:\n      - {fact: visit, id: id, customer: user.id, at: {column: ts, date: unix}, channel: {value: app}}\n'
    await done(bring(ctx, folder, { 'log.jsonl': '{"id":1,"user":{"id":"anna"},"ts":1735689600}\n' }, mapping))
    expect(await factsIn(pool)).toMatchObject([{ customer: 'anna', id: '1', at: 1_735_689_600_000, kind: 4 }])
  })

  it('writes each rejected row to a file that no spreadsheet runs, and groups them by what mends them', async () => {
    const rows = ['r1,anna,2025-07-01 09:30,12.50,Oslo', 'r2,bo,01.07.2025,3,Oslo', '=r3,bo,02.07.2025,3,Oslo', 'r4,,2025-07-01 09:30,abc,Oslo', 'r5,bo,2025-07-01 09:30', 'r6,bo,2026-07-01 09:30,3,Oslo']
    const summary = await done(bring(ctx, folder, { 'a.csv': `${HEAD}${rows.join('\n')}\n` }, MAP))
    expect(summary).toMatchObject({ rows: 6, facts: { taken: 1 }, rejected: { rows: 5 } })
    expect(summary.rejected.groups.map(({ code, column, count, expected }) => ({ code, column, count, expected }))).toEqual([
      { code: 'cell_invalid', column: 'when', count: 2, expected: 'date as yyyy-MM-dd HH:mm' },
      { code: 'cell_invalid', column: 'sum', count: 1, expected: 'number as 1234.50' },
      { code: 'row_broken', column: '', count: 1, expected: '5 cells' },
      { code: 'fact_in_future', column: 'when', count: 1, expected: '' },
    ])
    const file = await readFile(summary.rejected.path as string, 'utf8')
    expect(file.split('\r\n')).toHaveLength(7)
    expect(file).toContain(`a.csv,4,when,02.07.2025,date as yyyy-MM-dd HH:mm,cell_invalid,`)
    expect(file).toContain(`"'=r3,bo,02.07.2025,3,Oslo"`)
  })

  it('refuses a fact that says something else than the one that is known, and says what', async () => {
    await done(bring(ctx, folder, { 'a.csv': `${HEAD}r1,anna,2025-07-01 09:30,12.50,Oslo\n` }, MAP))
    const summary = await done(bring(ctx, folder, { 'b.csv': `${HEAD}r1,anna,2025-07-01 09:30,13.50,Oslo\nr2,anna,2025-07-02 09:30,1,Oslo\n` }, MAP))
    expect(summary).toMatchObject({ facts: { taken: 1, known: 0 }, rejected: { rows: 1, groups: [{ code: 'fact_differs', column: 'paid', found: '1350', expected: '1250', count: 1 }] } })
    expect(await readFile(summary.rejected.path as string, 'utf8')).toContain('"r1,anna,2025-07-01 09:30,13.50,Oslo"')
  })

  it('looks at everything and changes nothing in a dry run', async () => {
    await done(bring(ctx, folder, { 'a.csv': `${HEAD}r1,anna,2025-07-01 09:30,12.50,Oslo\n` }, MAP))
    const before = [await factsIn(pool), await toldBy(pool), (await pool.query('select * from import')).rows]
    const summary = await done(bring(ctx, folder, { 'b.csv': `${HEAD}r1,anna,2025-07-01 09:30,12.50,Oslo\nr2,bo,2025-07-02 09:30,1,Oslo\nr3,bo,soon,1,Oslo\n` }, MAP, { dryRun: true }))
    expect(summary).toMatchObject({ id: null, dry_run: true, facts: { taken: 1, known: 1 }, customers_new: 1, rejected: { rows: 1, path: null } })
    expect(summary.preview[1]).toMatchObject({ line: 3, makes: [{ kind: 'purchase', customer: 'bo', paid: 100 }] })
    expect([await factsIn(pool), await toldBy(pool), (await pool.query('select * from import')).rows]).toEqual(before)
  })

  it('tells bytes that are no UTF-8 from a replacement character that came with the text', async () => {
    const file = Buffer.concat([Buffer.from(`${HEAD}r1,\uFFFDse,2025-07-01 09:30,1,Oslo\n`)])
    expect(await done(bring(ctx, folder, { 'a.csv': file }, MAP))).toMatchObject({ facts: { taken: 1 }, rejected: { rows: 0 } })
    const latin = Buffer.from(`${HEAD}r2,\u00c5se,2025-07-01 09:30,1,Oslo\nr3,bo,2025-07-01 09:30,1,Oslo\n`, 'latin1')
    expect(await done(bring(ctx, folder, { 'b.csv': latin }, MAP))).toMatchObject({ facts: { taken: 1 }, rejected: { rows: 1, groups: [{ code: 'row_broken', expected: 'UTF-8, or encoding: latin1 in the mapping' }] } })
    expect(JSON.stringify((await pool.query('select summary from import')).rows)).not.toContain('se,2025')
  })

  it('refuses whole what it cannot read at all, and leaves nothing', async () => {
    const cut = gzipSync(`${HEAD}${'r1,anna,2025-07-01 09:30,12.50,Oslo\n'.repeat(5000)}`)
    const cases = [
      [await bring(ctx, folder, { 'a.csv': HEAD }), 'file_unmapped'],
      [await bring(ctx, folder, {}, MAP, { paths: ['/no/such/file.csv'] }), 'file_missing'],
      [await bring(ctx, folder, { 'a.csv': 'receipt,who,when,shop\n1,2,3,4\n' }, MAP), 'column_missing'],
      [await bring(ctx, folder, { 'a.csv.gz': cut.subarray(0, cut.length - 20) }, MAP), 'file_unreadable'],
      [await bring(ctx, folder, { 'a.csv': HEAD }, 'files: 3'), 'mapping_invalid'],
    ] as const
    for (const [result, code] of cases) expect(result.ok ? 'taken' : result.refusals[0]?.code).toBe(code)
    expect((await pool.query('select * from import')).rows).toEqual([])
  })

  it('keeps strangers’ facts out of the sample company', async () => {
    await pool.query('update company set sample = true')
    const result = await bring(ctx, folder, { 'a.csv': HEAD }, MAP)
    await pool.query('update company set sample = false')
    expect(result).toMatchObject({ ok: false, refusals: [{ code: 'sample_present' }] })
  })
})
