import type { Model } from '#core/relationship/model.ts'
import type { Policy } from '#core/relationship/policy.ts'
import { stateNumber } from '#core/relationship/state.ts'
import type { Instant } from '#core/units/time.ts'
import type { Company } from '#store/house/company.ts'
import type { Client, Db, Pool } from '#store/pool.ts'
import { noteSeen } from '#store/seen.ts'
import { sqlInstant } from '#store/values.ts'
import { SORT_COLUMNS } from './sorted.ts'

/** The whole map as told under one policy and one model. */
export interface Telling {
  readonly id: number
  readonly policy_version: number
  readonly policy: Policy
  readonly model: Model
  readonly state: 'making' | 'current' | 'old'
  readonly until: Instant
  readonly made_at: Instant
}

/**
 * Whoever writes facts holds this lock shared; alone holds it whoever begins or swaps a telling, changes under whom customers are told, or
 * erases one: nobody writes past such a change.
 */
const TELLING_LOCK = 7_420_001
/**
 * Whoever brings facts in or takes them out in bulk holds this one shared beside the other, and for long. Who wants the other alone waits here
 * first: waiting for a long import at that one would hold up every writer behind.
 */
const BULK_LOCK = 7_420_004

export const lockTellingShared = async (db: Client): Promise<void> => void (await db.query(`select pg_advisory_xact_lock_shared(${TELLING_LOCK})`))

export async function lockTellingInBulk(db: Client): Promise<void> {
  await db.query(`select pg_advisory_xact_lock_shared(${BULK_LOCK})`)
  await lockTellingShared(db)
}

export async function lockTellingAlone(db: Client): Promise<void> {
  await lockBulkAlone(db)
  await db.query(`select pg_advisory_xact_lock(${TELLING_LOCK})`)
}

/** The first half of `lockTellingAlone`: nothing comes or goes in bulk any more, while facts go on being sent. */
export const lockBulkAlone = async (db: Client): Promise<void> => void (await db.query(`select pg_advisory_xact_lock(${BULK_LOCK})`))

const RETELLING_LOCK = 7_420_002

/** Keeps any telling from being made until the end of a transaction: waits for one that is. To be asked for before all other locks. */
export const lockRetelling = async (db: Client): Promise<void> => void (await db.query(`select pg_advisory_xact_lock(${RETELLING_LOCK})`))

/** One telling is made at a time: whoever comes second waits. The lock ends with its connection, so a killed process holds nothing. */
export const holdRetelling = <T>(pool: Pool, work: () => Promise<T>): Promise<T> =>
  holding(pool, `pg_advisory_lock(${RETELLING_LOCK})`, `pg_advisory_unlock(${RETELLING_LOCK})`, work)

/** Keeps tellings from being begun and dropped, for any number of readers who want them to stay as they are. */
export const shareRetelling = <T>(pool: Pool, work: () => Promise<T>): Promise<T> =>
  holding(pool, `pg_advisory_lock_shared(${RETELLING_LOCK})`, `pg_advisory_unlock_shared(${RETELLING_LOCK})`, work)

async function holding<T>(pool: Pool, lock: string, unlock: string, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query(`select ${lock}`)
    return await work()
  } finally {
    await client.query(`select ${unlock}`).then(() => client.release(), () => client.release(true))
  }
}

/** Is a telling being made at this moment, by whomever? */
export async function isRetelling(db: Db): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from pg_locks where locktype = 'advisory' and classid = 0 and objid = ${RETELLING_LOCK} and objsubid = 1 and granted and mode = 'ExclusiveLock'
       and database = (select oid from pg_database where datname = current_database())`,
  )
  return (rowCount ?? 0) > 0
}

const SELECT = `
  select t.id, t.policy as policy_version, p.settings as policy, m.body as model, t.state, t.until, t.made_at
  from telling t join policy p on p.version = t.policy join model m on m.id = t.model`

/** A telling without what it was told under. */
type Light = Omit<Telling, 'policy' | 'model'> & { readonly model_id: number }

/** The company and its current telling, in one question. */
export async function readForce(db: Db): Promise<{ company: Company; telling: Light } | null> {
  const { rows } = await db.query<Company & Light>(
    `select c.name, c.zone, c.currency, c.languages, c.secret, c.sample, t.id, t.policy as policy_version, t.model as model_id, t.state, t.until, t.made_at
     from company c join telling t on t.state = 'current'`)
  const [row] = rows
  if (!row) return null
  const { name, zone, currency, languages, secret, sample, ...telling } = row
  return { company: { name, zone, currency, languages, secret, sample }, telling }
}

/** The number of the telling that is being made; null where none is. */
export async function makingTelling(db: Db): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>(`select id from telling where state = 'making'`)
  return rows[0]?.id ?? null
}

export async function readTelling(db: Db, state: 'current' | 'making'): Promise<Telling | null> {
  const { rows } = await db.query<Telling & Record<string, unknown>>(`${SELECT} where t.state = $1`, [state])
  return rows[0] ?? null
}

export async function insertModel(db: Db, model: Model, at: Instant): Promise<void> {
  await db.query(`insert into model (id, body, made_at) values ($1, $2, $3) on conflict do nothing`, [model.id, JSON.stringify(model), sqlInstant(at)])
}

export async function nextModelId(db: Db): Promise<number> {
  const { rows } = await db.query<{ id: number }>(`select coalesce(max(id), 0) + 1 as id from model`)
  return rows[0]?.id ?? 1
}

/** When a model was made. */
export async function readModelMade(db: Db, id: number): Promise<Instant> {
  const { rows } = await db.query<{ made_at: Instant }>(`select made_at from model where id = $1`, [id])
  return rows[0]?.made_at ?? -Infinity
}

const LISTED = ['telling', 'state', 'unit', 'heard', 'rule', 'since', 'first_at', 'last_at', 'heart', 'head', 'stay', 'say', 'pay', 'value', 'paid', 'orders']
const LAPSED = stateNumber('lapsed')
const OF_UNITS = ['telling', 'heard', 'since', 'last_at', 'value', 'paid', 'orders', 'heart', 'head', 'stay', 'say', 'pay']

/** A telling's own tables: what the parents' partitions of it are, or will be once attached. */
export const TOLD_TABLES = ['standing', 'span', 'spend'] as const
const partOf = (table: string, telling: number): string => `${table}_${Math.trunc(telling)}`

/** Enters a telling that is being made and creates its tables, not yet attached and without keys: quick to fill. */
export async function beginTelling(db: Db, policy: number, model: number, until: Instant, at: Instant): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into telling (id, policy, model, state, until, made_at)
     select coalesce(max(id), 0) + 1, $1, $2, 'making', $3, $4 from telling returning id`,
    [policy, model, sqlInstant(until), sqlInstant(at)],
  )
  const id = (rows[0] as { id: number }).id
  for (const table of TOLD_TABLES) await db.query(`create table ${partOf(table, id)} (like ${table} including defaults)`)
  return id
}

/** Gives the tables of a telling their keys and joins them to the map's. */
export async function attachTelling(db: Db, id: number): Promise<void> {
  const keys = { standing: 'telling, customer', span: 'telling, customer, n', spend: 'telling, customer' } as const
  for (const table of TOLD_TABLES) {
    const part = partOf(table, id)
    await db.query(`alter table ${part} add primary key (${keys[table]})`)
    await db.query(`alter table ${part} add constraint ${part}_telling check (telling = ${id})`)
    await db.query(`alter table ${table} attach partition ${part} for values in (${id})`)
    await db.query(`alter table ${part} drop constraint ${part}_telling`)
  }
  await indexTelling(db, id)
  for (const table of TOLD_TABLES) await db.query(`analyze ${partOf(table, id)}`)
}

/**
 * Makes the indexes that a telling's tables have beside their keys; once it is whole, since filling tables with indexes takes several times as
 * long. Those of lists begin with the state: they serve lists of one state as well as of all; and they say of which unit a customer is, and whether they were heard: to walk through such an
 * order past all who do not fit, looking at each standing, takes seven times as long where these are not in memory. Every index makes each change of a standing dearer, so there
 * are ones for what the screens sort by alone. Whoever is of a unit, and a state, is found by them, with all that is sorted by: a list of theirs is read there whole, in whichever order. One more index has all
 * that lists filter and sort by, so that what none of these serves is found in it without the standings themselves, which are ten times as large.
 */
export async function indexTelling(db: Db, id: number): Promise<void> {
  const part = partOf('standing', id)
  await db.query(`create index if not exists ${part}_next on ${part} (next_at) where next_at is not null`)
  for (const column of SORT_COLUMNS) await db.query(`create index if not exists ${part}_by_${column} on ${part} (state, ${column}, customer) include (telling, unit, heard)`)
  await db.query(`create index if not exists ${part}_unit on ${part} (unit, state, customer) include (${OF_UNITS.join(', ')})`)
  const spans = partOf('span', id)
  await db.query(`create index if not exists ${spans}_lapsed on ${spans} (at) include (telling, customer, was, until) where state = ${LAPSED} and was <> ${LAPSED}`)
  await db.query(`create index if not exists ${spans}_first on ${spans} (at) include (telling) where n = 1`)
  await db.query(`create index if not exists ${part}_list on ${part} (customer) include (${LISTED.join(', ')})`)
}

/** Notes that everybody can see what a whole telling says: what only the API sorts by takes three times as long to find until then. Not to be asked within a transaction. */
export async function noteVisible(db: Db, id: number): Promise<void> {
  for (const table of ['standing', 'span']) await noteSeen(db, partOf(table, id))
}

/** Makes a whole telling the current one; call it with the telling lock held alone. */
export async function swapTelling(db: Db, id: number, until: Instant, at: Instant): Promise<void> {
  await db.query(`update telling set state = 'old' where state = 'current'`)
  await db.query(`update telling set state = 'current', until = $2 where id = $1`, [id, sqlInstant(until)])
  await db.query(`insert into shown_telling (telling, policy, model, shown_at) select id, policy, model, $2 from telling where id = $1`, [id, sqlInstant(at)])
}

/** Forgets a telling and its tables: one that was broken off, or an old one. */
export async function dropTelling(db: Db, id: number): Promise<void> {
  for (const table of TOLD_TABLES) await db.query(`drop table if exists ${partOf(table, id)}`)
  await db.query(`delete from pending where telling = $1`, [id])
  await db.query(`delete from telling where id = $1`, [id])
}

export async function oldTellings(db: Db): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(`select id from telling where state = 'old' order by id`)
  return rows.map((row) => row.id)
}

/** Time alone has now been told up to here. */
export async function setUntil(db: Db, id: number, until: Instant): Promise<void> {
  await db.query(`update telling set until = $2 where id = $1 and until < $2`, [id, sqlInstant(until)])
}

/**
 * Marks customers to be told again before the telling in the making is swapped in. A mark that is there is locked: whoever takes it waits until this
 * writer's facts can be seen. (Left alone, it could be taken by one who does not see them yet, and nobody would tell them.)
 */
export async function addPending(db: Db, telling: number, customers: readonly string[]): Promise<void> {
  await db.query(
    `insert into pending (telling, customer) select $1, c from unnest($2::uuid[]) c order by c on conflict (telling, customer) do update set telling = excluded.telling`,
    [telling, [...new Set(customers)]],
  )
}

/** Takes up to `limit` of the marked customers. */
export async function takePending(db: Db, telling: number, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ customer: string }>(
    `delete from pending where telling = $1 and customer in (select customer from pending where telling = $1 order by customer limit $2) returning customer`,
    [telling, limit],
  )
  return rows.map((row) => row.customer)
}
