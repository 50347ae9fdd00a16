import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseMapping } from '#contract/history/mapping.ts'
import { settings } from '#contract/history/mapping-shape.ts'
import { DATE_TOKENS } from '#core/history/mapping/date.ts'
import { FACT_FIELDS, NESTED_FIELDS, RECORD_FIELDS } from '#core/history/mapping/targets.ts'

const manual = readFileSync(join(import.meta.dirname, '../../docs/reference/mapping.md'), 'utf8')
const BASE = ['id', 'source', 'customer', 'at', 'unit', 'person']
const rowFor = (name: string): string => manual.split('\n').find((line) => line.startsWith('| ') && new RegExp(`^\\|[^|]*\`${name}\``).test(line)) ?? ''

it('lists every setting', () => {
  for (const name of Object.keys(settings)) expect([name, rowFor(name)]).toEqual([name, expect.stringMatching(/\|.+\|.+\|/)])
})

it('lists every kind and record with all of its fields', () => {
  const kinds = { ...FACT_FIELDS, ...RECORD_FIELDS } as Record<string, Record<string, string>>
  for (const [kind, fields] of Object.entries(kinds)) {
    const own = [...Object.keys(fields).filter((field) => !(kind in FACT_FIELDS) || !BASE.includes(field)), ...Object.keys(NESTED_FIELDS[kind] ?? {})]
    for (const field of own) expect([kind, field, rowFor(kind).includes(`\`${field}\``)]).toEqual([kind, field, true])
  }
})

it('lists every token of a date', () => {
  for (const token of DATE_TOKENS) expect([token, manual.includes(`\`${token}\``)]).toEqual([token, true])
})

it('shows a mapping that works', () => {
  const example = /```yaml\n(source: till[\s\S]+?)```/.exec(manual)?.[1] ?? ''
  expect(parseMapping(example, 'manual')).toMatchObject({ ok: true })
})
