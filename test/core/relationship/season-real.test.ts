import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { maySeason } from '#core/relationship/learn-season.ts'

/** Real trade, which is not part of this repository: looked for in `shared/data` beside it. */
const FOLDER = resolve(import.meta.dirname, '../../../../shared/data')
const ABSENT = !existsSync(FOLDER)

const day = (date: string): number => Date.parse(date) / 86_400_000
const rows = (file: string, separator: RegExp): string[][] => readFileSync(resolve(FOLDER, file), 'utf8').trim().split(/\r?\n/).map((line) => line.trim().replaceAll('"', '').split(separator))

/** Histories by days, as the SQL counts them. */
function cellsOf(bought: readonly (readonly [customer: string, day: number])[]): { x: number; t_x: number; T: number; n: number }[] {
  const newest = bought.reduce((latest, [, at]) => Math.max(latest, at), 0)
  return [...Map.groupBy(bought, ([customer]) => customer).values()].map((own) => {
    const days = [...new Set(own.map(([, at]) => at))].toSorted((a, b) => a - b)
    return { x: days.length - 1, t_x: days.at(-1)! - days[0]!, T: newest - days[0]!, n: 1 }
  })
}

test.skipIf(ABSENT)(`a CD shop, a gift wholesaler and a grocer have no season, and nothing more is read of them to find one${ABSENT ? ` (skipped: no ${FOLDER})` : ''}`, () => {
  const cdnow = rows('cdnow/CDNOW_master.txt', /\s+/).slice(1).map(([customer, at]) => [customer!, day(`${at!.slice(0, 4)}-${at!.slice(4, 6)}-${at!.slice(6)}`)] as const)
  const retail = rows('online_retail/customer_day.csv', /,/).slice(1).map(([customer, at]) => [customer!, day(at!.slice(0, 10))] as const)
  const [head, ...lines] = rows('completejourney/transactions_sample.csv', /,/)
  const [household, at] = ['household_id', 'transaction_timestamp'].map((name) => head!.indexOf(name)) as [number, number]
  const grocer = lines.map((line) => [line[household]!, day(line[at]!.slice(0, 10))] as const)
  expect([cdnow, retail, grocer].map((bought) => bought.length)).toEqual([69_659, 33_107, 75_000])
  for (const bought of [cdnow, retail, grocer]) expect(maySeason(cellsOf(bought), 365)).toBe(false)
})
