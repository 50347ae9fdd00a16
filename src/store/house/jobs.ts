import type { Instant } from '#core/units/time.ts'
import type { Client, Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'

export type JobInput = Readonly<Record<string, string | number | boolean>>

/** A job as it is kept. */
export interface JobRow {
  readonly id: number
  readonly kind: string
  readonly reason: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly asked_at: Instant
  readonly asked_by: string
  readonly begun_at: Instant | null
  readonly ended_at: Instant | null
  readonly tries: number
  readonly phase: string | null
  readonly done: number | null
  readonly total: number | null
  readonly seconds_left: number | null
  /** What it works on, where its kind does not say that already. */
  readonly input: JobInput
  /** What came of it, or the refusals that say why nothing did. */
  readonly outcome: Readonly<Record<string, unknown>> | null
}

/** Held with the number of a kind by the connection of whoever works on that kind: one at a time, over all processes. */
const JOB_LOCK = 7_420_004

export async function tryHoldKind(client: Client, kind: number): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, $2) as held', [JOB_LOCK, kind])
  return rows[0]?.held === true
}

export async function letGoOfKind(client: Client, kind: number): Promise<void> {
  await client.query('select pg_advisory_unlock($1, $2)', [JOB_LOCK, kind])
}

const SELECT = 'id, kind, reason, state, asked_at, asked_by, begun_at, ended_at, tries, phase, done, total, seconds_left, input, outcome'
type Row = JobRow & Record<string, unknown>

/**
 * Asks for a job. One of its kind, on the same thing, that waits already is that job: it is due at once, and where it was to keep the model it takes the reason of
 * who wants more of it.
 */
export async function insertJob(db: Db, job: Pick<JobRow, 'kind' | 'reason' | 'asked_by' | 'asked_at'> & { readonly input?: JobInput }): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into job (kind, reason, state, asked_at, asked_by, not_before, input) values ($1, $2, 'waiting', $3, $4, $3, $5)
     on conflict (kind, input) where state = 'waiting' and tries = 0 do update set reason = case when job.reason = 'policy' then excluded.reason else job.reason end, not_before = excluded.not_before
     returning id`,
    [job.kind, job.reason, sqlInstant(job.asked_at), job.asked_by, JSON.stringify(job.input ?? {})],
  )
  return (rows[0] as { id: number }).id
}

/** The kinds of which something is to be done now: asked for, or begun and maybe left. */
export async function openKinds(db: Db, now: Instant): Promise<string[]> {
  const { rows } = await db.query<{ kind: string }>(`select distinct kind from job where state = 'running' or (state = 'waiting' and not_before <= $1)`, [sqlInstant(now)])
  return rows.map((row) => row.kind)
}

/** The newest job of a kind that waits or runs; null where there is none. */
export async function openJob(db: Db, kind: string): Promise<number | null> {
  const { rows } = await db.query<{ id: number | null }>(`select max(id) as id from job where kind = $1 and state in ('waiting', 'running')`, [kind])
  return rows[0]?.id ?? null
}

/** Begins the next job of a kind, what was left by others first; by whoever holds the kind. */
export async function claimJob(client: Client, kind: string, now: Instant): Promise<JobRow | null> {
  const { rows } = await client.query<Row>(
    `update job set state = 'running', tries = tries + 1, begun_at = coalesce(begun_at, $2), phase = null, done = null, total = null, seconds_left = null
     where id = (select id from job where kind = $1 and (state = 'running' or (state = 'waiting' and not_before <= $2)) order by state = 'running' desc, id limit 1)
       and state in ('waiting', 'running')
     returning ${SELECT}`,
    [kind, sqlInstant(now)],
  )
  return rows[0] ?? null
}

/** A try of a job, as its worker knows it. */
export type Try = Pick<JobRow, 'id' | 'tries'>

/** Keeps how far a try has come. @returns whether it is to go on: not where it was cancelled or taken over */
export async function noteJob(db: Db, { id, tries }: Try, progress: { phase: string; done: number; total: number | null; seconds_left?: number | null } | null): Promise<boolean> {
  const { rows } = await db.query<{ cancelled: boolean }>(
    `update job set phase = $3, done = $4, total = $5, seconds_left = $6 where id = $1 and tries = $2 and state = 'running' returning cancelled`,
    [id, tries, progress?.phase ?? null, progress?.done ?? null, progress?.total ?? null, progress?.seconds_left ?? null],
  )
  return rows[0]?.cancelled === false
}

/** Ends a job, if this try is still the one that works on it. */
export async function endJob(db: Db, { id, tries }: Try, state: 'done' | 'failed' | 'cancelled', outcome: object | null, now: Instant): Promise<void> {
  await db.query(`update job set state = $3, outcome = $4, ended_at = $5, phase = null, done = null, total = null, seconds_left = null where id = $1 and tries = $2 and state = 'running'`, [
    id, tries, state, outcome && JSON.stringify(outcome), sqlInstant(now),
  ])
}

/** Lets a job that failed wait for another try. */
export async function putBackJob(db: Db, { id, tries }: Try, outcome: object, notBefore: Instant): Promise<void> {
  await db.query(
    `update job set state = 'waiting', not_before = $4, outcome = $3, phase = null, done = null, total = null, seconds_left = null where id = $1 and tries = $2 and state = 'running'`,
    [id, tries, JSON.stringify(outcome), sqlInstant(notBefore)],
  )
}

/** Leaves a job to whoever comes next, as if this try had never begun. */
export async function leaveJob(db: Db, { id, tries }: Try): Promise<void> {
  await db.query(`update job set tries = tries - 1 where id = $1 and tries = $2 and state = 'running'`, [id, tries])
}

/** Cancels what waits, and asks what runs to stop. */
export async function cancelJob(db: Db, id: number, now: Instant): Promise<void> {
  await db.query(
    `update job set cancelled = true, state = case when state = 'waiting' then 'cancelled' else state end, ended_at = case when state = 'waiting' then $2::timestamptz end
     where id = $1 and state in ('waiting', 'running')`,
    [id, sqlInstant(now)],
  )
}

export async function readJob(db: Db, id: number): Promise<JobRow | null> {
  const { rows } = await db.query<Row>(`select ${SELECT} from job where id = $1`, [id])
  return rows[0] ?? null
}

/** The newest job of a kind on something; null where there is none. */
export async function newestJobOn(db: Db, kind: string, input: JobInput): Promise<JobRow | null> {
  const { rows } = await db.query<Row>(`select ${SELECT} from job where kind = $1 and input @> $2 order by id desc limit 1`, [kind, JSON.stringify(input)])
  return rows[0] ?? null
}

/** A job on something that waits or runs; null where there is none. */
export async function openJobOn(db: Db, input: JobInput): Promise<number | null> {
  const { rows } = await db.query<{ id: number | null }>(`select max(id) as id from job where input @> $1 and state in ('waiting', 'running')`, [JSON.stringify(input)])
  return rows[0]?.id ?? null
}

/** Jobs, the newest first. */
export async function readJobs(db: Db, { state, limit }: { state: string | null; limit: number }): Promise<JobRow[]> {
  const { rows } = await db.query<Row>(`select ${SELECT} from job where $1::text is null or state = $1 order by id desc limit $2`, [state, limit])
  return rows
}

/** Jobs that ended before a moment. */
export async function countEnded(db: Db, before: Instant): Promise<number> {
  const { rows } = await db.query<{ n: number }>(`select count(*) as n from job where ended_at < $1`, [sqlInstant(before)])
  return rows[0]?.n ?? 0
}

export async function forgetEnded(db: Db, before: Instant): Promise<number> {
  const { rowCount } = await db.query(`delete from job where ended_at < $1`, [sqlInstant(before)])
  return rowCount ?? 0
}
