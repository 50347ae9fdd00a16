import stringWidth from 'string-width'
import { beforeAll, expect, test } from 'vitest'
import { readWorth } from '#actions/worth/read-worth.ts'
import type { Context } from '#actions/context.ts'
import { worthAnswer } from '#contract/worth/worth.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { wordsOf } from '#core/words/index.ts'
import { testDatabase } from '#test/setup/database.ts'
import { run } from '../cli-here.ts'
import { houseWithSample } from '../sample-here.ts'

const { pool } = await testDatabase()
let ctx: Context
beforeAll(async () => {
  ctx = await houseWithSample(pool)
}, 60_000)

test('JSON is what the API answers', async () => {
  const ran = await run('worth --years 2 --json', { ctx })
  expect([ran.code, ran.err]).toEqual([0, ''])
  const wanted = await readWorth(ctx, { years: 2 })
  expect(worthAnswer.parse(JSON.parse(ran.out))).toEqual(wanted.ok && wanted.value)
})

test.each(LANGUAGES)('in %s it prints every state with its interval, the moves that have a name, and what was seen against expected, as wide as the terminal', async (language) => {
  const words = wordsOf(language)
  const { out, code } = await run('worth', { ctx, language, columns: 100 })
  expect(code).toBe(0)
  for (const id of ['state.loyal', 'state.lapsed', 'worth.title', 'jump.betrayal', 'jump.recovery', 'worth.check']) expect(out).toContain(words.say(id))
  expect(Math.max(...out.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(100)
})

test('of some customers it says how many, how they are drawn, and what is their own; of too few, and of those chosen by hindsight, it says why not', async () => {
  const units = await pool.query<{ unit: string }>('select unit from span where unit is not null group by 1 order by count(*) desc limit 1')
  const some = await run(`worth --unit ${units.rows[0]?.unit}`, { ctx })
  expect(some.out).toMatch(/Of \d+ customers\. As far as they are\s+like\s+all/)
  expect(some.out).toMatch(/Of all\s+Their own/)
  expect((await run('worth --unit nowhere', { ctx })).err).toContain('Nobody of those you chose')
  expect((await run('worth --cohort nothing', { ctx })).code).not.toBe(0)
})
