import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { costWithin, dayOfText, type CostRow } from '#core/money/cost-row.ts'
import { readCosts } from '#core/money/read-costs.ts'

const JANUARY: CostRow = { purpose: 'win', channel: 'search', campaign: null, from: '2026-01-01', to: '2026-01-31', amount: 123_450 }
const flawsOf = (text: string, currency = 'EUR'): unknown => {
  const read = readCosts(text, currency)
  return read.ok ? [] : read.flaws
}

describe('the same cost, however a file writes it', () => {
  test.each([
    ['as documented', 'purpose,channel,campaign,from,to,amount,currency\nwin,search,,2026-01-01,2026-01-31,1234.50,EUR\n'],
    ['by month, without a currency', 'Purpose;Channel;Month;Amount\nacquisition;search;2026-01;1234,50\n'],
    ['in Norwegian', 'Formål;Kanal;Fra;Til;Beløp\nverving;search;1.1.2026;31.1.2026;1 234,50\n'],
    ['in Swedish', 'Syfte\tKanal\tFrån\tTill\tBelopp\tValuta\nvärva\tsearch\t2026-01-01\t2026-01-31\t1234,5\teur\n'],
    ['in Estonian', 'Eesmärk;Allikas;Algus;Lõpp;Summa\nvõitmine;search;01.01.2026;31.01.2026;1234,50\n'],
    ['in Japanese', '目的,チャネル,開始日,終了日,金額\n獲得,search,2026年1月1日,2026年1月31日,"€1,234.50"\n'],
    ['in Chinese', '用途,渠道,月份,金额\n获客,search,2026年1月,1234.50\n'],
    ['with American days, a mark and empty rows', '\uFEFFtype,source,start,end,total spend\r\n\r\nwin,search,1/1/2026,1/31/2026,"1,234.50"\r\n,,,,\r\n'],
    ['in quotes', '"purpose","channel","from","to","cost"\n"Win","search","2026-01-01","2026-01-31","EUR 1234.50"\n'],
  ])('%s', (_how, text) => expect(readCosts(text, 'EUR')).toEqual({ ok: true, rows: [JANUARY] }))
})

describe('what cannot be read is said by its line', () => {
  test.each([
    ['', [{ what: 'empty' }]],
    ['purpose,amount,from\n', [{ what: 'empty' }]],
    ['channel,from,to\nsearch,2026-01-01,2026-01-31\n', [{ what: 'columns', missing: ['purpose', 'amount'] }]],
    ['purpose,amount\nwin,5\n', [{ what: 'columns', missing: ['from'] }]],
    ['purpose,from,amount\nwaste,2026-01-01,5\n', [{ what: 'cell', line: 2, field: 'purpose', found: 'waste', expected: 'win, keep' }]],
    ['purpose,from,to,amount\nwin,2026-02-01,2026-01-01,5\n', [{ what: 'cell', line: 2, field: 'to', found: '2026-01-01', expected: '2026-01-31' }]],
    ['purpose,from,amount\nwin,2026-01-01,5\nkeep,2026-01-02,-5\nkeep,2026-01-02,much\n', [{ line: 3, field: 'amount', found: '-5' }, { line: 4, field: 'amount', found: 'much' }]],
    ['purpose,month,amount\nwin,2026-13,5\n', [{ line: 2, field: 'month', found: '2026-13' }]],
    ['purpose,from,amount,currency\nwin,2026-01-01,5,EUR\nwin,2026-01-01,5,USD\n', [{ what: 'currency', line: 3, found: 'USD' }]],
  ])('%j', (text, flaws) => expect(flawsOf(text)).toMatchObject(flaws))

  test('cents of a currency that has none are no amount', () => {
    expect(flawsOf('purpose,month,amount\nwin,2026-01,1200.5\n', 'JPY')).toMatchObject([{ field: 'amount', found: '1200.5' }])
    expect(readCosts('purpose,month,amount\nwin,2026-01,1200\n', 'JPY')).toMatchObject({ ok: true, rows: [{ amount: 1200 }] })
  })
})

test('a cost is spread over its days: parts of a period add up to the whole', () => {
  fc.assert(fc.property(fc.integer({ min: 18_000, max: 20_000 }), fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 17_900, max: 20_500 }), (first, days, amount, cut) => {
    const day = (n: number): string => new Date(n * 86_400_000).toISOString().slice(0, 10)
    const row = { from: day(first), to: day(first + days), amount }
    expect(dayOfText(row.from)).toBe(first)
    expect(costWithin(row, 0, cut) + costWithin(row, cut, 40_000)).toBeCloseTo(amount, 3)
  }))
  expect(costWithin(JANUARY, dayOfText('2026-01-11'), dayOfText('2026-01-12'))).toBeCloseTo(123_450 / 31, 6)
})
