import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { READ_FACT_SCHEMAS } from '#contract/history/fact.ts'
import { parseMapping } from '#contract/history/mapping.ts'
import { READ_RECORD_SCHEMAS } from '#contract/history/record.ts'
import { FACT_FIELDS, NESTED_FIELDS, RECORD_FIELDS } from '#core/history/mapping/targets.ts'

/** Where each thing is wrong, as `line:column found → expected`. */
const wrong = (text: string): string[] => {
  const read = parseMapping(text, 'map.yaml')
  return read.ok ? [] : read.refusals.map(({ values: v }) => `${v?.['line']}:${v?.['column']} ${v?.['found']} → ${v?.['expected']}`)
}
const file = (makes: string): string => `files:\n  - name: a.csv\n    makes:\n      - ${makes}\n`
const VISIT = 'fact: visit\n        customer: c\n        at: d\n        channel: e'

describe('a mapping file', () => {
  it('can name every field that a fact or record has, and no other', () => {
    for (const [kind, schema] of [...Object.entries(READ_FACT_SCHEMAS), ...Object.entries(READ_RECORD_SCHEMAS)]) {
      const fields = { ...(FACT_FIELDS as Record<string, object>), ...(RECORD_FIELDS as Record<string, object>) }[kind] ?? {}
      const named = [...Object.keys(fields), ...Object.keys(NESTED_FIELDS[kind] ?? {})].toSorted()
      expect([kind, named]).toEqual([kind, Object.keys(schema.shape).filter((name) => name !== 'kind' && name !== 'record').toSorted()])
    }
  })

  it('is right in every example', () => {
    const root = join(import.meta.dirname, '../../examples')
    const found = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'))
    expect(found.length).toBeGreaterThanOrEqual(3)
    for (const name of found) expect([name, wrong(readFileSync(join(root, name), 'utf8'))]).toEqual([name, []])
  })

  it('is told where it is wrong, and what would be right', () => {
    expect(wrong(file('fact: purchas'))).toEqual(['4:15 purchas → purchase (or another of contract, purchase, refund, visit, moment, contact, complaint, recovery, broke, kept, asked, told, felt, rating, stance, reason, referral, praise, rival)'])
    expect(wrong(file(VISIT.replace('channel', 'chanel')))[0]).toMatch(/^7:9 chanel → channel \(or another of /)
    expect(wrong(file(VISIT.replace('\n        channel: e', '')))).toEqual(['4:9 nothing → the field channel, which every visit has'])
    expect(wrong(`zone: Mars/Crater\n${file(VISIT)}`)).toEqual(['1:7 Mars/Crater → a time zone such as Europe/Oslo'])
    expect(wrong(`date: DD.MM.YYYY\n${file(VISIT)}`)[0]).toMatch(/^1:7 DD\.MM\.YYYY → a date pattern of yyyy MM dd/)
    expect(wrong(`curency: EUR\n${file(VISIT)}`)[0]).toMatch(/^1:1 curency → currency \(or another of/)
    expect(wrong(`decimal: ","\nthousands: ","\n${file(VISIT)}`)).toEqual(['2:12 , → another mark than the decimal one (decimal: "," or ".")'])
    expect(wrong(file(VISIT.replace('channel: e', 'channel: {value: a, column: b}')))).toEqual(['7:18 {"value":"a","column":"b"} → where it comes from, one of: column, value, template, or plus and minus'])
    expect(wrong(file(VISIT.replace('channel: e', 'channel: {plus: [a, b]}')))).toEqual(['7:19 plus → nothing of the kind: this field is no number'])
    expect(wrong(file(`${VISIT}\n        when: {column: x}`))).toEqual(['8:15 {"column":"x"} → a test: is, not, empty, starts, above, below'])
    expect(wrong(file('record: customer\n        key: a\n        group: b'))).toEqual(['6:9 group → no group: a record is made of one row'])
    expect(wrong(file('fact: visit\n        record: unit'))[0]).toMatch(/^4:9 both → either fact:/)
  })

  it('may not give two facts of a row one id', () => {
    const two = `${file(`${VISIT}\n        id: no`)}      - ${VISIT}\n        id: no\n`
    expect(wrong(two)).toEqual(['13:13 the id of another fact of the same row → an id of its own, such as {template: "{id}-2"}'])
  })

  it('is said to be no YAML where it is none', () => {
    expect(wrong('files: [\n a: b').length).toBeGreaterThan(0)
    expect(wrong('').length).toBeGreaterThan(0)
    expect(wrong('a: &a [*a]\nfiles: *a').length).toBeGreaterThan(0)
    expect(wrong(`a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]`).length).toBeGreaterThan(0)
  })
})
