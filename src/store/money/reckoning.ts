import { USUAL_RECKONING, type Reckoning } from '#core/money/reckoning.ts'
import type { Db } from '#store/pool.ts'

/** How the company reckons money to come. */
export async function readReckoning(db: Db): Promise<Reckoning> {
  const { rows } = await db.query<Reckoning & Record<string, unknown>>('select margin, discount, years, point_minor from company')
  return rows[0] ?? USUAL_RECKONING
}

export async function updateReckoning(db: Db, { margin, discount, years, point_minor }: Reckoning): Promise<void> {
  await db.query('update company set margin = $1, discount = $2, years = $3, point_minor = $4', [margin, discount, years, point_minor])
}
