import { setImmediate } from 'node:timers/promises'
import { kindNumber } from '#core/history/kinds.ts'
import type { StoredFact } from '#core/history/stored.ts'
import { TOLD_BY_COLUMNS } from '#core/relationship/effects.ts'
import type { Context } from '#actions/context.ts'
import { mergedRoots } from '#store/customers/members.ts'
import { readNumbers } from '#store/customers/numbers.ts'
import { readHistories } from '#store/history/facts.ts'
import { readHomes } from '#store/history/homes.ts'
import type { Client } from '#store/pool.ts'
import { streamHistories } from '#store/relationship/bulk.ts'
import { sampleCustomers } from '#store/relationship/standings.ts'

const BATCH = 200
/** So long the server may be kept from others at a stretch. */
const SLICE_MS = 10

type Each = (facts: readonly StoredFact[], home: string | null) => void

/**
 * Hands over the histories of a random sample of a telling's customers (of all, where they are few), as they stream in, so that memory does not grow
 * with it and nobody else waits long. Numbers are hashes, so the smallest are a random sample, and the same each time.
 */
export async function sampleHistories(ctx: Context, telling: number, sample: number, each: Each): Promise<void> {
  const smallest = await sampleCustomers(ctx.pool, telling, sample + 1)
  const looked = new Set(smallest.slice(0, sample))
  const client = await ctx.pool.connect()
  let broken: Error | undefined
  try {
    const part = { from: null, to: smallest[sample] ?? null }
    await streamHistories(client, part, TOLD_BY_COLUMNS.map(kindNumber), ({ customer, home, facts }) => looked.has(customer) && each(facts, home), letOthers())
    const merged = (await mergedRoots(client)).filter((root) => looked.has(root))
    for (let at = 0; at < merged.length; at += BATCH) await eachMerged(client, merged.slice(at, at + BATCH), each)
  } catch (error) {
    broken = error as Error // in the middle of a COPY, a connection is of no more use
    throw error
  } finally {
    client.release(broken)
  }
}

/** Gives way to other work now and then. */
function letOthers(): () => Promise<void> {
  let slice = performance.now()
  return async () => {
    if (performance.now() - slice < SLICE_MS) return
    await setImmediate()
    slice = performance.now()
  }
}

/** Those whose histories are of several customers: no stream has them. */
async function eachMerged(client: Client, roots: readonly string[], each: Each): Promise<void> {
  const histories = await readHistories(client, roots, await readNumbers(client, roots))
  const homes = await readHomes(client, roots)
  for (const [root, facts] of histories) if (facts.length > 0) each(facts, homes.get(root) ?? null)
}
