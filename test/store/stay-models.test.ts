import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { EMPTY_MODEL, type Model } from '#core/relationship/model.ts'
import { foretold, foretoldWithin } from '#core/relationship/stay.ts'
import { migrate, readMigrations } from '#store/migrate.ts'
import { testDatabase } from '#test/setup/database.ts'

const { stay: _stay, ...WITHOUT_STAY } = EMPTY_MODEL
const folder = await mkdtemp(join(tmpdir(), 'troth-stay-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a model kept in the old form is read as the usual one, not compared, and foretells to the bit what it did', async () => {
  const { pool } = await testDatabase({ empty: true })
  const before = (await readMigrations()).map(({ name }) => name).filter((name) => name < '019')
  for (const name of before) await cp(join(import.meta.dirname, '../../src/store/migrations', name), join(folder, name))
  await migrate(pool, folder)
  const [r, alpha, a, b] = [0.12345678901234566, 41.700000000000003, 0.1 + 0.2, 1e-7] as const
  const covariance = [[0.01, 0, 0, 0], [0, 0.02, 0, 0], [0, 0, 0.03, 1e-9], [0, 0, 1e-9, 0.05]]
  const old = { ...EMPTY_MODEL, id: 7, repeaters: 300, usual_gap_days: 20, stay: { kind: 'mbg', r, alpha, a, b, covariance } }
  for (const body of [old, { ...EMPTY_MODEL, id: 8 }]) await pool.query(`insert into model values ($1, $2, now())`, [body.id, JSON.stringify(body)])

  await migrate(pool)
  const { rows } = await pool.query<{ body: Model }>('select body from model order by id')
  const [{ stay, ...rest }, empty] = rows.map(({ body }) => body) as [Model, Model]
  expect(rest).toEqual({ ...WITHOUT_STAY, id: 7, repeaters: 300, usual_gap_days: 20 })
  expect(stay).toEqual({ kind: 'mbgnbd', parameters: [r, alpha, a, b], covariance, cells: null, chosen: { compared: false, reason: 'before' } })
  expect(empty.stay).toBeNull()

  // What the old routine gave of (x 3, t_x 100.5, T 200.25) within 365 days.
  const gone = Math.log(a / (b + 3)) + (r + 3) * Math.log1p((200.25 - 100.5) / (alpha + 100.5))
  const chance = -Math.expm1(-(r + 3) * Math.log1p(365 / (alpha + 200.25))) / (1 + Math.exp(gone))
  expect(foretold(stay!, 365)(3, 100.5, 200.25)).toBe(chance)
  expect(foretoldWithin(stay!, { x: 3, t_x: 100.5, T: 200.25 }, 365, 0.95).chance).toBeCloseTo(chance, 12)
})
