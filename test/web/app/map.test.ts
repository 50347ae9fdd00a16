import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { appInBrowser, inspect, LOOKS, NEEDS_BROWSER, widerOf } from '#test/setup/browser.ts'
import { dayField, saidDay, typeDay } from './days.ts'

const OK = { violations: [], wider: 0 }
const search = (page: Page): Record<string, string> => Object.fromEntries(new URL(page.url()).searchParams)

describe.skipIf(NEEDS_BROWSER.skip)(`the relationship map${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser({ sample: 900 })

  test.each(LOOKS)('in $language at $width px, $theme: axe finds nothing in any way to look at it, and nothing runs out of the page', async (look) => {
    for (const query of ['compare=before&period=year', 'look=two_dates&by=language', 'look=by_state&period=all', 'look=table&unit=tartu&cohort=2024']) {
      const found = await app.look(`/map?${query}`, look, async (page) => {
        await page.waitForSelector('main table tbody tr')
        return inspect(page)
      })
      expect([query, found]).toEqual([query, OK])
    }
  }, 90_000)

  test('what states and moves are worth is told in a table and beside the movement, to managers of their units alone', async () => {
    const seen = await app.look('/map', {}, async (page) => {
      const table = page.getByRole('group', { name: 'What the states are worth' })
      await table.waitFor()
      const rows = await table.locator('tbody tr').allInnerTexts()
      await page.getByText('Told apart by what they were and for how long').first().click()
      const kinds = page.getByRole('group', { name: 'Told apart by what they were and for how long' })
      return { rows, kinds: await kinds.locator('tbody tr').allInnerTexts(), move: await page.getByText(/a customer, × [\d,]+ customers? ≈ /).innerText(), clean: await inspect(page) }
    })
    expect(seen.kinds.find((row) => row.startsWith('Lapsed'))).toMatch(/under 3 months\s*€[\d,]+\s*€[\d,]+ to €[\d,]+\s*\d+/)
    expect(seen.rows).toHaveLength(8)
    expect(seen.rows.find((row) => row.startsWith('Satisfied'))).toMatch(/€[\d,]+\s*€[\d,]+ to €[\d,]+/)
    expect(seen.move).toMatch(/^[+−]\u2060€[\d,]+ \([+−]\u2060€[\d,]+ to [+−]\u2060€[\d,]+\) a customer/)
    expect(seen.clean).toEqual(OK)
    const manager = await app.look('/map', { role: 'manager' }, async (page) => {
      await page.getByText(/As far as they are like all/).waitFor()
      return page.evaluate<unknown>(`fetch('/v1/worth').then((answer) => answer.json()).then(({ segment, states }) => [segment !== null, states.every(({ whole }) => whole === null)])`)
    })
    expect(manager).toEqual([true, true])
  })

  test('of some customers worth is theirs, beside that of all, on cards and in the table; what cannot be told says why', async () => {
    const seen = await app.look('/map?unit=tartu', {}, async (page) => {
      const table = page.getByRole('group', { name: 'What the states are worth' })
      await table.waitFor()
      const heads = await table.locator('thead th').allInnerTexts()
      const jumps = await page.getByRole('heading', { name: 'Moves that have a name' }).count()
      const card = await page.getByRole('button', { name: /^Loyal: .* Worth €[\d,]+ a customer \(€[\d,]+ to €[\d,]+\)\. They stay [\d.]+ months\. \d+% ever become devoted\./ }).count()
      await page.goto(new URL('/map?state=loyal', page.url()).href)
      await page.getByText(/chooses customers by where they stand now/).waitFor()
      return { heads, jumps, card, alerts: await page.getByRole('alert').count(), clean: await inspect(page) }
    })
    expect(seen.heads).toEqual(expect.arrayContaining(['Of all', 'Their own']))
    expect([seen.jumps, seen.card, seen.alerts, seen.clean]).toEqual([1, 1, 0, OK])
  })

  test('menus and the window for own dates are as clean', async () => {
    const found = await app.look('/map', {}, async (page) => {
      await page.getByRole('button', { name: /Period/ }).click()
      await page.waitForSelector('[role=menu]')
      const menu = await inspect(page)
      await page.getByRole('menuitemradio', { name: /Own dates/ }).click()
      await page.waitForSelector('[role=dialog] [role=spinbutton]')
      return { menu, dates: await inspect(page) }
    })
    expect(found).toEqual({ menu: OK, dates: OK })
  })

  test('what is chosen stands in the address, and is there again after a reload and when going back', async () => {
    const seen = await app.look('/map', {}, async (page) => {
      await page.getByRole('button', { name: /Period/ }).click()
      await page.getByRole('menuitemradio', { name: 'Last 365 days' }).click()
      await page.waitForURL('**period=year**')
      await page.getByRole('button', { name: 'Compare' }).click()
      await page.getByRole('menuitemradio', { name: 'With the same a year ago' }).click()
      await page.waitForURL('**compare=year**')
      await page.getByRole('radio', { name: 'Table' }).click()
      await page.waitForURL('**look=table**')
      const chosen = search(page)
      await page.reload()
      await page.getByText('Compared with ').waitFor()
      const reloaded = search(page)
      await page.goBack()
      await page.waitForURL((url) => !url.searchParams.has('compare'))
      return { chosen, reloaded, back: search(page) }
    })
    expect(seen.chosen).toEqual({ period: 'year', compare: 'year', look: 'table' })
    expect(seen.reloaded).toEqual(seen.chosen)
    expect(seen.back).toEqual({ period: 'year' })
  })

  test('own dates are shown as they were chosen; the wrong way round they are not', async () => {
    const seen = await app.look('/map', {}, async (page) => {
      await page.getByRole('button', { name: /Period/ }).click()
      await page.getByRole('menuitemradio', { name: /Own dates/ }).click()
      await typeDay(page, 'From', '30092025')
      await typeDay(page, 'To', '01072025')
      const wrong = await page.getByRole('dialog').getByRole('button', { name: 'Show' }).isDisabled()
      await typeDay(page, 'From', '01042025')
      await page.getByRole('dialog').getByRole('button', { name: 'Show' }).click()
      await page.waitForURL('**from=2025-04-01**')
      await page.getByRole('button', { name: /1 Apr/ }).waitFor()
      return { wrong, search: search(page) }
    })
    expect(seen).toEqual({ wrong: true, search: { from: '2025-04-01', to: '2025-07-01' } })
  })

  test('days are written as the reader’s language writes them, and may be chosen from a calendar', async () => {
    const seen = await app.look('/map?from=2025-04-01&to=2025-07-01', { language: 'sv' }, async (page) => {
      await page.getByRole('button', { name: /Period/ }).click()
      await page.getByRole('menuitemradio', { name: /Egna datum/ }).click()
      const before = await saidDay(page, 'Från')
      await dayField(page, 'Från').getByRole('button').click()
      await page.getByRole('grid').waitFor()
      const grid = { weekday: await page.getByRole('grid').locator('th').first().innerText(), clean: await inspect(page) }
      await page.getByRole('grid').getByText('15', { exact: true }).click()
      await page.getByRole('grid').waitFor({ state: 'detached' })
      const after = await saidDay(page, 'Från')
      await typeDay(page, 'Till', '20250630')
      await page.getByRole('dialog').getByRole('button', { name: 'Visa' }).click()
      await page.waitForURL('**from=2025-04-15**')
      return { before, ...grid, after, search: search(page) }
    })
    expect(seen).toEqual({ before: '2025-04-01', weekday: 'M', clean: OK, after: '2025-04-15', search: { from: '2025-04-15', to: '2025-06-30' } })
  })

  test('by keyboard alone from the map to why they moved and to these very people', async () => {
    const seen = await app.look('/map?period=year', {}, async (page) => {
      const list = page.getByRole('list').filter({ has: page.getByRole('button', { name: /Satisfied to Loyal/ }) })
      await list.getByRole('button', { name: /Satisfied to Loyal/ }).focus()
      await page.keyboard.press('Enter')
      await page.waitForURL('**flow=satisfied**')
      const why = page.getByRole('region', { name: 'Why they moved' })
      await why.getByText('What came before').waitFor()
      const count = Number(/\d+/.exec((await why.getByRole('link', { name: /^See these/ }).textContent()) ?? '')?.[0])
      await why.getByRole('link', { name: /^See these/ }).focus()
      await page.keyboard.press('Enter')
      await page.waitForURL('**/customers?**')
      return { count, search: search(page) }
    })
    expect(seen.search).toMatchObject({ moved_from: 'satisfied', moved_to: 'loyal' })
    const listed = await app.look(`/v1/customers?limit=200&${String(new URLSearchParams(seen.search))}`, {}, async (page) => JSON.parse((await page.textContent('body')) ?? '') as { customers: unknown[] })
    expect(seen.count).toBeGreaterThan(3)
    expect(listed.customers).toHaveLength(seen.count)
  })

  test('what came before a move leads to who made it after that', async () => {
    const seen = await app.look('/map?period=all&flow=satisfied%3Eloyal&window=60', {}, async (page) => {
      const driver = page.getByRole('region', { name: 'Why they moved' }).getByRole('listitem').first()
      await driver.getByRole('link').click()
      await page.waitForURL('**/customers?**')
      return { search: search(page) }
    })
    expect(seen.search).toMatchObject({ made: 'satisfied>loyal', met_within: '60', met: expect.stringMatching(/^\w+(:\w+:.+)?$/) as string })
    const listed = await app.look(`/v1/customers?total=true&limit=1&${String(new URLSearchParams(seen.search))}`, {}, async (page) => JSON.parse((await page.textContent('body')) ?? '') as { total: { customers: number } })
    expect(listed.total.customers).toBeGreaterThan(3)
  })

  test('a flow in the picture is chosen by a click, a state leads to who stands there, a group to its own map', async () => {
    const seen = await app.look('/map?period=year', {}, async (page) => {
      const marks = page.getByRole('toolbar')
      await marks.getByRole('button', { name: /Loyal to Devoted/ }).focus()
      await page.keyboard.press('Enter')
      await page.waitForURL('**flow=loyal**')
      const flow = search(page)['flow']
      await page.getByRole('link', { name: 'Tartu', exact: true }).click()
      await page.waitForURL('**unit=tartu**')
      const chip = page.getByRole('button', { name: 'Remove: In Tartu' })
      await chip.click()
      await page.waitForURL((url) => !url.searchParams.has('unit'))
      await marks.getByRole('button', { name: /^Loyal: / }).focus()
      await page.keyboard.press('Enter')
      await page.waitForURL('**/customers?**')
      return { flow, state: search(page)['moved_to'] }
    })
    expect(seen).toEqual({ flow: 'loyal>devoted', state: 'loyal' })
  })

  test.each([['Picture (SVG)', /^<svg[\s\S]+Harbour & Hay|Harbour &amp; Hay[\s\S]+<\/svg>/, 'svg'], ['Table (CSV)', /^\uFEFF.*Harbour & Hay/, 'csv']] as const)('shared as %s it is a file of its own', async (name, holds, ending) => {
    const file = await app.look('/map?period=year', {}, async (page) => {
      await page.getByRole('button', { name: 'Share' }).click()
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()])
      return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
    })
    expect(file.name).toMatch(new RegExp(`^map-\\d{4}-\\d\\d-\\d\\d-\\d{4}-\\d\\d-\\d\\d\\.${ending}$`))
    expect(file.text).toMatch(holds)
    expect(file.text.length).toBeGreaterThan(1500)
  })

  test('a filter that nobody fits says so and can be taken away', async () => {
    const seen = await app.look('/map?channel=nobody', {}, async (page) => {
      await page.getByText('Nobody fits these filters').waitFor()
      const clean = await inspect(page)
      await page.getByRole('button', { name: 'Clear all' }).last().click()
      await page.waitForSelector('main table')
      return { clean, search: search(page) }
    })
    expect(seen).toEqual({ clean: OK, search: {} })
  })

  test('a time before anybody was a customer says so, and leads back to the latest', async () => {
    const seen = await app.look('/map?from=1999-01-01&to=1999-12-31', {}, async (page) => {
      await page.getByText('Nobody was a customer yet at that time').waitFor()
      const [clean, said] = [await inspect(page), await page.locator('main').textContent()]
      await page.getByRole('button', { name: 'Show the latest' }).click()
      await page.waitForSelector('main table')
      return { clean, isUnknown: said?.includes('No customer is known'), search: search(page) }
    })
    expect(seen).toEqual({ clean: OK, isUnknown: false, search: {} })
  })

  test('on paper it takes the whole width, says which time it is of, and leaves out what cannot be pressed', async () => {
    const seen = await app.look('/map?period=year&unit=tartu', { width: 760 }, async (page) => {
      await page.getByRole('button', { name: 'Remove: In Tartu' }).waitFor()
      await page.emulateMedia({ media: 'print' })
      const box = await page.getByRole('region', { name: 'Why they moved' }).boundingBox()
      return { width: Math.round(box?.width ?? 0), wider: await widerOf(page), period: await page.getByText('Harbour & Hay · ').isVisible(), who: await page.getByText('In Tartu', { exact: true }).last().isVisible(), buttons: await page.locator('main button:visible', { hasText: /Share|Filter|days before/ }).count() }
    })
    expect(seen).toEqual({ width: 728, wider: 0, period: true, who: true, buttons: 0 })
  })

  test('a manager sees the map of their unit, and no other unit in it', async () => {
    const units = await app.look('/map?period=year', { role: 'manager' }, async (page) => {
      const rows = page.getByRole('group', { name: /^By unit/ }).locator('tbody tr')
      await rows.first().waitFor()
      return rows.count()
    })
    expect(units).toBe(1)
  })
})
