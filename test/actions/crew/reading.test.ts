import { expect, test } from 'vitest'
import { cutRows, type Piece } from '#core/history/mapping/csv.ts'
import { isoOf } from '#core/units/time.ts'
import { playSample } from '#sample/play.ts'
import { crewOfOne, crewOfThreads, type Crew } from '#actions/crew/crew.ts'
import type { Outcome } from '#actions/history/import/intake.ts'
import { reader, type ReadingJob, type ReadingSetting } from '#actions/history/import/reader.ts'

const NOW = Date.UTC(2026, 0, 1)
const WORKER = new URL('../../../src/actions/history/import/read-worker.ts', import.meta.url)

/** A year of a company as a till would write it, with a line now and then that is no fact. */
function text(): string {
  const facts = [...playSample({ customers: 200, years: 1, seed: 7, end: NOW }).customers].flatMap((customer) => customer.facts).toSorted((a, b) => a.at - b.at)
  return facts.map((fact, i) => {
    const until = 'locked_until' in fact && fact.locked_until !== undefined ? { locked_until: isoOf(fact.locked_until) } : {}
    return i % 97 === 0 ? '{"kind":"purchase","half' : JSON.stringify({ ...fact, at: isoOf(fact.at), ...until, ...(i % 91 === 0 && { source: '' }) })
  }).join('\n')
}

const setting: ReadingSetting = {
  intake: { company: { name: 'Test', zone: 'Europe/Oslo', currency: 'EUR', languages: ['en'], secret: Buffer.alloc(32, 7), sample: false }, now: NOW, language: 'sv', files: ['a.ndjson'] },
  files: [{ number: 0, form: 'facts' }],
}

async function readBy(crew: Crew<ReadingJob, Outcome>, pieces: readonly Piece[]): Promise<Outcome[]> {
  try {
    return await Promise.all(pieces.map((piece) => crew.ask({ file: 0, piece })))
  } finally {
    await crew.close()
  }
}

/** Which thread was the first to meet a customer is the one thing that may differ. */
const comparable = (outcomes: readonly Outcome[]): unknown => ({
  read: outcomes.map(({ staged: { bytes, ...staged }, ...rest }) => ({ ...rest, ...staged, facts: Buffer.from(bytes.staged_fact ?? []).toString() })),
  customers: [...new Set(outcomes.flatMap(({ staged }) => Buffer.from(staged.bytes.staged_customer ?? []).toString().split('\n')))].toSorted(),
})

test('several threads make of rows what one makes of them', async () => {
  const pieces: Piece[] = []
  const cutter = cutRows(null, (piece) => pieces.push(piece))
  const whole = text()
  for (let at = 0; at < whole.length; at += 20_000) cutter.push(whole.slice(at, at + 20_000))
  cutter.end()
  const one = await readBy(crewOfOne(reader, setting), pieces)
  const several = await readBy(crewOfThreads<ReadingSetting, ReadingJob, Outcome>(WORKER, setting, 3), pieces)
  expect(pieces.length).toBeGreaterThan(10)
  expect(one.reduce((sum, { rejects }) => sum + rejects.length, 0)).toBeGreaterThan(20)
  expect(comparable(several)).toEqual(comparable(one))
})

test('what one thread breaks over is told to whoever asked, and the rest is refused', async () => {
  const crew = crewOfThreads<ReadingSetting, ReadingJob, Outcome>(WORKER, setting, 1)
  await expect(crew.ask({ file: 5, piece: { text: '{}', line: 1, long: false } })).rejects.toThrow(/undefined/)
  await crew.close()
  await expect(crew.ask({ file: 0, piece: { text: '{}', line: 1, long: false } })).rejects.toThrow('sent home')
})
