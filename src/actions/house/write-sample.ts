import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Fact } from '#core/history/fact.ts'
import type { CompanyRecord } from '#core/history/record.ts'
import { isoOf } from '#core/units/time.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { OnProgress } from '#actions/context.ts'
import type { PlayedCompany } from './load-sample.ts'

export interface WriteSample {
  readonly played: PlayedCompany & { readonly truth: unknown; readonly truthOf: (n: number) => unknown; readonly costsText: () => string }
  readonly customers: number
  /** A folder that is empty or not there yet. */
  readonly out: string
  /** Write each customer's hidden side too: it takes as long again. */
  readonly hidden: boolean
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
}

export interface WrittenSample {
  readonly customers: number
  readonly facts: number
  readonly folder: string
  /** What there is to import: the truth lies outside it. */
  readonly facts_folder: string
}

/** Large enough that a write is worth its call, small enough that a million customers take no memory. */
const PIECE = 1 << 20

/**
 * Writes a played company to files: `truth.json`, and in `facts/` records and facts as `POST /v1/facts` takes them, a line each. It waits
 * for the disk, so memory stays the same however many customers there are.
 */
export async function writeSample({ played, customers, out, hidden, onProgress, signal }: WriteSample): Promise<Result<WrittenSample>> {
  const folder = join(out, 'facts')
  const there = await makeFolder(out, folder)
  if (there !== null) return no('folder_unusable', { folder: out, reason: there })
  await writeFile(join(out, 'truth.json'), `${JSON.stringify(played.truth, null, 2)}\n`)
  const files = { records: openLines(join(folder, 'records.ndjson')), facts: openLines(join(folder, 'facts.ndjson')) }
  const secrets = hidden ? openLines(join(out, 'hidden.ndjson')) : null
  let done = 0
  let facts = 0
  for (const record of played.records) await files.records.write(recordAsSent(record))
  for (const customer of played.customers) {
    if (signal?.aborted) break
    await files.records.write(recordAsSent(customer.record))
    for (const fact of customer.facts) await files.facts.write(factAsSent(fact))
    facts += customer.facts.length
    done++
    await secrets?.write(played.truthOf(done))
    onProgress?.({ phase: 'writing', done, total: customers })
  }
  for (const file of [files.records, files.facts, secrets]) await file?.end()
  await writeFile(join(out, 'costs.csv'), played.costsText())
  return yes({ customers: done, facts, folder: out, facts_folder: folder })
}

/** @returns why it cannot be used, if it cannot */
async function makeFolder(out: string, folder: string): Promise<string | null> {
  try {
    await mkdir(folder, { recursive: true })
    const inside = [...(await readdir(folder)), ...(await readdir(out)).filter((name) => name !== 'facts')]
    return inside.length === 0 ? null : inside.slice(0, 3).join(', ')
  } catch (error) {
    return (error as Error).message
  }
}

interface Lines {
  write(value: unknown): Promise<void> | void
  end(): Promise<void>
}

function openLines(path: string): Lines {
  const stream: WriteStream = createWriteStream(path)
  let gathered = ''
  const flush = async (): Promise<void> => {
    const text = gathered
    gathered = ''
    if (!stream.write(text)) await once(stream, 'drain')
  }
  return {
    write(value) {
      gathered += `${JSON.stringify(value)}\n`
      return gathered.length > PIECE ? flush() : undefined
    },
    async end() {
      await flush()
      stream.end()
      await finished(stream)
    },
  }
}

/** A fact as it is sent: moments as ISO 8601 text. */
function factAsSent(fact: Fact): Record<string, unknown> {
  const until = fact.kind === 'contract' ? fact.locked_until : undefined
  return { ...fact, at: isoOf(fact.at), ...(until !== undefined && { locked_until: isoOf(until) }) }
}

const recordAsSent = (record: CompanyRecord): Record<string, unknown> =>
  record.record === 'customer' && record.joined_at !== undefined ? { ...record, joined_at: isoOf(record.joined_at) } : { ...record }
