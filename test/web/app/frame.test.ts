import { describe, expect, test } from 'vitest'
import { appInBrowser, inspect, LOOKS, NEEDS_BROWSER } from '#test/setup/browser.ts'

const OK = { violations: [], wider: 0 }

describe.skipIf(NEEDS_BROWSER.skip)(`what is around every screen${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser()

  test.each(LOOKS)('in $language at $width px, $theme: axe finds nothing in the search and the menu, and nothing runs out of the page', async (look) => {
    const found = await app.look('/settings/me', look, async (page) => {
      const plain = await inspect(page)
      await page.keyboard.press('Control+k')
      await page.waitForSelector('[role=dialog] input:focus')
      await page.keyboard.type('HH-00')
      await page.waitForSelector('[role=dialog] [role=option]')
      const searching = await inspect(page)
      // The first takes away what was typed, the second the search.
      for (let i = 0; i < 2; i++) await page.keyboard.press('Escape')
      await page.locator('button:visible:has([data-initials])').click()
      await page.waitForSelector('[role=menu]')
      return { plain, searching, menu: await inspect(page) }
    })
    expect(found).toEqual({ plain: OK, searching: OK, menu: OK })
  })

  test.each([{ width: 1440 }, { width: 390, language: 'ja' as const }])('an answer that was drawn a while ago says as of when, until a newer one comes: $width px', async (look) => {
    const found = await app.look('/', look, async (page) => {
      await page.clock.install()
      let age = '600'
      await page.route('**/v1/map?*', async (route) => {
        const response = await route.fetch()
        await route.fulfill({ response, headers: { ...response.headers(), age } })
      })
      await page.reload()
      const said = page.locator('main [role=status]', { hasText: /^As of |時点$/ })
      await said.waitFor()
      const inspected = await inspect(page)
      age = '0'
      await page.clock.runFor(21_000)
      await said.waitFor({ state: 'detached' })
      return inspected
    })
    expect(found).toEqual(OK)
  })

  test('a customer is found from anywhere by keyboard alone', async () => {
    const { rows } = await app.served().ctx.pool.query<{ key: string }>('select key from customer order by key limit 1')
    const key = rows[0]?.key ?? ''
    const path = await app.look('/settings/me', {}, async (page) => {
      await page.keyboard.press('Control+k')
      await page.waitForSelector('[role=dialog] input:focus')
      await page.keyboard.type(key)
      await page.waitForSelector(`[role=option][data-key$="${encodeURIComponent(key)}"]`)
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/customers/**')
      return new URL(page.url()).pathname
    })
    expect(path).toBe(`/customers/${encodeURIComponent(key)}`)
  })

  test('the theme that was chosen is there at once after a reload', async () => {
    const seen = await app.look('/settings/me', {}, async (page) => {
      const ground = (): Promise<string> => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor')
      const before = await ground()
      await page.getByRole('button', { name: 'Use the dark theme' }).click()
      const after = await ground()
      await page.reload()
      return { before, after, theme: await page.evaluate<string>('document.documentElement.dataset.theme'), again: await ground() }
    })
    expect(seen.after).not.toBe(seen.before)
    expect([seen.theme, seen.again]).toEqual(['dark', seen.after])
  })

  test('the first stop of a keyboard skips to the content, and every stop shows where one is', async () => {
    const stops = await app.look('/settings/me', {}, async (page) => {
      const seen: { name: string; outlined: boolean }[] = []
      for (let i = 0; i < 7; i++) {
        await page.keyboard.press('Tab')
        seen.push(await page.evaluate(`(() => { const e = document.activeElement; const s = getComputedStyle(e); return { name: e.textContent.trim() || e.ariaLabel, outlined: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 } })()`))
      }
      return seen
    })
    expect(stops[0]?.name).toBe('Skip to the content')
    expect(stops.filter(({ outlined }) => !outlined)).toEqual([])
  })

  test('somebody at the counter is offered their customers and nothing that their role has not', async () => {
    const places = await app.look('/', { role: 'counter' }, async (page) => {
      await page.waitForURL('**/customers')
      return page.locator('nav a:visible').allTextContents()
    })
    expect(places).toEqual(['Customers', 'Settings'])
  })

  test('an address that leads nowhere says so, and leads on', async () => {
    const text = await app.look('/customers/a/b/c', {}, (page) => page.textContent('main h1'))
    expect(text).toBe('There is nothing here')
  })

  test('whoever is signed out meanwhile is led to the door, and from there back', async () => {
    const seen = await app.look('/settings/me', {}, async (page) => {
      await page.context().clearCookies()
      await page.goto(`${app.url()}/customers?state=devoted`)
      return new URL(page.url()).pathname + new URL(page.url()).search
    })
    expect(seen).toBe('/sign-in?to=%2Fcustomers%3Fstate%3Ddevoted')
  })
})
