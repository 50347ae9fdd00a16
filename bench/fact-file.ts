/** A year of the sample company as one file, in the order in which the facts happened. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Fact } from '#core/history/fact.ts'
import { isoOf } from '#core/units/time.ts'
import { playSample } from '#sample/play.ts'
import { END } from './machine.ts'

export type Format = 'ndjson' | 'csv'

/** The path of such a file in a folder, where it is used again. Written by another process, so that the memory it takes is not the benchmark's. */
export function factFile(folder: string, customers: number, format: Format): string {
  const path = join(folder, `facts-${customers}.${format}`)
  if (!existsSync(path)) spawnSync(process.execPath, ['--max-old-space-size=16000', import.meta.filename, path, String(customers), format], { stdio: 'inherit' })
  return path
}

/** How the CSV is to be read. */
export const MAPPING = `
date: iso
money: minor
files:
  - name: '*.csv'
    makes:
      - fact: purchase
        when: [{ column: kind, is: purchase }]
        fields: { id: id, source: source, customer: customer, at: at, unit: unit, person: person, order: order, paid: paid, list: list, cost: cost }
      - fact: refund
        when: [{ column: kind, is: refund }]
        fields: { id: id, source: source, customer: customer, at: at, unit: unit, order: order, amount: paid }
      - fact: visit
        when: [{ column: kind, is: visit }]
        fields: { id: id, source: source, customer: customer, at: at, unit: unit, channel: channel }
`

const HEADER = 'kind,id,source,customer,at,unit,person,order,paid,list,cost,channel\n'

function csvLine(fact: Fact): string | null {
  if (fact.kind !== 'purchase' && fact.kind !== 'refund' && fact.kind !== 'visit') return null
  const own = fact.kind === 'purchase' ? [fact.order, fact.paid, fact.list ?? '', fact.cost ?? '', ''] : fact.kind === 'refund' ? [fact.order, fact.amount, '', '', ''] : ['', '', '', '', fact.channel]
  return [fact.kind, fact.id, fact.source, fact.customer, isoOf(fact.at), fact.unit ?? '', fact.person ?? '', ...own].join(',')
}

function jsonLine(fact: Fact): string {
  const locked = 'locked_until' in fact && fact.locked_until !== undefined ? { locked_until: isoOf(fact.locked_until) } : {}
  return JSON.stringify({ ...fact, at: isoOf(fact.at), ...locked })
}

async function writeFacts(path: string, customers: number, format: Format): Promise<void> {
  const facts: Fact[] = []
  for (const customer of playSample({ customers, years: 1, seed: 1, end: END }).customers) for (const fact of customer.facts) facts.push(fact)
  facts.sort((a, b) => a.at - b.at)
  const out = createWriteStream(path)
  if (format === 'csv') out.write(HEADER)
  let lines = ''
  for (const fact of facts) {
    const line = format === 'csv' ? csvLine(fact) : jsonLine(fact)
    if (line !== null) lines += `${line}\n`
    if (lines.length < 1 << 18) continue
    if (!out.write(lines)) await once(out, 'drain')
    lines = ''
  }
  out.end(lines)
  await once(out, 'finish')
}

if (import.meta.main) await writeFacts(process.argv[2] as string, Number(process.argv[3]), process.argv[4] as Format)
