import { randomBytes, randomUUID } from 'node:crypto'
import pgCopy from 'pg-copy-streams'
import { expect, test } from 'vitest'
import { compareUuids, readBinaryCopy } from '#store/binary.ts'
import { testDatabase } from '#test/setup/database.ts'

const { pool } = await testDatabase({ empty: true })

test('a binary copy reads as the rows themselves, however its bytes are cut', async () => {
  await pool.query('create table t (u uuid, s smallint, b bigint, t text, at timestamptz, j jsonb)')
  const rows = Array.from({ length: 500 }, (_, i) => ({
    u: randomUUID(), s: i % 7 === 0 ? -i : i, b: i % 5 === 0 ? null : (i % 2 ? -1 : 1) * i * 10 ** 13, t: i % 3 ? `é\t\n漢${i}` : null, at: -62_000_000_000_000 + i * 86_399_999_877, j: { i, é: ['\\', '"'] },
  }))
  for (const r of rows) await pool.query('insert into t values ($1, $2, $3, $4, $5, $6)', [r.u, r.s, r.b, r.t, new Date(r.at).toISOString().replace(/^-?(\d+)/, '$1'), JSON.stringify(r.j)])
  const stored = (await pool.query('select * from t order by s, u')).rows
  for (const size of [1, 3, 17, 4096, 1 << 20]) {
    const client = await pool.connect()
    const parts: Buffer[] = []
    for await (const part of client.query(pgCopy.to('copy (select * from t order by s, u) to stdout (format binary)'))) parts.push(part as Buffer)
    client.release()
    const whole = Buffer.concat(parts)
    const cut = async function* (): AsyncGenerator<Buffer> {
      for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size)
    }
    const read: unknown[] = []
    await readBinaryCopy(cut(), (row) => void read.push({ u: row.uuid(0), s: row.smallint(1), b: row.bigintOrNull(2), t: row.textOrNull(3), at: row.instant(4), j: row.json(5) }))
    expect(read).toEqual(stored)
  }
})

test('arrays read as their numbers, and a field compares with bytes as PostgreSQL orders them', async () => {
  await pool.query('create table a (u uuid, i integer, s smallint[], b bigint[])')
  const rows = Array.from({ length: 40 }, (_, i) => ({ u: randomUUID(), i: (i - 20) * 10 ** 8, s: Array.from({ length: i % 4 }, (__, j) => j * 100 - i), b: Array.from({ length: i % 3 }, (__, j) => (j - 1) * i * 10 ** 13) }))
  for (const r of rows) await pool.query('insert into a values ($1, $2, $3, $4)', [r.u, r.i, r.s, r.b])
  const client = await pool.connect()
  const read: unknown[] = []
  const before = Buffer.alloc(20)
  const order: number[] = []
  await readBinaryCopy(client.query(pgCopy.to('copy (select * from a order by u) to stdout (format binary)')), (row) => {
    order.push(Math.sign(row.compareUuid(0, before, 4)))
    row.copy(0, before.subarray(4))
    order.push(Math.sign(row.compareUuid(0, before, 4)))
    read.push({ u: row.uuid(0), i: row.integer(1), s: row.smallints(2), b: row.bigints(3) })
  })
  client.release()
  expect(read).toEqual(rows.toSorted((a, b) => (a.u < b.u ? -1 : 1)))
  expect(order).toEqual(rows.flatMap(() => [1, 0]))
})

test('uuids compare as their bytes do, wherever they first differ', () => {
  const one = randomBytes(20)
  for (let i = 0; i < 16; i++) for (const by of [1, 128, 255]) {
    const other = Buffer.concat([Buffer.alloc(3), one.subarray(4)])
    other[3 + i] = (other[3 + i]! + by) % 256
    expect(Math.sign(compareUuids(one, 4, other, 3))).toBe(one.compare(other, 3, 19, 4, 20))
    expect(Math.sign(compareUuids(other, 3, one, 4))).toBe(-one.compare(other, 3, 19, 4, 20))
  }
  expect(compareUuids(one, 4, one, 4)).toBe(0)
})
