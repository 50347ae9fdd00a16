import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { sqlInstant } from '#store/values.ts'

/** The numbers of all customers who are members of another's history or have members themselves, as a query. They are told one by one, never in a stream. */
export const MERGED = 'select customer from member union all select root from member'

/** Is anybody merged into anybody? */
export async function anyMerged(db: Db): Promise<boolean> {
  const { rows } = await db.query<{ any: boolean }>('select exists (select from member) as any')
  return rows[0]?.any === true
}

/** Those whose histories are of several customers. */
export async function mergedRoots(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ root: string }>('select distinct root from member order by root')
  return rows.map((row) => row.root)
}

/** A link: a customer who is told as part of another's history. */
export interface Member {
  readonly customer: string
  readonly merged_into: string
  readonly root: string
  readonly key: string
  readonly at: Instant
  readonly actor: string
}

/** All links of the histories told under these roots. */
export async function readMembers(db: Db, roots: readonly string[]): Promise<Member[]> {
  const { rows } = await db.query<Member & Record<string, unknown>>('select customer, merged_into, root, key, at, actor from member where root = any($1::uuid[]) order by key', [roots])
  return rows
}

/** Enters a link; whoever was told under the one who is merged is told under the new root. */
export async function insertMember(db: Db, link: Member): Promise<void> {
  await db.query('update member set root = $2 where root = $1', [link.customer, link.root])
  await db.query('insert into member (customer, merged_into, root, key, at, actor) values ($1, $2, $3, $4, $5, $6)', [
    link.customer, link.merged_into, link.root, link.key, sqlInstant(link.at), link.actor,
  ])
}

/** Takes a link out; those below it are told under the one who parts. */
export async function deleteMember(db: Db, customer: string, below: readonly string[]): Promise<void> {
  await db.query('delete from member where customer = $1', [customer])
  await db.query('update member set root = $1 where customer = any($2::uuid[])', [customer, below])
}
