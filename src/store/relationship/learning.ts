import { USUAL_LEARNING, type Learning } from '#core/relationship/learning.ts'
import type { StayKind } from '#core/relationship/stay.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'

/** How often the company has its model learned anew. */
export async function readLearning(db: Db): Promise<Learning> {
  const { rows } = await db.query<{ learning: Learning }>('select learning from company')
  return rows[0]?.learning ?? USUAL_LEARNING
}

export async function updateLearning(db: Db, learning: Learning): Promise<void> {
  await db.query('update company set learning = $1', [learning])
}

/** A model that a map was told under. */
export interface ShownModel {
  readonly id: number
  readonly made_at: Instant
  readonly through: Instant | null
  readonly customers: number
  readonly kind: StayKind | null
}

/** The models that the map was told under, the newest first; of those learned from nothing there is nothing to say. */
export async function readShownModels(db: Db, limit: number): Promise<ShownModel[]> {
  const { rows } = await db.query<ShownModel & Record<string, unknown>>(
    `select id, made_at, (body ->> 'through')::bigint as through, (body ->> 'customers')::bigint as customers, body #>> '{stay,kind}' as kind
     from model where id in (select model from shown_telling) and (body ->> 'customers')::bigint > 0 order by id desc limit $1`,
    [limit],
  )
  return rows
}
