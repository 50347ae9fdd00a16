import { beforeAll, expect, test } from 'vitest'
import { LANGUAGES } from '#core/history/kinds.ts'
import { DAY_MS } from '#core/units/time.ts'
import { wordsOf } from '#core/words/index.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { readKeeping } from '#actions/money/read-keeping.ts'
import { readMoney } from '#actions/money/read-money.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { run } from '#test/cli/cli-here.ts'
import { fact } from '#test/core/relationship/histories.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent } from '#test/actions/world.ts'

const { pool } = await testDatabase()
const BEGAN = Date.UTC(2026, 1, 3)
const ctx = contextOf(pool, BEGAN + 20 * DAY_MS)

/** Whole months that money and keeping say there are, as they are told after so many days. */
async function monthsAfter(days: number): Promise<readonly (number | null)[]> {
  ctx.at = BEGAN + days * DAY_MS
  await sendFacts(ctx, [sent(fact('purchase', 0, { customer: 'other', id: `p${days}`, order: `p${days}`, at: ctx.at - DAY_MS }))])
  await keepTime(ctx)
  const [money, keeping] = [await readMoney(ctx), await readKeeping(ctx)]
  return [money.ok ? money.value.paying.months : null, keeping.ok ? keeping.value.year.months : null]
}

beforeAll(async () => {
  await openHouse(ctx)
  await sendFacts(ctx, [sent(fact('purchase', 0, { customer: 'first', id: 'first', order: 'first', at: BEGAN }))])
})

test('a history shorter than a year has the whole months that there are, and says so in every language', async () => {
  expect(await monthsAfter(20)).toEqual([0, 0])
  expect((await run('money', { ctx })).out).toContain('No whole month of purchases is over yet')
  expect(await monthsAfter(75)).toEqual([2, 2])
  for (const language of LANGUAGES) {
    const said = (await run('money', { ctx, language })).out.replaceAll(/\s+/g, '')
    expect(said).toContain(wordsOf(language).say('money.year_short', { months: 2 }).replaceAll(/\s+/g, ''))
  }
  expect(await monthsAfter(365)).toEqual([12, 12])
  expect((await run('money', { ctx })).out).not.toMatch(/whole months? of purchases/)
})
