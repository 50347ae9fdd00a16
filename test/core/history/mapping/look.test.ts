import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arrayLines } from '#core/history/json-array.ts'
import { encodingOf } from '#core/history/mapping/encoding.ts'
import { guessMapping } from '#core/history/mapping/look/guess.ts'
import { holdsOf } from '#core/history/mapping/look/holds.ts'
import { lookAt } from '#core/history/mapping/look/look.ts'
import { rolesOf } from '#core/history/mapping/look/roles.ts'
import { separatorOf } from '#core/history/mapping/look/table.ts'
import { mappingText } from '#contract/history/mapping-text.ts'
import { parseMapping } from '#contract/history/mapping.ts'

const OSLO = { zone: 'Europe/Oslo', currency: 'NOK' }
const guess = (name: string, text: string, zone = OSLO.zone): ReturnType<typeof guessMapping> => guessMapping(name, lookAt(text, zone), OSLO)
const roles = (text: string): Record<string, string> => Object.fromEntries([...rolesOf(lookAt(text, OSLO.zone).columns)].map(([column, role]) => [role, String(column.column)]))

describe('what stands between cells', () => {
  test.each([
    ['a,b\n1,2\n3,4\n', ','], ['a;b\n1,5;2,5\n3,5;4,5\n', ';'], ['a\tb\nx, y\tz\n', '\t'], ['a|b|c\n1|2|3\n', '|'], [' 1 19970101  1  11.77\n 2 19970102  5  7.00\n', null],
    ['"Smith, John";5\n"Berg, Ann";6\n', ';'], ['one\ntwo\n', ','],
  ])('%j', (text, separator) => {
    expect(separatorOf(text)).toBe(separator)
  })
})

describe('the header', () => {
  test('is the first row, unless that has values in it', () => {
    expect(lookAt('id,day\n1,2025-01-01\n', 'UTC').settings.header).toBe(true)
    expect(lookAt('1,2025-01-01\n2,2025-01-02\n', 'UTC')).toMatchObject({ settings: { header: false }, columns: [{ column: 1, name: '' }, { column: 2 }] })
    expect(lookAt('ann,Oslo\nann,Bergen\n', 'UTC').settings.header).toBe(false)
  })

  test('may stand below a title, and two columns of one name are told apart by their place', () => {
    const looked = lookAt('Export of 2025\n\nid;day;sum;sum\n1;2025-01-01;5;6\n2;2025-01-02;5;7\n', 'UTC')
    expect([looked.settings.skip, looked.columns.map(({ column }) => column)]).toEqual([2, ['id', 'day', 3, 4]])
  })
})

describe('what a column holds', () => {
  test.each([
    [['2025-01-31', '2025-02-01'], ['iso']], [['31.01.2025', '1.2.2025'], ['d.M.yyyy']], [['20250131'], ['yyyyMMdd']], [['2025年1月31日'], ['yyyy年M月d日']], [['1/31/2025 2:05 PM'], ['M/d/yyyy h:mm a']],
    [['31/01/2025 14:05', '01/02/2025 09:00'], ['d/M/yyyy H:mm']],
  ])('%j are dates', (cells, patterns) => {
    expect(holdsOf(cells, 'Europe/Oslo')).toEqual({ as: 'time', patterns })
  })

  test('day and month that cannot be told apart are said to be so, what is usual in the zone first', () => {
    expect(holdsOf(['03/04/2025', '05/06/2025'], 'Europe/London')).toEqual({ as: 'time', patterns: ['d/M/yyyy', 'M/d/yyyy'] })
    expect(holdsOf(['03/04/2025', '05/06/2025'], 'America/New_York')).toEqual({ as: 'time', patterns: ['M/d/yyyy', 'd/M/yyyy'] })
    expect(holdsOf(['03/04/2025', '05/16/2025'], 'Europe/London')).toMatchObject({ patterns: ['M/d/yyyy'] })
  })

  test.each([
    [['1,50', '2,25'], ',', ''], [['1.234,50', '2,25'], ',', '.'], [['1 234,50', '7,00'], ',', ' '], [['1,234', '5,678'], '.', ','], [['€ 1.50', '(2.50)'], '.', ''],
  ])('%j are numbers', (cells, decimal, thousands) => {
    expect(holdsOf(cells, 'UTC')).toMatchObject({ as: 'number', forms: expect.arrayContaining([{ decimal, thousands }]) as unknown })
    expect((holdsOf(cells, 'UTC') as unknown as { forms: unknown[] }).forms[0]).toEqual({ decimal, thousands })
  })

  test('a few that are something else do not make it something else; half of them do', () => {
    expect(holdsOf(['5', '6', '7', 'n/a?'], 'UTC').as).toBe('number')
    expect(holdsOf(['5', '6', 'x', 'y'], 'UTC').as).toBe('text')
    expect([holdsOf(['a@b.co', 'c@d.se'], 'UTC').as, holdsOf(['EUR', 'NOK'], 'UTC').as, holdsOf(['ja', 'nei'], 'UTC').as, holdsOf([], 'UTC').as]).toEqual(['email', 'currency', 'boolean', 'nothing'])
  })
})

describe('what columns are for, by their names', () => {
  test.each([
    ['en', 'CustomerID,Order Date,Order No,Total Amount,Store', 'a1,2025-01-02,o1,5.50,North\na2,2025-01-03,o2,6.50,South\n'],
    ['nb', 'kundenr;kjøpsdato;ordrenr;beløp;butikk', 'a1;02.01.2025;o1;5,50;Nord\na2;03.01.2025;o2;6,50;Sør\n'],
    ['sv', 'kundnummer;datum;ordernr;belopp;butik', 'a1;2025-01-02;o1;5,50;Norr\na2;2025-01-03;o2;6,50;Söder\n'],
    ['et', 'klient;kuupäev;tellimus;summa;pood', 'a1;02.01.2025;o1;5,50;Põhi\na2;03.01.2025;o2;6,50;Lõuna\n'],
    ['ja', '顧客番号,注文日,注文番号,金額,店舗', 'a1,2025/01/02,o1,550,北\na2,2025/01/03,o2,650,南\n'],
    ['zh', '客户编号,日期,订单号,金额,门店', 'a1,2025-01-02,o1,5.50,北\na2,2025-01-03,o2,6.50,南\n'],
  ])('in %s', (_language, header, rows) => {
    const [customer, at, order, paid, unit] = header.split(/[,;]/)
    expect(roles(`${header}\n${rows}`)).toEqual({ customer, at, order, paid, unit })
    const mapping = guess('a.csv', `${header}\n${rows}`)
    expect(mapping.files[0]?.makes).toEqual([{ fact: 'purchase', id: order, customer, at, paid, unit }])
    expect(parseMapping(mappingText(mapping), 'guess').ok).toBe(true)
  })

  test('without names by their values: who comes back, when, and how much', () => {
    expect(guess('a.txt', ' 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n 00021 0002 19970101  3   63.34\n')).toMatchObject({
      delimiter: 'whitespace', header: false, date: 'yyyyMMdd', files: [{ makes: [{ fact: 'purchase', customer: 1, at: 3, paid: 5 }] }],
    })
  })
})

describe('what a file is', () => {
  test('lines of baskets are put together', () => {
    const mapping = guess('lines.csv', 'member,receipt,time,article,qty,amount\na,7,2025-01-02T10:00,milk,1,5.00\na,7,2025-01-02T10:00,bread,2,2.50\n')
    expect(mapping.files[0]?.makes[0]).toEqual({ fact: 'purchase', group: 'receipt', customer: 'member', at: 'time', paid: 'amount', items: { sku: 'article', quantity: 'qty', paid: 'amount' } })
  })

  test('answers are ratings of the question that their scale or name tells, complaints are known by their words, and people by their addresses', () => {
    expect(guess('nps.csv', 'customer,date,score\na,2025-01-02,9\nb,2025-01-03,10\n').files[0]?.makes).toEqual([{ fact: 'rating', customer: 'customer', at: 'date', question: { value: 'recommend' }, value: 'score' }])
    expect(guess('csat.csv', 'customer,date,rating\na,2025-01-02,4\nb,2025-01-03,5\n').files[0]?.makes[0]).toMatchObject({ question: { value: 'satisfaction' } })
    expect(guess('answers.csv', 'customer,date,still_at_5\na,2025-01-02,4\nb,2025-01-03,5\n').files[0]?.makes[0]).toMatchObject({ question: { value: 'still_at_5' } })
    expect(guess('price increase survey.csv', 'customer,date,score\na,2025-01-02,4\nb,2025-01-03,5\n').files[0]?.makes[0]).toMatchObject({ question: { value: 'still_at_5' } })
    expect(guess('klager.csv', 'kunde;dato;tema\na;02.01.2025;sen levering\nb;03.01.2025;feil vare\n').files[0]?.makes).toEqual([{ fact: 'complaint', customer: 'kunde', at: 'dato', topic: 'tema', severity: { value: 2 } }])
    expect(guess('people.csv', 'id,full_name,email,signup_date,tier\n1,Ann Berg,a@b.co,2025-01-02,gold\n2,Bo Dahl,b@b.co,2025-01-03,silver\n').files[0]?.makes).toEqual([{ record: 'customer', key: 'id', name: 'full_name', email: 'email', joined_at: 'signup_date', attributes: { tier: 'tier' } }])
  })

  test('several kinds in one file are told apart by the column that names them, and money that went back by its sign', () => {
    const { files: [file] } = guess('till.csv', 'kunde;dato;type;beløp\na;02.01.2025;Salg;5,50\nb;03.01.2025;Retur;6,50\nc;03.01.2025;Klage;\n')
    expect(file?.makes.map(({ fact, when }) => [fact, when])).toEqual(expect.arrayContaining([['purchase', { column: 'type', is: 'Salg' }], ['refund', { column: 'type', is: 'Retur' }], ['complaint', { column: 'type', is: 'Klage' }]]))
    expect(guess('till.csv', 'customer,date,amount\na,2025-01-02,5.50\nb,2025-01-03,-6.50\n').files[0]?.makes.map(({ fact }) => fact)).toEqual(['purchase', 'refund'])
  })

  test('whatever it is, the guess is a mapping that can be read', () => {
    const cell = fc.oneof(fc.constantFrom('', 'NA', '5', '1,5', '2025-01-02', 'a@b.co', 'Salg', '"', '=x', '{a}', '顧客'), fc.string({ maxLength: 8 }))
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 }), fc.constantFrom(',', ';', '\t'), (rows, between) => {
      const text = rows.map((row) => row.join(between)).join('\n')
      const looked = lookAt(text, 'UTC')
      if (looked.form !== 'table' || looked.columns.length === 0) return
      const read = parseMapping(mappingText(guessMapping('any 12.csv', looked, OSLO)), 'guess')
      expect(read.ok ? [] : read.refusals, text).toEqual([])
    }), { numRuns: 300 })
  })
})

describe('how characters are written as bytes', () => {
  const bytes = (text: string, encoding: 'utf8' | 'latin1' | 'utf16le'): Buffer => Buffer.from(text, encoding)
  /** From tables of the two standards: 顧客 and 金額 in Shift_JIS, 客户 and 金额 in GB 18030. */
  const japanese = Buffer.from([0x8c, 0xda, 0x8b, 0x71, 0x2c, 0x8b, 0xe0, 0x8a, 0x7a, 0x2c, 0x83, 0x65, 0x83, 0x58, 0x83, 0x67, 0x0a])
  const chinese = Buffer.from([0xbf, 0xcd, 0xbb, 0xa7, 0x2c, 0xbd, 0xf0, 0xb6, 0xee, 0x0a])

  test('by its mark, by zeros, as UTF-8 where it is, else by what makes sense', () => {
    expect(encodingOf(bytes('kunde,beløp\n', 'utf8'))).toBe('utf-8')
    expect(encodingOf(bytes('kunde;beløp;Tromsø\n', 'latin1'))).toBe('latin1')
    expect(encodingOf(bytes('õnne;kuupäev;täishind\n', 'latin1'))).toBe('latin1')
    expect(encodingOf(Buffer.concat([Buffer.from([0xff, 0xfe]), bytes('a,b', 'utf16le')]))).toBe('utf-16le')
    expect(encodingOf(bytes('kunde,dato\n1,2\n', 'utf16le'))).toBe('utf-16le')
    expect(encodingOf(bytes('kunde,dato\n1,2\n', 'utf16le').swap16())).toBe('utf-16be')
    expect(encodingOf(japanese)).toBe('shift_jis')
    expect(encodingOf(chinese)).toBe('gb18030')
    expect(encodingOf(bytes('顧客', 'utf8').subarray(0, 5))).toBe('utf-8')
  })
})

test('an array of JSON, cut anywhere, is read as lines of its elements; text that is none stays as it is', () => {
  fc.assert(fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 9 }), fc.boolean(), (elements, step, isPretty) => {
    const text = ` ${JSON.stringify(elements, null, isPretty ? 2 : 0)}\n`
    const lines = arrayLines()
    let out = ''
    for (let at = 0; at < text.length; at += step) out += lines(text.slice(at, at + step))
    expect(out.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as unknown)).toEqual(JSON.parse(JSON.stringify(elements)))
  }))
  const plain = arrayLines()
  expect(plain('{"a":[1,') + plain('2]}\n[')).toBe('{"a":[1,2]}\n[')
})
