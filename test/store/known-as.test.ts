import { beforeAll, describe, expect, test } from 'vitest'
import { knownAs } from '#store/customers/known-as.ts'
import { testDatabase } from '#test/setup/database.ts'

const { pool } = await testDatabase()

const PEOPLE: readonly (readonly [key: string, name: string | null, email: string | null])[] = [
  ['1001', 'Jürgen Õunapuu', 'jurgen@example.org'], ['1002', 'Åse Sørensen', null], ['1003', '佐藤', 'sato@example.jp'], ['1004', '李 小龙', null], ['1005', 'サトウ さくら', null],
  ['1006', 'Łukasz Żółć', null], ['1007', null, null], ['1008', 'Æsa Straße', null], ['1009', '50% _off\\', 'percent@example.org'], ['1010', 'Иван Ёлкин', null], ['1011', 'ﾀﾅｶ', null],
  ['1012', 'joanna', 'x@mojo.example'], ['1013', 'がん か', null],
]

beforeAll(async () => {
  for (const [key, name, email] of PEOPLE) await pool.query('insert into customer (customer, key, name, email) values (gen_random_uuid(), $1, $2, $3)', [key, name, email])
})

async function found(q: string): Promise<string[]> {
  const { like, roots } = await knownAs(pool, q.split(/\s+/u).filter(Boolean))
  const { rows } = await pool.query<{ key: string }>('select key from customer where known_as like all ($1::text[]) or customer = any($2::uuid[]) order by key', [like, roots])
  return rows.map(({ key }) => key)
}

describe('customers are found by', () => {
  test.each([
    ['a part of a name', 'unap', ['1001']],
    ['a name without its accents', 'ounapuu jurgen', ['1001']],
    ['a name with accents that it has not', 'jürgen', ['1001']],
    ['letters that are no accents', 'sorensen', ['1002']],
    ['the same letters as they are', 'SØRENSEN', ['1002']],
    ['a name of two characters', '佐藤', ['1003']],
    ['a single character', '李', ['1004']],
    ['a part of a name written together', '小龙', ['1004']],
    ['katakana', 'サト', ['1005']],
    ['katakana of half width', 'タナカ', ['1011']],
    ['letters of other alphabets', 'żół', ['1006']],
    ['ligatures', 'strasse aesa', ['1008']],
    ['small letters of Cyrillic', 'иван', ['1010']],
    ['a part of a key', '007', ['1007']],
    ['a part of an e-mail address', 'ato@exam', ['1003']],
    ['one letter, at the beginning of words', 'j', ['1001', '1012']],
    ['two letters, at the beginning of words', 'jo', ['1012']],
    ['what looks like a pattern', '50%', ['1009']],
    ['an underscore', '_off', ['1009']],
    ['a backslash', 'off\\', ['1009']],
    ['nothing that is not there', '藤佐', []],
    ['sounds that are told apart', 'がん', ['1013']],
  ])('%s', async (_what, q, keys) => {
    expect(await found(q)).toEqual(keys)
  })

  test('the keys of those who were merged into them', async () => {
    await pool.query(`insert into member (customer, merged_into, root, key, at, actor) select m.customer, r.customer, r.customer, m.key, now(), 'test' from customer m, customer r where m.key = '1007' and r.key = '1003'`)
    expect(await found('1007')).toEqual(['1003', '1007'])
    await pool.query('delete from member')
  })
})

test('what is looked for has an index, for two characters too', async () => {
  const { like } = await knownAs(pool, ['佐藤'])
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('set local enable_seqscan = off')
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain select from customer where known_as like '${like[0]}'`)
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('customer_by_known_as')
  } finally {
    await client.query('rollback')
    client.release()
  }
})
