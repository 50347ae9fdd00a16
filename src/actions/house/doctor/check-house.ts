import { setTimeout as sleep } from 'node:timers/promises'
import { isoOf, MINUTE_MS, type Instant } from '#core/units/time.ts'
import { tellUntil } from '#core/relationship/horizon.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import { importsHeld, unfinishedImports } from '#store/history/imports.ts'
import { readCompany } from '#store/house/company.ts'
import { countLate, findStrays, someKeys } from '#store/house/doctor/customers.ts'
import { onPicture } from '#store/house/doctor/told.ts'
import { lookAtTellings, WHOLE, type TellingLook } from '#store/house/doctor/tellings.ts'
import { newestTold } from '#store/relationship/standings.ts'
import type { Pool } from '#store/pool.ts'
import { isRetelling, readTelling } from '#store/relationship/tellings.ts'
import { found, named, type Looked, type OpenSubject } from './subject.ts'

const SOME = 1000

/** The company: there, and the secret that its customers' numbers come from still the same. */
export async function checkCompany({ pool }: OpenSubject): Promise<Looked> {
  const company = await readCompany(pool)
  if (!company) return { findings: [found('company_absent')], ends: true }
  const wrong = (await someKeys(pool, SOME)).filter(({ customer, key }) => customerIdOf(company.secret, key) !== customer)
  return { findings: wrong.length > 0 ? [found('number_wrong', { count: wrong.length, customers: named(wrong.map(({ customer }) => customer)) })] : [] }
}

/** The tellings: exactly one current, each with all its tables, none in the making that nobody makes. */
export async function checkTellings({ pool }: OpenSubject): Promise<Looked> {
  // Asked before and after: one that begins or ends meanwhile is not taken for one that nobody makes.
  const before = await isRetelling(pool)
  const tellings = await onPicture(pool, lookAtTellings)
  const making = before || (await isRetelling(pool))
  const current = tellings.some(({ state }) => state === 'current')
  return { findings: [...(current ? [] : [found('telling_absent')]), ...tellings.flatMap((telling) => findingsOf(telling, making))], ends: !current }
}

function findingsOf(telling: TellingLook, making: boolean): Looked['findings'] {
  const { id, state, tables, pending } = telling
  if (state === 'making') return making ? [] : [found('telling_broken_off', { telling: String(id) })]
  const orphans = state === null && tables.length > 0 ? [found('telling_orphan', { tables: tables.map(({ name }) => `${name}_${id}`).join(', ') })] : []
  const left = pending > 0 ? [found('pending_left', { telling: String(id), count: pending })] : []
  const lacking = state === null ? [] : lackingIn(telling)
  return [...orphans, ...left, ...(lacking.length > 0 ? [found('telling_incomplete', { telling: String(id), what: named(lacking) })] : [])]
}

function lackingIn({ id, tables }: TellingLook): string[] {
  return Object.entries(WHOLE).flatMap(([name, indexes]) => {
    const table = tables.find((each) => each.name === name)
    const whole = table?.attached === true && table.keyed && table.indexes >= indexes
    return whole ? [] : [`${name}_${id}`]
  })
}

/** The imports: none that a killed process left half done. */
export async function checkImports({ pool }: OpenSubject): Promise<Looked> {
  // Asked before and after, as with tellings.
  const before = await importsHeld(pool)
  const unfinished = await unfinishedImports(pool)
  const held = before.union(await importsHeld(pool))
  return { findings: unfinished.map(({ id, what }) => found(held.has(id) ? 'import_running' : 'import_unfinished', { import: String(id), what })) }
}

/** Customers: known where they have facts, told where they have facts, and not otherwise. */
export async function checkCustomers({ pool }: OpenSubject): Promise<Looked> {
  return onPicture(pool, async (db) => {
    const telling = await readTelling(db, 'current')
    if (!telling) return { findings: [] }
    const { unknown, untold, factless } = await findStrays(db, telling.id)
    // Facts that came or went in bulk are told after they are in: until then this is as it should be.
    const settled = (await unfinishedImports(db)).length === 0
    const strays = (code: 'customer_absent' | 'standing_absent' | 'standing_stray', customers: readonly string[]): Looked['findings'] =>
      customers.length > 0 ? [found(code, { count: customers.length, customers: named(customers) })] : []
    return { findings: [...strays('customer_absent', unknown), ...(settled ? [...strays('standing_absent', untold), ...strays('standing_stray', factless)] : [])] }
  })
}

/** Less than this is no lateness: whoever serves looks for due customers every 20 seconds. */
const MOST_LATE_MS = 5 * MINUTE_MS
const LOOK_AGAIN_MS = 1000

/**
 * Time: the moves that it alone causes told up to now. What is due may have come due this moment, by a fact from long after the last one: so whoever keeps
 * time is given a while to catch up.
 */
export async function checkTime({ pool, now, patience_ms }: OpenSubject): Promise<Looked> {
  for (const until = performance.now() + patience_ms; ; await sleep(LOOK_AGAIN_MS)) {
    const late = await lateness(pool, now())
    if (late === null || late.ms < MOST_LATE_MS) return { findings: [] }
    if (performance.now() < until) continue
    return { findings: [found('time_late', { count: late.customers, since: isoOf(late.since), minutes: Math.round(late.ms / MINUTE_MS) })] }
  }
}

async function lateness(pool: Pool, now: Instant): Promise<{ customers: number; since: Instant; ms: number } | null> {
  const telling = await readTelling(pool, 'current')
  if (!telling) return null
  const until = tellUntil(now, await newestTold(pool, telling.id), telling.until)
  const { customers, since } = await countLate(pool, telling.id, until)
  return since === null ? null : { customers, since, ms: until - since }
}
