import { beforeAll, describe, expect, test } from 'vitest'
import { marginOf } from '#core/money/margin.ts'
import { reckonedBy, USUAL_RECKONING } from '#core/money/reckoning.ts'
import { clearCompany } from '#actions/house/clear-company.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { changeReckoning, showReckoning } from '#actions/money/reckoning.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '#test/actions/world.ts'
import { serve } from '#test/api/served.ts'
import { run } from '#test/cli/cli-here.ts'

const END = Date.UTC(2026, 5, 10)
const { pool } = await testDatabase()
const ctx = contextOf(pool, END)
beforeAll(() => openHouse(ctx))

const SHOP = { paid: 1000, paid_known: 900, cost: 450, orders_known: 30 }

describe('what of 10.00 paid is margin', () => {
  test.each([
    ['orders say what they cost', null, null, SHOP, 0.5, 'cost'],
    ['one order too few says so', null, null, { ...SHOP, orders_known: 29 }, 1, 'none'],
    ['they say so of too little money', null, null, { ...SHOP, paid: 9000 }, 1, 'none'],
    ['the company says 40 %', 0.4, 'said', SHOP, 0.4, 'said'],
    ['somebody asks for 30 %', 0.3, 'asked', SHOP, 0.3, 'asked'],
    ['nothing was paid, and the company says 40 %', 0.4, 'said', { paid: 0, paid_known: 0, cost: 0, orders_known: 0 }, 0.4, 'said'],
  ] as const)('%s', (_when, margin, margin_by, costs, share, source) => expect(marginOf(costs, { margin, margin_by })).toMatchObject({ share, source }))
})

test('what is asked for goes before what the company says, figure by figure', () => {
  const said = { margin: 0.4, discount: 0.05, years: 5 }
  expect(reckonedBy(said)).toEqual({ ...said, margin_by: 'said' })
  expect(reckonedBy(said, { margin: 0, years: 1 })).toEqual({ margin: 0, discount: 0.05, years: 1, margin_by: 'asked' })
  expect(reckonedBy(USUAL_RECKONING)).toEqual({ margin: null, discount: 0.1, years: 3, margin_by: null })
})

test('the company says how it reckons, and takes it back; the log knows; clearing forgets it', async () => {
  expect(await showReckoning(ctx)).toEqual(USUAL_RECKONING)
  expect(await changeReckoning(ctx, { margin: 0.35, years: 5 })).toEqual({ margin: 0.35, discount: 0.1, years: 5, point_minor: null })
  expect(await changeReckoning(ctx, { margin: null, point_minor: 0.5 })).toEqual({ margin: null, discount: 0.1, years: 5, point_minor: 0.5 })
  expect(await showReckoning(ctx)).toEqual({ margin: null, discount: 0.1, years: 5, point_minor: 0.5 })
  const { rows } = await pool.query<{ detail: object }>(`select detail from audit where what = 'company.changed' order by id`)
  expect(rows.map(({ detail }) => detail)).toEqual([{ margin: 0.35, years: 5 }, { margin: null, point_minor: 0.5 }])
  await clearCompany(ctx, { everything: true })
  expect(await showReckoning(ctx)).toEqual(USUAL_RECKONING)
})

test('the command line and the API say the same, and refuse what cannot be', async () => {
  expect((await run('reckoning', { ctx })).out).toMatch(/^Margin +as orders say what they cost\nDiscount a year +10\.0%\nYears to look ahead +3 years\nWhat a point costs +nobody says\n$/)
  expect(JSON.parse((await run('reckoning --margin 0.4 --discount 0.08 --years 5 --point 0.25 --json', { ctx })).out)).toEqual({ margin: 0.4, discount: 0.08, years: 5, point_minor: 0.25 })
  expect((await run('reckoning', { ctx })).out).toMatch(/What a point costs +€0\.0025\n$/)
  expect(JSON.parse((await run('reckoning --point none --json', { ctx })).out)).toMatchObject({ point_minor: null })
  expect(JSON.parse((await run('reckoning --margin orders --json', { ctx })).out)).toMatchObject({ margin: null })
  for (const wrong of ['--margin 1.5', '--discount -1', '--years 0', '--years 2.5', '--margin much', '--point -1', '--point dear']) expect((await run(`reckoning ${wrong}`, { ctx })).code, wrong).toBe(1)
  const { app, key, get } = await serve(pool, END)
  const change = (payload: object) => app.inject({ method: 'PATCH', url: '/v1/reckoning', payload, headers: { authorization: `Bearer ${key}` } })
  expect((await change({ margin: 0.25 })).json()).toEqual({ margin: 0.25, discount: 0.08, years: 5, point_minor: null })
  expect((await get('/v1/reckoning')).json()).toEqual({ margin: 0.25, discount: 0.08, years: 5, point_minor: null })
  expect((await change({ margin: 2 })).statusCode).toBe(422)
  expect((await change({ profit: 1 })).statusCode).toBe(422)
})
