import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { importPaths, mappingFile } from '#actions/history/import/import-paths.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '../world.ts'
import { emptied } from './importing.ts'

const DATA = process.env['TROTH_REAL_DATA'] ?? join(import.meta.dirname, '../../../../shared/data')
const EXAMPLES = join(import.meta.dirname, '../../../examples')

/** Cents, by another way than the import's: two decimals by rounding, as a spreadsheet would. */
const cents = (text: string): number => Math.round(Number(text) * 100)
const rowsOf = (path: string): Record<string, string>[] => parse(readFileSync(path), { columns: true }) as Record<string, string>[]

describe.skipIf(!existsSync(DATA))('real data sets (skipped where they are not at hand: set TROTH_REAL_DATA)', async () => {
  const { pool } = await testDatabase()
  const ctx = contextOf(pool, Date.UTC(2020, 0, 1))
  await openHouse(ctx, { name: 'Real', zone: 'UTC', currency: 'USD', languages: ['en'], sample: false })
  const bring = async (set: string, paths: readonly string[]) => {
    await emptied(pool)
    const result = await importPaths(ctx, { paths: paths.map((path) => join(DATA, path)), mapping: await mappingFile(join(EXAMPLES, set, `${set}.yaml`)) })
    if (!result.ok) throw new Error(JSON.stringify(result.refusals))
    return result.value
  }
  const sums = async (): Promise<unknown> => (await pool.query('select count(*) as n, sum(paid)::bigint as paid, sum(list)::bigint as list, count(distinct customer) as customers from fact')).rows[0]

  it('CDNOW: every one of 69,659 orders, to the cent', async () => {
    const summary = await bring('cdnow', ['cdnow/CDNOW_master.txt'])
    const lines = readFileSync(join(DATA, 'cdnow/CDNOW_master.txt'), 'latin1').split('\r\n').slice(1).filter((line) => line.trim() !== '')
    const paid = lines.reduce((sum, line) => sum + Number(line.trim().split(/ +/)[3]!.replace('.', '')), 0)
    expect(await sums()).toEqual({ n: 69_659, paid, list: null, customers: 23_570 })
    expect(summary).toMatchObject({ rows: 69_659, facts: { taken: 69_659, known: 0 }, rejected: { rows: 0 }, customers_new: 23_570 })
  }, 60_000)

  it('online retail: 33,107 days of 5,878 customers', async () => {
    // The company counts in dollars here, and no rate of the pound was imported: without one not a single row may pass for dollars.
    expect(await bring('online_retail', ['online_retail/customer_day.csv'])).toMatchObject({ facts: { taken: 0 }, rejected: { rows: 33_107, groups: [{ code: 'rate_missing' }] } })
    await pool.query(`update company set currency = 'GBP'`)
    const summary = await bring('online_retail', ['online_retail/customer_day.csv'])
    await pool.query(`update company set currency = 'USD'`)
    const paid = rowsOf(join(DATA, 'online_retail/customer_day.csv')).reduce((sum, row) => sum + cents(row['value'] as string), 0)
    expect(await sums()).toEqual({ n: 33_107, paid, list: null, customers: 5878 })
    expect(summary.rejected.rows).toBe(0)
  }, 60_000)

  it('the complete journey: lines into baskets, discounts into list price and paid', async () => {
    const summary = await bring('completejourney', ['completejourney'])
    const baskets = new Map<string, { paid: number; list: number; lines: number; household: string }>()
    for (const row of rowsOf(join(DATA, 'completejourney/transactions_sample.csv'))) {
      const basket = baskets.get(row['basket_id'] as string) ?? { paid: 0, list: 0, lines: 0, household: row['household_id'] as string }
      basket.paid += cents(row['sales_value'] as string) - cents(row['coupon_disc'] as string)
      basket.list += cents(row['sales_value'] as string) + cents(row['retail_disc'] as string) + cents(row['coupon_match_disc'] as string)
      basket.lines++
      baskets.set(row['basket_id'] as string, basket)
    }
    // The sample of lines holds coupons without the goods they were for: 92 baskets in which more was taken off than bought.
    const whole = [...baskets.values()].filter((basket) => basket.paid >= 0)
    const total = (of: 'paid' | 'list' | 'lines', among: typeof whole): number => among.reduce((sum, basket) => sum + basket[of], 0)
    expect(await sums()).toEqual({ n: whole.length, paid: total('paid', whole), list: total('list', whole), customers: new Set(whole.map((b) => b.household)).size })
    expect([baskets.size, whole.length]).toEqual([47_243, 47_151])
    expect(summary.rejected.rows).toBe(total('lines', [...baskets.values()]) - total('lines', whole))
    expect(summary.passed_over).toEqual(['campaign_descriptions.csv'])
    const { rows } = await pool.query(`select count(*) as n from customer where attributes ? 'age'`)
    expect(rows).toEqual([{ n: 801 }])
  }, 60_000)
})
