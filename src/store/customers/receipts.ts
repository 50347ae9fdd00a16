import type { Db } from '#store/pool.ts'

/** The receipt of the erasure that was asked for by the key of this number, as the audit log has it. */
export async function readReceipt(db: Db, customer: string): Promise<unknown> {
  const { rows } = await db.query<{ detail: unknown }>(`select detail from audit where subject = $1 and what = 'customer.erased' order by id desc limit 1`, [customer])
  return rows[0]?.detail ?? null
}

/** When each of these customers was erased, where they were. */
export async function erasedAt(db: Db, customer: string): Promise<number | null> {
  const { rows } = await db.query<{ at: number }>('select at from erased where customer = $1', [customer])
  return rows[0]?.at ?? null
}
