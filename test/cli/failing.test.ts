import { expect, test } from 'vitest'
import { openPool } from '#store/pool.ts'
import { contextOf } from '#test/actions/world.ts'
import { testDatabase } from '#test/setup/database.ts'
import { run } from './cli-here.ts'

const { connection } = await testDatabase()

test('a database that is lost while a command runs is told of in a sentence, with what to do', async () => {
  const nobody = openPool({ connection: { ...connection, host: '/nowhere' } })
  const ran = await run('company', { ctx: contextOf(nobody, 0) })
  await nobody.end()
  expect(ran).toEqual({ code: 1, out: '', err: 'The database cannot be reached just now.\n  Try again in a few seconds. Facts may be sent again without fear: each counts once.\n' })
})

test('a file that is not there is no database that is not there: it stays a bug', async () => {
  const missing = Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' })
  await expect(run('company', { ctx: { ...contextOf(openPool({ connection }), 0), pool: { query: () => Promise.reject(missing) } as never } })).rejects.toBe(missing)
})
