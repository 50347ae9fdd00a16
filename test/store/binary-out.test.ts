import { expect, test } from 'vitest'
import { BinaryRows } from '#store/binary-out.ts'
import { copyBinaryIn } from '#store/copy.ts'
import { packedIdOf, uuidOf, customerIdOf } from '#store/history/customer-id.ts'
import { testDatabase } from '#test/setup/database.ts'

const { pool } = await testDatabase({ empty: true })
const secret = Buffer.alloc(32, 3)

test('what is written as binary rows is what the database reads', async () => {
  const moments = [0, 946_684_800_000, 1_767_225_600_123, -2_208_988_800_000, 253_402_300_799_999]
  const numbers = [0, 1, -1, 4_294_967_296, -4_294_967_297, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]
  const texts = ['', 'a', 'tab\tand\nline', 'Ünïcödé 日本 🙂', 'x'.repeat(200_000)]
  const client = await pool.connect()
  await client.query('create temp table t (u uuid, s text, j jsonb, b boolean, small smallint, i int, big bigint, at timestamptz, n text)')
  const rows = new BinaryRows()
  const expected = Array.from({ length: 35 }, (_, k) => ({
    u: packedIdOf(secret, `key ${k}`), s: texts[k % texts.length] as string, j: { text: texts[k % texts.length], k }, b: k % 2 === 0, small: k - 17, i: (k - 17) * 100_000_000,
    big: numbers[k % numbers.length] as number, at: moments[k % moments.length] as number,
  }))
  for (const { u, s, j, b, small, i, big, at } of expected) {
    rows.row(9)
    rows.uuid(u)
    rows.text(s)
    rows.json(j)
    rows.boolean(b)
    rows.smallint(small)
    rows.int(i)
    rows.bigint(big)
    rows.instant(at)
    rows.null()
  }
  await copyBinaryIn(client, 'pg_temp.t', [rows.take()])
  const { rows: found } = await client.query('select * from t')
  client.release()
  expect(found).toEqual(expected.map((row) => ({ ...row, u: uuidOf(row.u), n: null })))
  expect(uuidOf(packedIdOf(secret, 'HH-1'))).toBe(customerIdOf(secret, 'HH-1'))
})

test('so are arrays of whole numbers, empty and long ones too, however much was written before them', async () => {
  const client = await pool.connect()
  await client.query('create temp table lists (n int, small smallint[], big bigint[], after text)')
  const rows = new BinaryRows()
  const expected = [0, 1, 2, 0, 700, 9000, 3].map((length, n) => ({
    n, small: Array.from({ length }, (_, i) => (i * 131) % 65_536 - 32_768), big: Array.from({ length }, (_, i) => (i % 2 === 0 ? 1 : -1) * (Number.MAX_SAFE_INTEGER - i * 7_777_777_777)), after: 'x'.repeat(n * 20_000),
  }))
  for (const { n, small, big, after } of expected) {
    rows.row(4)
    rows.int(n)
    rows.smallints(small)
    rows.bigints(big)
    rows.text(after)
  }
  await copyBinaryIn(client, 'pg_temp.lists', [rows.take()])
  const { rows: found } = await client.query('select * from lists order by n')
  const { rows: shapes } = await client.query(`select array_ndims(small) as dimensions, array_lower(big, 1) as first from lists order by n`)
  client.release()
  expect(found).toEqual(expected)
  expect(shapes).toEqual(expected.map(({ small }) => (small.length === 0 ? { dimensions: null, first: null } : { dimensions: 1, first: 1 })))
})
