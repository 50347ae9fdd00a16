import { examine } from '#actions/house/doctor/examine.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Finding, FindingCode } from '#contract/house/doctor.ts'
import { readSettings } from '#contract/settings.ts'
import type { House } from './house.ts'
import type { FoundFact, Ledger } from './ledger.ts'

/** What was found when the dust had settled. */
export interface Verdict {
  readonly acknowledged: number
  readonly lost: readonly string[]
  /** Facts that nobody sent, or that were taken out; and customers whose sums are not those of their facts. */
  readonly twice: readonly string[]
  /** Moves that were announced more than once. */
  readonly announced: readonly string[]
  /** What the doctor found, looking deep. */
  readonly findings: readonly string[]
}

const FACTS = `select c.key as customer, f.source, f.id, f.at, f.paid from fact f join customer c on c.customer = f.customer where f.retracted_at is null`
const ANNOUNCED = `select customer || ' ' || at || ' ' || detail as what from notice group by customer, at, what, detail having count(*) > 1`

/** What whoever serves sees to by itself, soon. */
const SEEN_TO: ReadonlySet<FindingCode> = new Set<FindingCode>(['time_late', 'import_unfinished', 'telling_broken_off'])
const PATIENCE_MS = 90_000

/** What the doctor finds, looking deep, when those who serve have had time to see to what was left. */
async function examined(house: House): Promise<readonly Finding[]> {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(1000)) {
    const { checks } = await examine({ settings: readSettings({ TROTH_DATA: house.data }), now: Date.now, onProgress: () => undefined, patience_ms: 0 }, { deep: true })
    const found = checks.flatMap(({ findings }) => findings).filter(({ level }) => level !== 'note')
    if (Date.now() > until || !found.some(({ code }) => SEEN_TO.has(code))) return found
  }
}

/** Holds the database against the ledger, and has the doctor look deep. */
export async function verify(house: House, ledger: Ledger): Promise<Verdict> {
  const { balance, announced } = await house.visit(async ({ pool }) => {
    const { rows } = await pool.query<FoundFact & Record<string, unknown>>(FACTS)
    const { rows: double } = await pool.query<{ what: string }>(ANNOUNCED)
    return { balance: ledger.balance(rows), announced: double.map(({ what }) => what) }
  })
  const found = await examined(house)
  const sums = found.filter(({ code }) => code === 'sums_differ').map(({ values }) => JSON.stringify(values))
  return { acknowledged: balance.acknowledged, lost: balance.lost, twice: [...balance.strange, ...sums], announced, findings: found.map(({ code, values }) => `${code} ${JSON.stringify(values)}`) }
}
