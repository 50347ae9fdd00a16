import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { LANGUAGES } from '#core/history/kinds.ts'
import { appInBrowser, inspect, LOOKS, NEEDS_BROWSER } from '#test/setup/browser.ts'
import { widthOf } from '#web/charts/text.ts'

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
    // Thirty charts on one page: axe takes its time, and more of it on a busy machine.
  }, 60_000)

  test.each(LANGUAGES)('in %s no text of a chart is wider than it was laid out for', async (language) => {
    const texts = await app.look('/gallery', { language }, async (page) => {
      await page.waitForSelector('#ratios svg')
      await page.evaluate('document.fonts.ready')
      return page.evaluate<readonly (readonly [text: string, size: number, width: number])[]>(TEXTS)
    })
    expect(texts.length).toBeGreaterThan(300)
    // Half a px a text is what hinting may add.
    expect(texts.filter(([text, size, width]) => width > widthOf(text, size) + 0.5)).toEqual([])
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

/** In the page: every text of a chart, its size, and how wide it really is. */
const TEXTS = `[...document.querySelectorAll('main svg[role=img] text')].map((text) => [text.textContent, Number(text.getAttribute('font-size')), text.getComputedTextLength()])`
