import type { DeepSums } from '#contract/house/doctor.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { readNumbers } from '#store/customers/numbers.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import { readHistories } from '#store/history/facts.ts'
import { readHomes } from '#store/history/homes.ts'
import { listImports, unfinishedImports, type ImportRow } from '#store/history/imports.ts'
import { countCustomers } from '#store/house/emptiness.ts'
import { customersOfImports, customersUntold, factsByImport, keysBetween, onPicture, readTold, stretches, type Stretch } from '#store/house/doctor/told.ts'
import type { Client, Db } from '#store/pool.ts'
import { compareCustomer } from './compare.ts'
import { found, named, type Looked, type OpenSubject } from './subject.ts'

/** Customers looked at at once: what memory holds. */
const STRETCH = 1000

/** What differs, and whose it is. */
class Tally {
  readonly customers = { standing: [] as string[], spans: [] as string[], months: [] as string[], sums: [] as string[], numbers: [] as string[] }
  readonly what = { standing: new Set<string>(), spans: new Set<string>(), months: new Set<string>(), sums: new Set<string>() }
  readonly through = { customers: 0, facts: 0, paid: 0, orders: 0, spans: 0, passed_over: 0 }

  add(customer: string, differences: ReturnType<typeof compareCustomer>): void {
    for (const part of ['standing', 'spans', 'months', 'sums'] as const) {
      if (differences[part].length === 0) continue
      this.customers[part].push(customer)
      for (const each of differences[part]) if (this.what[part].size < 20) this.what[part].add(each)
    }
  }

  findings(): Looked['findings'] {
    const codes = { standing: 'standing_differs', spans: 'span_differs', months: 'month_differs', sums: 'sums_differ' } as const
    const differing = Object.entries(codes).flatMap(([part, code]) => {
      const of = this.customers[part as keyof typeof codes]
      return of.length === 0 ? [] : [found(code, { count: of.length, customers: named(of), what: named([...this.what[part as keyof typeof codes]]) })]
    })
    const { numbers } = this.customers
    return [...differing, ...(numbers.length > 0 ? [found('number_wrong', { count: numbers.length, customers: named(numbers) })] : [])]
  }
}

/**
 * Every history, told again and held against what is kept. It goes through the customers a stretch at a time, each on a picture of its own, so that it
 * may run while the house is lived in, with the memory that one stretch takes.
 */
export async function checkHistories({ pool, onProgress }: OpenSubject): Promise<Looked & { deep: DeepSums }> {
  const tally = new Tally()
  const parts = stretches(Math.max(1, Math.ceil((await countCustomers(pool)) / STRETCH)))
  for (const [i, stretch] of parts.entries()) {
    await onPicture(pool, (db) => checkStretch(db, stretch, tally))
    onProgress({ phase: 'replaying', done: Math.round(((i + 1) / parts.length) * 100), total: 100 })
  }
  return { findings: [...tally.findings(), ...(await onPicture(pool, checkImportCounts))], deep: tally.through }
}

async function checkStretch(db: Client, stretch: Stretch, tally: Tally): Promise<void> {
  const { company, telling, rules } = await inForce(db)
  for (const { customer, key } of await keysBetween(db, stretch)) if (customerIdOf(company.secret, key) !== customer) tally.customers.numbers.push(customer)
  const told = await readTold(db, telling.id, stretch)
  const unsettled = await customersUnsettled(db, stretch)
  const customers = told.standings.map(({ customer }) => customer)
  const numbers = await readNumbers(db, customers)
  const histories = await readHistories(db, customers, numbers)
  const homes = await readHomes(db, customers)
  const [spans, spend] = [Map.groupBy(told.spans, (row) => row.customer), new Map(told.spend.map((row) => [row.customer, row]))]
  for (const standing of told.standings) {
    const { customer } = standing
    const facts = histories.get(customer) ?? []
    if (numbers.treeOf(customer).some((one) => unsettled.has(one))) tally.through.passed_over++
    // Who has a standing and no facts, or facts and no standing, is a finding of another check.
    else if (facts.length > 0) {
      const kept = { facts, home: homes.get(customer) ?? null, standing, spans: spans.get(customer) ?? [], spend: spend.get(customer) ?? { customer, months: [], paid: [] } }
      tally.add(customer, compareCustomer(kept, rules))
      tally.through.customers++
      tally.through.facts += facts.length
      tally.through.paid += standing.paid
      tally.through.orders += standing.orders
      tally.through.spans += kept.spans.length
    }
  }
}

/** Customers whose facts came or went in bulk and whom the map is yet to be told of. */
async function customersUnsettled(db: Db, stretch: Stretch): Promise<ReadonlySet<string>> {
  const unfinished = await unfinishedImports(db)
  return new Set([...(await customersUntold(db, stretch)), ...(await customersOfImports(db, stretch, unfinished.map(({ id }) => id)))])
}

/** What each import says it brought, against what is there of it. */
async function checkImportCounts(db: Db): Promise<Looked['findings']> {
  const there = await factsByImport(db)
  const imports = await listImports(db, 1_000_000)
  const known = new Set(imports.map(({ id }) => id))
  const differing = imports.flatMap((row) => {
    const [expected, count] = [broughtBy(row), there.get(row.id) ?? 0]
    return expected === count ? [] : [found('import_differs', { import: String(row.id), expected, count })]
  })
  const unknown = [...there].filter(([id]) => !known.has(id)).map(([id, count]) => found('import_differs', { import: String(id), expected: 0, count }))
  return [...differing, ...unknown]
}

/** What is there of an import: what it brought, less what was erased since. */
function broughtBy({ state, summary }: ImportRow): number {
  const { facts, erased = 0 } = summary as { facts?: { taken?: number }; erased?: number }
  return state === 'done' ? (facts?.taken ?? 0) - erased : 0
}
