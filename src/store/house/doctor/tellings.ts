import type { Db } from '#store/pool.ts'
import { SORT_COLUMNS } from '#store/relationship/sorted.ts'
import type { Telling, TOLD_TABLES } from '#store/relationship/tellings.ts'

/** A telling, and the tables that there are of it. */
export interface TellingLook {
  /** null where tables lie about that no telling has. */
  readonly state: Telling['state'] | null
  readonly id: number
  readonly tables: readonly { readonly name: string; readonly attached: boolean; readonly keyed: boolean; readonly indexes: number }[]
  /** Customers marked to be told again before it is swapped in. */
  readonly pending: number
}

/** Tables that a whole telling has, and how many valid indexes each has, the key's among them. */
export const WHOLE: Readonly<Record<(typeof TOLD_TABLES)[number], number>> = { standing: 4 + SORT_COLUMNS.length, span: 1, spend: 1 }

export async function lookAtTellings(db: Db): Promise<TellingLook[]> {
  const { rows: tables } = await db.query<{ telling: number; name: string; attached: boolean; keyed: boolean; indexes: number }>(
    `select substring(c.relname from '[0-9]+$')::int as telling, substring(c.relname from '^[a-z]+') as name, c.relispartition as attached,
       coalesce(bool_or(i.indisprimary), false) as keyed, count(i.indexrelid) filter (where i.indisvalid)::int as indexes
     from pg_class c left join pg_index i on i.indrelid = c.oid
     where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname ~ '^(standing|span|spend)_[0-9]{1,9}$'
     group by c.oid order by 1, 2`,
  )
  const { rows: tellings } = await db.query<{ id: number; state: Telling['state'] }>('select id, state from telling order by id')
  const { rows: pending } = await db.query<{ telling: number; n: number }>('select telling, count(*) as n from pending group by telling')
  const ids = new Set([...tellings, ...tables.map(({ telling: id }) => ({ id })), ...pending.map(({ telling: id }) => ({ id }))].map(({ id }) => id))
  return [...ids].toSorted((a, b) => a - b).map((id) => ({
    id,
    state: tellings.find((telling) => telling.id === id)?.state ?? null,
    tables: tables.filter(({ telling }) => telling === id),
    pending: pending.find(({ telling }) => telling === id)?.n ?? 0,
  }))
}
