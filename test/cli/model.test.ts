import { expect, test } from 'vitest'
import type { ModelAnswer } from '#contract/relationship/model.ts'
import { LOCALES } from '#core/words/index.ts'
import { testDatabase } from '#test/setup/database.ts'
import { run } from './cli-here.ts'
import { houseWithSample } from './sample-here.ts'

const { pool } = await testDatabase()
const ctx = await houseWithSample(pool, 400)
const model = async (...options: readonly string[]): Promise<ModelAnswer> => JSON.parse((await run(['model', '--json', ...options], { ctx })).out) as ModelAnswer

test('model says which foretells the chances, what each would have said against what came, its parameters, and when it is learned anew', async () => {
  const { stay, customers, learning } = await model()
  expect([customers > 300, stay?.parameters.length, stay?.chosen.compared, learning]).toEqual([true, 4, true, { every: 'weekly', next_at: '2026-03-02T01:00:00.000Z' }])
  const { code, out } = await run(['model'], { ctx })
  expect(code).toBe(0)
  for (const part of ['MBG/NBD', 'BG/NBD', 'MBG/CNBD-2', 'Pareto/NBD', '±', 'alpha', 'Learned anew: Every week.']) expect(out).toContain(part)
  expect(out).not.toMatch(/undefined|NaN|model\./)
})

test('how often is said in the same breath, and nothing else can be said', async () => {
  expect((await model('--learn', 'monthly')).learning).toEqual({ every: 'monthly', next_at: '2026-04-01T00:00:00.000Z' })
  expect((await run(['model', '--learn', 'off'], { ctx })).out).toContain('npx troth retell')
  expect(await run(['model', '--learn', 'daily'], { ctx })).toMatchObject({ code: 1, out: '' })
  expect((await model()).learning).toEqual({ every: 'off', next_at: null })
})

test.each(Object.keys(LOCALES) as (keyof typeof LOCALES)[])('in %s', async (language) => {
  const { code, out } = await run(['model'], { ctx, language })
  expect([code, out.includes('Pareto/NBD'), /undefined|NaN|model\./.test(out)]).toEqual([0, true, false])
})
