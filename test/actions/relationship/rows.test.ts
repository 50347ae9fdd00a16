import { expect, test } from 'vitest'
import { standingRow } from '#actions/relationship/rows.ts'
import { begin } from '#core/relationship/memory.ts'
import { tell } from '#core/relationship/tell.ts'
import { testDatabase } from '#test/setup/database.ts'
import { fact, on, rulesWith } from '#test/core/relationship/histories.ts'

const { pool } = await testDatabase()

test('a chance of return too small for a column is kept as none: that of somebody who came every other day, and then stayed away for years', async () => {
  const rules = rulesWith()
  const visits = Array.from({ length: 200 }, (_, i) => fact('purchase', i * 2))
  const { memory } = tell(begin(null), visits, on(1900), rules)
  const row = standingRow('00000000-0000-0000-0000-000000000000', 1, memory, rules)
  expect(row.stay).toBe(0)
  await expect(pool.query('select $1::real', ['1e-100'])).rejects.toThrow('out of range')
  const { rows } = await pool.query<{ stay: number }>('select $1::real::float8 as stay', [String(row.stay)])
  expect(rows).toEqual([{ stay: row.stay }])
})
