import { expect, test } from 'vitest'
import { checkKey } from '#actions/house/check-key.ts'
import { listKeys } from '#actions/house/list-keys.ts'
import { hashOf, makeKey, type MadeKey } from '#actions/house/make-key.ts'
import { revokeKey } from '#actions/house/revoke-key.ts'
import { USUAL_SCOPES } from '#contract/house/access.ts'
import { isoOf } from '#core/units/time.ts'
import { openPool } from '#store/pool.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '#test/actions/world.ts'

const { pool, connection } = await testDatabase()
const NOW = Date.parse('2026-03-01T12:00:00Z')
const ctx = contextOf(pool, NOW)
const made = async (name = 'till'): Promise<MadeKey> => {
  const result = await makeKey(ctx, { name })
  if (!result.ok) throw new Error('refused')
  return result.value
}

test('a key is told once and kept as a hash', async () => {
  const { id, key, name } = await made()
  expect(key).toMatch(new RegExp(`^troth_${id}_[A-Za-z0-9_-]{43}$`))
  expect(name).toBe('till')
  const { rows } = await pool.query('select * from api_key where id = $1', [id])
  expect(rows[0]).toMatchObject({ id, name, hash: hashOf(key), used_at: null, revoked_at: null })
  // The last 43: a secret may have an underscore in it.
  expect(JSON.stringify(rows)).not.toContain(key.slice(-43))
  expect((await pool.query(`select what, subject from audit where subject = $1`, [id])).rows).toEqual([{ what: 'key.made', subject: id }])
})

test('it opens; a wrong one, a cut one, another’s secret and none at all do not', async () => {
  const [{ id, key }, other] = [await made(), await made()]
  expect(await checkKey(ctx, key)).toEqual({ ok: true, value: { actor: `key:${id}`, rights: USUAL_SCOPES, reach: 'all', session: null } })
  const secret = other.key.slice(`troth_${other.id}_`.length)
  for (const wrong of [`${key}x`, key.slice(0, -1), `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`, `troth_${id}_${secret}`, '', 'troth_', key.toUpperCase()])
    expect(await checkKey(ctx, wrong), wrong).toMatchObject({ ok: false, refusals: [{ code: 'key_unknown' }] })
})

test('revoked, it opens nothing here from that moment, and nothing elsewhere within five seconds', async () => {
  const { id, key } = await made()
  const elsewhere = openPool({ connection })
  const there = contextOf(elsewhere, NOW)
  expect([(await checkKey(ctx, key)).ok, (await checkKey(there, key)).ok]).toEqual([true, true])
  expect(await revokeKey(ctx, id)).toEqual({ ok: true, value: { id } })
  expect((await checkKey(ctx, key)).ok).toBe(false)
  there.at += 5000
  expect((await checkKey(there, key)).ok).toBe(false)
  await elsewhere.end()
})

test('revoking while it is being looked up leaves nothing behind that would let it in', async () => {
  for (let i = 0; i < 20; i++) {
    const { id, key } = await made(`race ${i}`)
    await Promise.all([checkKey(ctx, key), revokeKey(ctx, id), checkKey(ctx, key)])
    expect((await checkKey(ctx, key)).ok).toBe(false)
  }
})

test('revoking again changes nothing; an id that is none is refused', async () => {
  const { id } = await made()
  await revokeKey(ctx, id)
  ctx.at += 60_000
  await revokeKey(ctx, id)
  expect((await listKeys(ctx)).find((key) => key.id === id)?.revoked_at).toBe(isoOf(NOW))
  expect(await revokeKey(ctx, 'none')).toMatchObject({ ok: false, refusals: [{ code: 'key_absent' }] })
})

test('that it is used is noted at most once a minute', async () => {
  const { id, key } = await made()
  const usedAt = async (): Promise<string | null | undefined> => (await listKeys(ctx)).find((one) => one.id === id)?.used_at
  const first = ctx.at
  await checkKey(ctx, key)
  expect(await usedAt()).toBe(isoOf(first))
  ctx.at = first + 59_000
  await checkKey(ctx, key)
  expect(await usedAt()).toBe(isoOf(first))
  ctx.at = first + 61_000
  await checkKey(ctx, key)
  expect(await usedAt()).toBe(isoOf(first + 61_000))
})

test('a name that says nothing is no name', async () => {
  for (const name of ['', 'a\u0000', 'x'.repeat(201)]) expect(await makeKey(ctx, { name })).toMatchObject({ ok: false, refusals: [{ code: 'key_name_invalid' }] })
})
