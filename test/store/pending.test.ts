import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { addPending, takePending } from '#store/relationship/tellings.ts'
import { testDatabase } from '#test/setup/database.ts'

const { pool } = await testDatabase()
const TELLING = 7

test('a mark is taken only when whoever set it last has ended: what they wrote can then be seen', async () => {
  const customer = randomUUID()
  await addPending(pool, TELLING, [customer])
  const writer = await pool.connect()
  await writer.query('begin')
  await addPending(writer, TELLING, [customer, customer])
  const taken = takePending(pool, TELLING, 10)
  expect(await Promise.race([taken, sleep(150, 'waits')])).toBe('waits')
  await writer.query('commit')
  writer.release()
  expect(await taken).toEqual([customer])
  expect(await takePending(pool, TELLING, 10)).toEqual([])
})

test('a mark that is set while it is being taken stays', async () => {
  const customer = randomUUID()
  await addPending(pool, TELLING, [customer])
  const teller = await pool.connect()
  await teller.query('begin')
  expect(await takePending(teller, TELLING, 10)).toEqual([customer])
  const marked = addPending(pool, TELLING, [customer])
  await teller.query('commit')
  teller.release()
  await marked
  expect(await takePending(pool, TELLING, 10)).toEqual([customer])
})
