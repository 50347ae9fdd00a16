import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { appInBrowser, inspect, LOOKS, NEEDS_BROWSER } from '#test/setup/browser.ts'

const OK = { violations: [], wider: 0 }

describe.skipIf(NEEDS_BROWSER.skip)(`charts with fixed data, in the gallery${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser({ sample: 0 })
  const focused = (page: Page): Promise<string | null> => page.evaluate<string | null>('document.activeElement.getAttribute("aria-label")')

  test.each(LOOKS)('in $language at $width px, $theme: axe finds nothing, and nothing runs out of the page', async (look) => {
    const found = await app.look('/gallery', look, async (page) => {
      await page.waitForSelector('#ratios svg')
      return inspect(page)
    })
    expect(found).toEqual(OK)
  })

  test('no text of a chart is wider than it was laid out for', async () => {
    for (const language of ['en', 'et', 'ja'] as const) {
      const wider = await app.look('/gallery', { language }, async (page) => {
        await page.waitForSelector('#ratios svg')
        return page.evaluate<readonly string[]>(OUTSIDE)
      })
      expect(wider).toEqual([])
    }
  })

  test('by keyboard alone: one stop a chart, arrows from mark to mark, Enter chooses, Escape puts the tip away', async () => {
    const steps = await app.look('/gallery', {}, async (page) => {
      await page.locator('#ladder-quarter [role=toolbar] button[tabindex="0"]').focus()
      const first = await focused(page)
      await page.keyboard.press('Home')
      const home = await focused(page)
      await page.keyboard.press('ArrowLeft')
      const last = await focused(page)
      const tip = await page.locator('#ladder-quarter [data-tip]').textContent()
      await page.keyboard.press('Escape')
      const tips = await page.locator('#ladder-quarter [data-tip]').count()
      await page.keyboard.press('Enter')
      const pressed = await page.locator('#ladder-quarter [aria-pressed=true]').getAttribute('aria-label')
      await page.keyboard.press('Tab')
      return { first, home, same: last === tip && last === pressed, tips, outside: await page.evaluate<boolean>('!document.activeElement.closest("#ladder-quarter")') }
    })
    expect(steps).toEqual({ first: 'Satisfied to Disappointed: 1,284 customers (Slipped)', home: 'Devoted: 4,818 customers (+698)', same: true, tips: 0, outside: true })
  })

  test('a pointer on a state lights what leads there and away; a click chooses', async () => {
    const seen = await app.look('/gallery', {}, async (page) => {
      const group = (id: string): string => `#ladder-quarter svg [data-target="${id}"]`
      await page.locator(group('loyal')).first().hover()
      const opacity = (id: string): Promise<string> => page.locator(group(id)).first().evaluate((node: { style: { opacity: string } }) => node.style.opacity)
      const lit = [await opacity('satisfied>loyal'), await opacity('satisfied>disappointed')]
      await page.locator(group('loyal')).first().click()
      return { lit, pressed: await page.locator('#ladder-quarter [aria-pressed=true]').getAttribute('aria-label') }
    })
    expect(seen).toEqual({ lit: ['1', '0.14'], pressed: 'Loyal: 12,750 customers (+270)' })
  })
})

/** In the page: texts that need more room than their picture has, by more than a px. */
const OUTSIDE = `[...document.querySelectorAll('main svg[role=img]')].flatMap((svg) => {
  const frame = svg.getBoundingClientRect()
  return [...svg.querySelectorAll('text')].filter((text) => { const box = text.getBoundingClientRect(); return box.width > 0 && (box.left < frame.left - 1 || box.right > frame.right + 1) }).map((text) => text.textContent)
})`
