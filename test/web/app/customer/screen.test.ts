import { beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { sendFacts } from '#actions/history/send-facts.ts'
import { mergeCustomers } from '#actions/customers/merge-customers.ts'
import { DAY_MS } from '#core/units/time.ts'
import { appInBrowser, inspect, LOOKS, NEEDS_BROWSER } from '#test/setup/browser.ts'
import { typeDay } from '../days.ts'

const OK = { violations: [], wider: 0 }
const END = Date.UTC(2026, 0, 1)
const at = (daysAgo: number): string => new Date(END - daysAgo * DAY_MS).toISOString()

describe.skipIf(NEEDS_BROWSER.skip)(`one customer on screen${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser({ end: END })
  const own = { unit: '' }
  /** A customer with a year behind them, one with a single purchase, and one of whom nothing is known but a name. */
  beforeAll(async () => {
    const { ctx } = app.served()
    const { rows } = await ctx.pool.query<{ unit: string }>(`select u.unit from account_unit u limit 1`)
    own.unit = rows[0]?.unit ?? ''
    const of = { source: 'till', customer: 'anna/1', unit: own.unit }
    const bought = Array.from({ length: 60 }, (_, i) => ({ ...of, id: `p${i}`, kind: 'purchase', order: `o${i}`, paid: 1250 + i, list: 1500, at: at(30 + i * 6) }))
    const felt = [{ ...of, id: 'f1', kind: 'felt', feelings: ['happy'], strength: 2, language: 'en', comment: 'A lovely welcome.', at: at(300) }]
    await sendFacts(ctx, [...bought, ...felt, { ...of, id: 'c0', kind: 'complaint', topic: 'Cold soup', severity: 2, at: at(200) }, { ...of, id: 'x', kind: 'purchase', order: 'x', paid: 900, at: at(3), customer: 'bo' }])
    await ctx.pool.query(`update customer set name = 'Anna Å', joined_at = '2024-12-31T23:00:00Z', consents = '{"survey": true, "post": false}' where key = 'anna/1'`)
    await mergeCustomers(ctx, { key: 'bo', other: 'card-9' })
  })
  const ANNA = '/customers/anna%2F1'
  const stateOf = (page: Page): Promise<string | null> => page.locator('main section h2').first().textContent()
  /** The server’s clock stands still, the browser’s does not. */
  const yesterday = (page: Page): Promise<void> => typeDay(page, 'When it happened', '311220251000')
  const entries = (page: Page): Promise<string[]> => page.locator('main ol li p:first-child').allTextContents()

  test.each(LOOKS)('in $language at $width px, $theme: axe finds nothing, also in the form and before something is erased, and nothing runs out of the page', async (look) => {
    const found = await app.look(ANNA, look, async (page) => {
      await page.waitForSelector('main ol li')
      const plain = await inspect(page)
      await page.locator('main header button').first().click()
      await page.waitForSelector('[role=dialog] ul button')
      const kinds = await inspect(page)
      await page.locator('[role=dialog] ul button').nth(2).click()
      await page.locator('[role=dialog] button[type=submit]').click()
      const form = await inspect(page)
      await page.keyboard.press('Escape')
      await page.locator('main header button').nth(1).click()
      await page.locator('[role=menuitem]').last().click()
      await page.waitForSelector('[role=alertdialog] input')
      return { plain, kinds, form, erase: await inspect(page) }
    })
    expect(found).toEqual({ plain: OK, kinds: OK, form: OK, erase: OK })
  }, 60_000)

  test('who they are stands in a line, in the company’s zone and the reader’s words', async () => {
    const who = await app.look(ANNA, {}, (page) => page.textContent('main header'))
    for (const said of ['Anna Å', 'anna/1', 'joined 1 Jan 2025', 'agreed to survey', 'declined post']) expect(who).toContain(said)
  })

  test('a complaint at the counter is recorded by keyboard alone, counts at once and once, and can be taken back', async () => {
    const { ctx } = app.served()
    const seen = await app.look('/customers/bo', { role: 'counter' }, async (page) => {
      const before = await stateOf(page)
      await page.getByRole('button', { name: 'Record', exact: true }).focus()
      await page.keyboard.press('Enter')
      await page.waitForSelector('[role=dialog]')
      await page.keyboard.press('Enter')
      await page.getByLabel('What is it about?').focus()
      await page.keyboard.press('Enter')
      const asked = await page.locator('[role=dialog]').textContent()
      await page.keyboard.type('Nobody listened')
      await page.keyboard.press('Tab')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowRight')
      await yesterday(page)
      await page.getByLabel('What is it about?').focus()
      await page.keyboard.press('Enter')
      await page.waitForSelector('[role=dialog]', { state: 'detached' })
      await page.waitForSelector('main ol li:has-text("Nobody listened")')
      const after = await stateOf(page)
      const list = await entries(page)
      await page.getByRole('button', { name: 'Take back' }).click()
      await page.locator('[role=alertdialog]').getByRole('button', { name: 'Take back' }).click()
      await page.waitForSelector('main ol li:has-text("Nobody listened")', { state: 'detached' })
      return { before, after, asked, listed: list.filter((text) => text.includes('Nobody listened')).length, again: await stateOf(page) }
    })
    expect(seen).toEqual({ before: 'New', after: 'Dissatisfied', asked: expect.stringContaining('Please choose.') as string, listed: 1, again: 'New' })
    const { rows } = await ctx.pool.query(`select a.what, c.role from audit a join account c on a.actor = 'account:' || c.id where a.what like 'customer.fact%' order by a.id`)
    expect(rows).toEqual([{ what: 'customer.fact_told', role: 'counter' }, { what: 'customer.fact_taken_back', role: 'counter' }])
  }, 60_000)

  test('an open case is made good from where it stands', async () => {
    const seen = await app.look(ANNA, {}, async (page) => {
      const open = await page.locator('section', { hasText: 'Open cases' }).first().textContent()
      await page.getByRole('button', { name: 'Make it good' }).click()
      await page.getByLabel('What was done?').fill('A call and a new bowl')
      await page.locator('[role=dialog]').getByText('Yes', { exact: true }).click()
      await yesterday(page)
      const chosen = await page.locator('[role=dialog] [data-selected]').first().textContent()
      await page.getByRole('button', { name: 'Record it' }).click()
      await page.waitForSelector('text=No complaint is open.')
      return { open, chosen }
    })
    expect(seen).toEqual({ open: expect.stringMatching(/Cold soup.*open for 200 days · serious/) as string, chosen: expect.stringContaining('Cold soup') as string })
  }, 60_000)

  test('a note is kept, read by others, and deleted by its writer alone', async () => {
    await app.look('/customers/bo', { role: 'manager' }, async (page) => {
      await page.getByRole('button', { name: 'Write a note' }).click()
      await page.getByLabel('Note').fill('Likes the window seat.')
      await page.getByRole('button', { name: 'Keep the note' }).click()
      await page.waitForSelector('main ol li:has-text("Likes the window seat.")')
    })
    const seen = await app.look('/customers/bo', { role: 'counter' }, async (page) => ({ note: await page.locator('main ol li', { hasText: 'window seat' }).textContent(), mine: await page.getByRole('button', { name: 'Delete note' }).count() }))
    expect([seen.note?.includes('The manager wrote'), seen.mine]).toEqual([true, 0])
    const left = await app.look('/customers/bo', { role: 'manager' }, async (page) => {
      await page.getByRole('button', { name: 'Delete note' }).click()
      await page.locator('[role=alertdialog]').getByRole('button', { name: 'Delete note' }).click()
      await page.waitForSelector('main ol li:has-text("window seat")', { state: 'detached' })
      return page.locator('main ol li', { hasText: 'window seat' }).count()
    })
    expect(left).toBe(0)
  }, 60_000)

  test('the timeline goes on earlier, keeps its filter in the address, and leads to a fact of long ago', async () => {
    const seen = await app.look(ANNA, {}, async (page) => {
      await page.waitForSelector('main ol li')
      const first = (await entries(page)).length
      await page.getByRole('button', { name: 'Earlier' }).click()
      await page.locator('main ol li').nth(first).waitFor()
      await page.getByRole('button', { name: /Show:/ }).click()
      await page.getByRole('menuitemcheckbox', { name: 'Feeling' }).click()
      await page.keyboard.press('Escape')
      await page.waitForURL('**kind=felt**')
      await page.reload()
      await page.waitForSelector('main ol li')
      const filtered = await entries(page)
      await page.goto(`${app.url()}${ANNA}?to=${encodeURIComponent(at(300))}&fact=till%2Ff1`)
      await page.waitForSelector('main ol li')
      const marked = await page.evaluate<string>('document.activeElement?.textContent')
      return { filtered, marked, up: await page.locator('text=/^Up to/').count() }
    })
    expect(seen).toEqual({ filtered: ['Felt happy (strength 2 of 3)'], marked: expect.stringContaining('A lovely welcome.') as string, up: 1 })
  }, 60_000)

  test('the counter sees whom they serve, and neither figures nor money nor what they may not do', async () => {
    const [counter, owner] = await Promise.all((['counter', 'owner'] as const).map((role) => app.look(ANNA, { role }, async (page) => {
      await page.waitForSelector('main ol li')
      return { panels: await page.locator('main section h2').allTextContents(), buttons: await page.locator('main header button').allTextContents(), entries: (await entries(page)).length }
    })))
    expect(counter?.panels).not.toContain('Stay, say, pay')
    expect(counter?.panels).not.toContain('What they spent, at what price')
    expect(counter?.panels).toEqual(expect.arrayContaining(['Open cases', 'Timeline']))
    expect([counter?.buttons, owner?.buttons]).toEqual([['Record'], ['Record', 'More']])
    expect(owner?.panels).toEqual(expect.arrayContaining(['Stay, say, pay', 'Two sets of needs', 'What they spent, at what price']))
    expect((counter?.entries ?? 99) < (owner?.entries ?? 0)).toBe(true)
  }, 60_000)

  test('a key that nobody has says so, and leads on', async () => {
    expect(await app.look('/customers/nobody', {}, (page) => page.textContent('main h1'))).toBe('Nobody here has the key “nobody”')
  })

  test('two customers merge and part, an export is a file, and erasing wants the key', async () => {
    const more = async (page: Page, name: string): Promise<void> => {
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name }).click()
    }
    const seen = await app.look('/customers/bo', {}, async (page) => {
      await more(page, 'Part from “card-9”…')
      await page.getByRole('button', { name: 'Part', exact: true }).click()
      await page.waitForSelector('text=also card-9', { state: 'detached' })
      await more(page, 'Merge with another key…')
      // Another is found by a part of their key, and chosen by Enter; a key that nobody has is typed.
      await page.getByLabel('The other key').pressSequentially('anna/')
      await page.getByRole('option', { name: /Anna Å/ }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      const chosen = await page.getByLabel('The other key').inputValue()
      await page.getByLabel('The other key').fill('card-9')
      await page.getByRole('button', { name: 'Merge', exact: true }).click()
      await page.waitForSelector('text=also card-9')
      const [file] = await Promise.all([page.waitForEvent('download'), more(page, 'Export everything (JSON)')])
      await more(page, 'Erase for good…')
      const erase = page.locator('[role=alertdialog]').getByRole('button', { name: 'Erase for good' })
      const before = await erase.isDisabled()
      await page.getByLabel('Type the key to confirm: bo').fill('bo')
      await erase.click()
      await page.waitForSelector('h1:has-text("Erased")')
      return { chosen, file: file.suggestedFilename(), before, after: await page.textContent('main header') }
    })
    expect(seen).toEqual({ chosen: 'anna/1', file: 'bo.json', before: true, after: expect.stringContaining('nothing is left') as string })
    expect((await app.served().get('/v1/customers/bo')).statusCode).toBe(404)
  }, 60_000)
})
