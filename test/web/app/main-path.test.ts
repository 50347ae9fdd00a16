import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { makeOwnerLink } from '#actions/house/access/make-link.ts'
import { appInBrowser, inspect, NEEDS_BROWSER } from '#test/setup/browser.ts'

const OK = { violations: [], wider: 0 }
const MOST_STOPS = 80

/** What the keyboard stands on: what it is called, and where it leads. */
const standsOn = (page: Page): Promise<string> => page.evaluate<string>(`(() => {
  const it = document.activeElement?.matches('a, button, input, [role=grid]') ? document.activeElement : null
  return (it?.role === 'grid' ? 'grid ' : '') + (it?.getAttribute('aria-label') || it?.labels?.[0]?.textContent || it?.textContent || '').trim().replace(/\\s+/g, ' ')
})()`)

/** Goes on from stop to stop until one whose name fits. */
async function tabTo(page: Page, name: RegExp): Promise<string> {
  for (let i = 0; i < MOST_STOPS; i++) {
    const here = await standsOn(page)
    if (name.test(here)) return here
    await page.keyboard.press('Tab')
  }
  throw new Error(`no stop is called ${String(name)}`)
}

describe.skipIf(NEEDS_BROWSER.skip)(`the main path by keyboard alone${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser({ accounts: false })

  test('from the owner’s link to an account, the sample company, a flow of the map, these people and one of them', async () => {
    const { path } = await makeOwnerLink(app.served().ctx)
    const seen = await app.look(path, { role: null }, async (page) => {
      for (const [field, text] of [[/^(Your )?name/i, 'Mari Maasikas'], [/mail/i, 'mari@troth.example'], [/password/i, 'a heron on the quay']] as const) {
        await tabTo(page, field)
        await page.keyboard.type(text)
      }
      await page.keyboard.press('Enter')
      await page.waitForURL('**/welcome')
      await page.waitForSelector('h1')
      const welcome = await inspect(page)
      await tabTo(page, /Open the map/)
      await page.keyboard.press('Enter')
      await page.waitForURL('**/map**')
      await page.waitForSelector('main svg[role=img]')
      const map = await inspect(page)
      const flow = await tabTo(page, /^\w+ to \w+.*\d/)
      await page.keyboard.press('Enter')
      await page.waitForURL('**flow=**')
      await tabTo(page, /^See (the |these )?\d+/)
      await page.keyboard.press('Enter')
      await page.waitForURL('**/customers?**')
      await page.waitForSelector('[role=row] >> nth=1')
      const chosen = new URL(page.url()).search
      await tabTo(page, /^grid Customers/)
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/customers/*')
      await page.waitForSelector('main h1')
      return { welcome, map, flow, chosen, customer: decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? ''), after: await inspect(page) }
    })
    expect([seen.welcome, seen.map, seen.after]).toEqual([OK, OK, OK])
    expect(seen.chosen).toMatch(/moved_from=\w+&moved_to=\w+/)
    const { rows } = await app.served().ctx.pool.query('select from customer where key = $1', [seen.customer])
    expect(rows.length).toBe(1)
  })
})
