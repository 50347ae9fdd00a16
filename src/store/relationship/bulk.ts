import pgCopy from 'pg-copy-streams'
import type { StoredFact } from '#core/history/stored.ts'
import { readBinaryCopy } from '#store/binary.ts'
import { anyMerged, MERGED } from '#store/customers/members.ts'
import type { Client, Db } from '#store/pool.ts'
import { within, type Slice } from '#store/slices.ts'

/** One customer's whole history, in no particular order, and their declared home unit. */
export interface History {
  readonly customer: string
  readonly home: string | null
  readonly facts: readonly StoredFact[]
}

const NOTHING: StoredFact['body'] = {}

/**
 * Streams the histories of a slice of customers, one after the other, as of the moment the statement begins. Histories of several customers
 * are left out (`mergedRoots`): theirs are told one by one.
 * @param wordless numbers of the kinds whose own fields nobody will look at: they are left out
 * @param between awaited now and then: the place to let what was made of them be written
 */
export async function streamHistories(client: Client, slice: Slice, wordless: readonly number[], each: (history: History) => void, between: () => Promise<void>): Promise<void> {
  const homes = await client.query(`select from customer where home_unit is not null limit 1`)
  const home = homes.rowCount ? 'c.home_unit' : 'null::text'
  const join = homes.rowCount ? 'left join customer c on c.customer = f.customer' : ''
  const alone = (await anyMerged(client)) ? `and f.customer not in (${MERGED})` : ''
  // In the order of the key, which is that of its index: the sort by time is left to the few facts of each history.
  const copy = client.query(pgCopy.to(
    `copy (
       select f.customer, f.source, f.id, f.kind, f.at, f.unit, f.person, f.paid, f.list, f.cost, f.lines, f.deals, f.points, case when f.kind <> all ('{${wordless.join(',')}}') then f.body end, ${home}
       from fact f ${join} where f.retracted_at is null ${alone} and ${within('f.customer', slice)} order by f.customer
     ) to stdout (format binary)`,
  ))
  let facts: StoredFact[] = []
  let customer = ''
  const number = Buffer.alloc(16)
  let homeUnit: string | null = null
  await readBinaryCopy(copy as AsyncIterable<Buffer>, (row) => {
    if (row.compareUuid(0, number) !== 0) {
      if (facts.length > 0) each({ customer, home: homeUnit, facts })
      facts = []
      row.copy(0, number)
      customer = row.uuid(0)
      homeUnit = row.textOrNull(14)
    }
    facts.push({
      customer, source: row.text(1), id: row.text(2), kind: row.smallint(3), at: row.instant(4), unit: row.textOrNull(5), person: row.textOrNull(6),
      paid: row.bigintOrNull(7), list: row.bigintOrNull(8), cost: row.bigintOrNull(9), lines: row.smallintOrNull(10), deals: row.smallintOrNull(11), points: row.bigintOrNull(12),
      body: row.isNull(13) ? NOTHING : row.json(13),
    })
  }, between)
  if (facts.length > 0) each({ customer, home: homeUnit, facts })
}

export async function countFacts(db: Db): Promise<number> {
  const { rows } = await db.query<{ n: number }>(`select count(*) as n from fact where retracted_at is null`)
  return rows[0]?.n ?? 0
}
