import type { Client, Db } from '#store/pool.ts'

/** A unit as it is kept. */
export interface UnitRow {
  readonly key: string
  readonly name: string
  readonly parent: string | null
  readonly attributes: Readonly<Record<string, string>>
}

/** Units change one after the other: two moves at once could else close a circle that neither sees. */
export const lockUnits = async (db: Client): Promise<void> => void (await db.query('lock table unit in share row exclusive mode'))

/** All units, by name. */
export async function listUnits(db: Db): Promise<UnitRow[]> {
  const { rows } = await db.query<UnitRow & Record<string, unknown>>('select key, name, parent, attributes from unit order by name, key')
  return rows
}

export async function insertUnit(db: Db, { key, name, parent }: Omit<UnitRow, 'attributes'>): Promise<boolean> {
  const { rowCount } = await db.query('insert into unit (key, name, parent) values ($1, $2, $3) on conflict do nothing', [key, name, parent])
  return rowCount === 1
}

/** Changes a unit. It belongs to no import from then on, so that undoing one leaves it. */
export async function updateUnit(db: Db, { key, name, parent }: Omit<UnitRow, 'attributes'>): Promise<void> {
  await db.query('update unit set name = $2, parent = $3, import = null where key = $1', [key, name, parent])
}

export async function deleteUnit(db: Db, key: string): Promise<void> {
  await db.query('delete from unit where key = $1', [key])
}

/** What a unit may be needed for. */
export const UNIT_USES = ['units', 'customers', 'homes', 'people', 'accounts', 'facts'] as const
export type UnitUse = (typeof UNIT_USES)[number]

const USES: Readonly<Record<UnitUse, string>> = {
  units: 'select count(*) as n from unit where parent = $1',
  customers: `select count(*) as n from standing where telling = (select id from telling where state = 'current') and unit = $1`,
  homes: 'select count(*) as n from customer where home_unit = $1',
  people: 'select count(*) as n from person where unit = $1',
  accounts: 'select count(*) as n from account_unit where unit = $1',
  // Facts are by far the most: that there is one is enough to know.
  facts: 'select count(*) as n from (select from fact where unit = $1 limit 1) f',
}

/** The first thing found that still stands in a unit, and how many of it; null where nothing does. */
export async function useOfUnit(db: Db, key: string): Promise<{ readonly use: UnitUse; readonly n: number } | null> {
  for (const use of UNIT_USES) {
    const { rows } = await db.query<{ n: number }>(USES[use], [key])
    const n = rows[0]?.n ?? 0
    if (n > 0) return { use, n }
  }
  return null
}
