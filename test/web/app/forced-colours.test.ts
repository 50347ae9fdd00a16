/** A reader whose own colours rule, and one who reads at twice the size. */
import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { appInBrowser, inspect, NEEDS_BROWSER, widerOf } from '#test/setup/browser.ts'

/** How bright a colour is that a browser writes as rgb(…), 0 to 1, for colours that are far apart. */
const BRIGHT = 'const bright = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, one) => sum + Number(one), 0) / 765'
const KEPT = `(() => {
  ${BRIGHT}
  const canvas = bright(getComputedStyle(document.documentElement).backgroundColor)
  const apart = (found, what) => found.map((one) => Math.abs(bright(getComputedStyle(one)[what]) - canvas))
  const all = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.getBoundingClientRect().width > 0)
  return { marks: apart(all('main dd .bg-up, main dd .bg-down'), 'backgroundColor'), texts: apart(all('main svg[role=img] text'), 'fill') }
})()`
type Kept = Readonly<Record<'marks' | 'texts', readonly number[]>>

/** What has the focus, where bars of the page lie over all of it. */
const COVERED = `(() => {
  const it = document.activeElement
  const box = it.getBoundingClientRect()
  const bars = [...document.querySelectorAll('header.no-print, nav.no-print')].filter((bar) => ['sticky', 'fixed'].includes(getComputedStyle(bar).position) && !bar.contains(it)).map((bar) => bar.getBoundingClientRect()).filter(({ height }) => height > 0)
  const isUnder = bars.some((bar) => bar.top <= box.top && bar.bottom >= box.bottom) || box.bottom <= 0 || box.top >= innerHeight
  return it !== document.body && box.height > 0 && isUnder ? it.outerHTML.slice(0, 120) : ''
})()`

async function inForcedColours<T>(page: Page, look: () => Promise<T>): Promise<T> {
  await page.emulateMedia({ forcedColors: 'active' })
  try {
    return await look()
  } finally {
    await page.emulateMedia({ forcedColors: null })
  }
}

describe.skipIf(NEEDS_BROWSER.skip)(`own colours and large letters${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser()
  const someone = async (): Promise<string> => {
    const { rows } = await app.served().ctx.pool.query<{ key: string }>(`select key from standing join customer using (customer) where telling = (select id from telling where state = 'current') and head is not null and heart is not null and abs(heart) > 0.2 order by key limit 1`)
    return rows[0]!.key
  }

  test.each([['dark', 'light'], ['light', 'dark']] as const)('in forced colours that are %s, marks and letters stand out, though the theme chosen here is %s', async (theme, chosen) => {
    const { marks, texts } = await app.look(`/customers/${await someone()}`, { theme }, async (page) => {
      await page.locator('main svg[role=img]').first().waitFor()
      await page.evaluate(`document.documentElement.dataset.theme = '${chosen}'`)
      const kept = await inForcedColours(page, () => page.evaluate<Kept>(KEPT))
      await page.evaluate('delete document.documentElement.dataset.theme')
      return kept
    })
    expect([marks.length > 0, texts.length > 5]).toEqual([true, true])
    for (const apart of [...marks, ...texts]) expect(apart).toBeGreaterThan(0.2)
  })

  test('in forced colours a button to be pressed has a border, and the arrow keys are seen in a menu', async () => {
    const seen = await app.look('/map', {}, (page) => inForcedColours(page, async () => {
      await page.getByRole('button', { name: /Period/ }).press('ArrowDown')
      const item = page.locator('[role^=menuitem][data-focused]')
      await item.waitFor()
      const outline = await page.evaluate<string>(`(({ outlineStyle, outlineWidth }) => outlineStyle + ' ' + outlineWidth)(getComputedStyle(document.querySelector('[role^=menuitem][data-focused]')))`)
      return { outline, violations: (await inspect(page)).violations }
    }))
    expect(seen).toEqual({ outline: 'solid 2px', violations: [] })
  })

  test.each(['/map', '/map?look=table', '/customers', '/answers', '/money', '/proof', '/import', '/settings/policy', '/settings/units', '/settings/people', '/settings/audit', '/welcome'])('at twice the size on a small screen nothing of %s runs out of it', async (path) => {
    expect(await app.look(path, { width: 720 }, async (page) => {
      await page.setViewportSize({ width: 720, height: 450 })
      return widerOf(page)
    })).toBe(0)
  })

  test.each(['/map', '/settings/company', '/answers'])('nor is what the keyboard comes to on %s hidden under the bars of the page', async (path) => {
    const hidden = await app.look(path, { width: 720 }, async (page) => {
      await page.setViewportSize({ width: 720, height: 450 })
      const found: string[] = []
      for (let i = 0; i < 30; i++) {
        await page.keyboard.press('Tab')
        found.push(await page.evaluate<string>(COVERED))
      }
      return found.filter(Boolean)
    })
    expect(hidden).toEqual([])
  })
})
