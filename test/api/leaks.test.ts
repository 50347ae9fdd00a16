import { expect, test } from 'vitest'
import { jobLog } from '#api/door/log.ts'
import { makeServer } from '#api/server.ts'
import { routesOf } from '#api/routes.ts'
import { readCompany } from '#store/house/company.ts'
import type { Pool } from '#store/pool.ts'
import { sent } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { testDatabase } from '#test/setup/database.ts'
import { serve } from './served.ts'

const { pool } = await testDatabase()
const lines: string[] = []
const logStream = { write: (line: string) => void lines.push(line) }
const { app, ctx, key, get, post } = await serve(pool, on(820), { logLevel: 'trace', logStream })

/** What is known of one person here, and is nobody's business outside of the answer about them. */
const PERSON = { key: 'kim-4711', name: 'Kim Almqvist', email: 'kim.almqvist@example.com', comment: 'my mother was in hospital' }
await pool.query(`insert into customer (customer, key, name, email) values (gen_random_uuid(), $1, $2, $3)`, [PERSON.key, PERSON.name, PERSON.email])
const company = await readCompany(pool)
const stored = (await pool.query<{ hash: Buffer }>('select hash from api_key')).rows.map(({ hash }) => hash.toString('hex'))

const SECRETS = [key, key.slice(-43), company?.secret.toString('hex') as string, company?.secret.toString('base64') as string, ...stored]
const PRIVATE = [...Object.values(PERSON), 'kim.almqvist', 'Almqvist', 'hospital']
const INSIDE = /\b(select|insert into|update|delete from|copy)\s+[\w"*]+|syntax error at|violates|constraint|\bpg_|node_modules|\.ts\b|\/src\/|\/work\/|at \w+ \(/i

/** An answer without the ids of requests in it: they are drawn by lot, and one of them may begin as PostgreSQL's own names do. */
function withoutIds(answer: string): string {
  const ids = new Set([...answer.matchAll(/"(?:x-request-id|request_id)":"([\w-]{12})"/g)].map(([, id]) => id as string))
  return [...ids].reduce((left, id) => left.replaceAll(id, '[id]'), answer)
}

const asked = (text: string): string => encodeURIComponent(text)

/** Requests that carry the person in every place that a client may put them. */
async function oddRequests(): Promise<string[]> {
  const { key: customer, name, email, comment } = PERSON
  const felt = { ...sent(fact('felt', 700, { customer, id: email })), comment }
  const answers = [
    await get(`/v1/customers/${asked(email)}`), await get(`/v1/customers?q=${asked(name)}&limit=${asked(comment)}`), await get(`/v1/map?by=attribute:${asked(email)}&from=${asked(name)}`), await get(`/${asked(email)}`),
    await get(`/v1/customers/${asked(customer)}%`), await get('/v1/map', { authorization: `Bearer ${key}x`, 'x-forwarded-for': email, 'user-agent': name, referer: `https://x/${email}`, cookie: comment }),
    await get('/v1/map', { authorization: `Basic ${Buffer.from(email).toString('base64')} ${email}` }), await get('/v1/map', { 'accept-language': `${email};q=9` }),
    await post('/v1/facts', `{"comment": "${comment}", "customer": ${email}`), await post('/v1/facts', [{ ...felt, strength: email }, { ...felt, at: comment }, { [name]: comment }]), await post('/v1/facts', felt),
    await post('/v1/facts', { ...felt, comment: `${comment}!` }), await post('/v1/facts/retract', { customer, source: name, id: comment }), await post('/v1/facts', email, { 'content-type': `text/${name}` }),
    await app.inject({ method: 'PUT', url: `/v1/customers/${asked(email)}`, payload: comment }),
  ]
  return answers.map((answer) => withoutIds(`${JSON.stringify(answer.headers)}${answer.body}`))
}

test('whatever is asked, the log keeps none of it: no key, name, address, comment or path', async () => {
  lines.length = 0
  const answers = await oddRequests()
  expect(lines.length).toBeGreaterThan(10)
  for (const word of [...SECRETS, ...PRIVATE]) expect(lines.join(''), word).not.toContain(word)
  for (const word of PRIVATE) expect(lines.join(''), word).not.toContain(asked(word))
  for (const answer of answers) for (const secret of SECRETS) expect(answer).not.toContain(secret)
  for (const answer of answers) expect(answer).not.toMatch(INSIDE)
})

/** Errors as PostgreSQL and the code really throw them, with a person in each. */
async function errors(): Promise<Error[]> {
  const { key: customer, name, email, comment } = PERSON
  const failing = [
    [`insert into customer (customer, key, email) select customer, key, $1 from customer limit 1`, [email]],
    [`select $1::text::int`, [comment]],
    [`insert into company (id, name, zone, currency, languages, secret, made_at) values (2, $1, 'UTC', 'EUR', '{}', '', now())`, [name]],
    [`insert into fact (customer, source, id, kind, at, body) values (gen_random_uuid(), $1, $2, null, now(), '{}')`, [name, customer]],
    [`selec "${name}" from "${email}"`, []],
    [`select * from "${email}"`, []],
    [`select json '{"${name}": '`, []],
    [`do $$ begin raise exception '% of %', '${comment}', '${email}'; end $$`, []],
  ] as const
  const thrown = await Promise.all(failing.map(([sql, values]) => pool.query(sql, [...values]).then(() => new Error('it did not fail'), (error: unknown) => error as Error)))
  return [...thrown, new TypeError(`cannot read "${email}" of undefined`), new RangeError(`“${name}” is not in «${comment}»`), new Error(`it went wrong with '${email}' and \`${comment}\``)]
}

test('whatever breaks, on whatever route or in the background, neither the answer nor the log says of whom', async () => {
  const all = await errors()
  expect(all.map(({ message }) => message)).not.toContain('it did not fail')
  expect(all.filter((error) => 'severity' in error)).toHaveLength(8)
  lines.length = 0
  for (const error of all) {
    const broken = Object.create(pool) as Pool
    broken.query = ((text: string, values?: unknown[]) => (text.includes('from api_key') ? pool.query(text, values) : Promise.reject(error))) as Pool['query']
    broken.connect = (() => Promise.reject(error)) as Pool['connect']
    const server = await makeServer({ ctx: { ...ctx, pool: broken }, version: '1', logLevel: 'trace', logStream })
    for (const { method, path } of routesOf('1')) {
      const url = path.replaceAll(/\{\w+\}/g, PERSON.key)
      const answer = await server.inject({ method, url, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, ...(method === 'POST' && { payload: JSON.stringify(sent(fact('felt', 700, { customer: PERSON.key }))) }) })
      const said = withoutIds(answer.body)
      for (const word of [...SECRETS, PERSON.name, PERSON.email, PERSON.comment]) expect(said, url).not.toContain(word)
      expect(said, url).not.toMatch(INSIDE)
    }
    jobLog(server, ctx, 'keep-time').failed(error)
    await server.close()
  }
  const log = lines.join('')
  for (const word of [...SECRETS, ...PRIVATE]) expect(log, word).not.toContain(word)
  expect(log).not.toMatch(/\b(select|insert into|update \w+ set|values \()/i)
  expect(lines.filter((line) => line.includes('"job":"keep-time"')).length).toBe(all.length)
  expect(lines.filter((line) => line.includes('"msg":"failed"')).length).toBeGreaterThan(2 * all.length)
})
