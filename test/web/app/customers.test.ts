import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { workOnce } from '#actions/house/jobs/work.ts'
import { appInBrowser, inspect, LOOKS, NEEDS_BROWSER } from '#test/setup/browser.ts'

const OK = { violations: [], wider: 0 }
const grid = '[role=grid]'
const names = (page: Page): Promise<string[]> => page.locator(`${grid} [role=row] a`).allTextContents()
const active = async (page: Page): Promise<string | undefined> => (await page.locator(`${grid} [aria-selected=true] a`).allTextContents())[0]
const status = (page: Page): Promise<string | null> => page.locator('main [role=status]').first().textContent()
/** Waits until something is so. (The page's own functions may not be made from text: its policy forbids it.) */
async function becomes(look: () => Promise<unknown>, value: unknown): Promise<void> {
  await expect.poll(look, { timeout: 10_000 }).toEqual(value)
}
const loaded = (page: Page): Promise<unknown> => page.waitForSelector(`${grid}[aria-busy=false] a`)

describe.skipIf(NEEDS_BROWSER.skip)(`the list of customers${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser()

  test.each(LOOKS)('in $language at $width px, $theme: axe finds nothing, with filters, with one being chosen, and with nobody', async (look) => {
    const found = await app.look('/customers?state=loyal&state=satisfied&min.value=100&heard=true', look, async (page) => {
      await loaded(page)
      const plain = await inspect(page)
      await page.locator('main [role=group] button').first().click()
      await page.waitForSelector('[role=dialog] [role=option]')
      const adding = await inspect(page, 'wcag')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForSelector('[role=dialog] [role=option][aria-selected]')
      const choosing = await inspect(page, 'wcag')
      await page.goto(`${app.url()}/customers?q=nobody+is+called+so`)
      await page.waitForSelector('main button')
      await page.waitForLoadState('networkidle')
      return { plain, adding, choosing, nobody: await inspect(page) }
    })
    expect(found).toEqual({ plain: OK, adding: OK, choosing: OK, nobody: OK })
  })

  test('by keyboard alone: down, to the end and back, into a customer, and back to the same place; a reload keeps it too', async () => {
    await app.look('/customers', {}, async (page) => {
      await loaded(page)
      const all = await app.served().ctx.pool.query<{ name: string }>('select c.name from customer c join standing s using (customer) order by left(c.known_as, 120), c.customer')
      const at = (i: number): string => all.rows.at(i)?.name ?? '?'
      await page.locator(grid).focus()
      await page.keyboard.press('ArrowDown')
      expect(await active(page)).toContain(at(1))
      await page.keyboard.press('End')
      await becomes(async () => (await active(page))?.startsWith(at(-1)), true)
      await page.keyboard.press('PageUp')
      const left = await active(page)
      expect(left).not.toContain(at(-1))
      await page.waitForTimeout(300) // where one is is noted a moment after one rests
      await page.keyboard.press('Enter')
      await page.waitForURL('**/customers/*')
      await page.goBack()
      await loaded(page)
      expect(await active(page)).toBe(left)
      await page.reload()
      await loaded(page)
      expect(await active(page)).toBe(left)
      await page.locator(grid).focus()
      await page.keyboard.press('Home')
      await becomes(async () => (await active(page))?.startsWith(at(0)), true)
    })
  })

  test('a filter is put together and taken away by keyboard, stands in the address, and counts right', async () => {
    await app.look('/customers', {}, async (page) => {
      await loaded(page)
      const whole = await status(page)
      await page.getByRole('button', { name: 'Filter', exact: true }).focus()
      await page.keyboard.press('Enter')
      await page.waitForSelector('[role=dialog] [role=option]')
      await page.keyboard.press('Enter') // State
      await page.waitForSelector('[role=option]:has-text("Devoted")')
      await page.keyboard.press('Enter')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      await page.waitForURL('**/customers?*state=devoted*')
      expect(new URL(page.url()).searchParams.getAll('state')).toEqual(['devoted', 'loyal'])
      const { rows } = await app.served().ctx.pool.query<{ n: number }>(`select count(*)::int as n from standing where state in (1, 2)`)
      await becomes(() => status(page), `${rows[0]?.n} customers`)
      await page.getByRole('button', { name: 'Change: Devoted or loyal' }).focus()
      await page.keyboard.press('Delete')
      await becomes(() => status(page), whole)
      expect(new URL(page.url()).search).toBe('')
    })
  })

  test('is sorted by its heads, and searched as one types', async () => {
    await app.look('/customers', {}, async (page) => {
      await loaded(page)
      await page.getByRole('button', { name: 'Value of a year' }).click()
      await page.waitForURL('**sort=value&order=desc*')
      const { rows } = await app.served().ctx.pool.query<{ name: string }>('select c.name from customer c join standing s using (customer) order by s.value desc, s.customer desc limit 3')
      await becomes(async () => (await names(page))[0]?.startsWith(rows[0]?.name ?? '?'), true)
      expect((await names(page)).slice(0, 3).map((text, i) => text.startsWith(rows[i]?.name ?? '?'))).toEqual([true, true, true])
      const [, last = ''] = rows[0]?.name.split(' ') ?? []
      await page.getByRole('searchbox').fill(last.toLowerCase())
      await page.waitForURL('**q=*')
      await becomes(async () => (await names(page)).every((text) => text.includes(last)), true)
      expect((await names(page)).length).toBeGreaterThan(0)
    })
  })

  test('a filter is saved as a segment, picked again, and gone when it is removed', async () => {
    await app.look('/customers?state=lapsed', {}, async (page) => {
      await loaded(page)
      const lapsed = await status(page)
      await page.getByRole('button', { name: 'Segments' }).click()
      await page.getByRole('menuitem', { name: 'Save this filter' }).click()
      await page.getByRole('textbox', { name: 'Name' }).fill('Gone')
      await page.getByRole('button', { name: 'Save this filter' }).click()
      await page.waitForURL('**segment=*')
      await page.getByRole('button', { name: 'Remove: Segment Gone' }).waitFor()
      expect([await status(page), new URL(page.url()).searchParams.get('state')]).toEqual([lapsed, null])
      await page.getByRole('button', { name: 'Segments' }).click()
      await page.getByRole('menuitem', { name: 'Change segments' }).click()
      await page.getByRole('button', { name: 'Remove: Gone' }).click()
      await page.getByText('No segment is saved yet.').waitFor()
    })
  })

  test('a file of those who fit is written in the background, fetched, and thrown away', async () => {
    await app.look('/customers?state=lapsed', {}, async (page) => {
      await loaded(page)
      const lapsed = await status(page)
      await page.getByRole('button', { name: 'Export' }).click()
      await page.getByRole('button', { name: 'Write the file' }).click()
      await page.getByText('Waiting').waitFor()
      expect(await inspect(page, 'wcag')).toEqual(OK)
      while (await workOnce(app.served().ctx, { signal: new AbortController().signal }));
      const link = page.getByRole('link', { name: 'Download' })
      await link.waitFor()
      expect(await page.getByRole('listitem').filter({ has: link }).textContent()).toContain(lapsed ?? '?')
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
      expect(download.suggestedFilename()).toMatch(/^customers-\d{4}-\d\d-\d\d-\d+\.csv$/)
      const text = readFileSync(await download.path(), 'utf8')
      expect(`${text.trimEnd().split('\n').length - 1} customers`).toBe(lapsed)
      expect(text).toContain('\uFEFFKey,Name,E-mail,State')
      await page.getByRole('button', { name: /^Remove the file of/ }).click()
      await page.getByText('None yet.').waitFor()
    })
  })

  test('those of a unit see their own, and those at the counter are offered nothing that they may not', async () => {
    const [all, theirs] = await Promise.all((['owner', 'counter'] as const).map((role) => app.look('/customers', { role }, async (page) => {
      await loaded(page)
      return Number.parseInt((await status(page)) ?? '', 10)
    })))
    expect(theirs).toBeGreaterThan(0)
    expect(theirs).toBeLessThan(all ?? 0)
  })
})
