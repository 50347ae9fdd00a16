import { describe, expect, test } from 'vitest'
import { appInBrowser, inspect, LOOKS, NEEDS_BROWSER } from '#test/setup/browser.ts'

const OK = { violations: [], wider: 0 }

describe.skipIf(NEEDS_BROWSER.skip)(`what customers pay${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser({ sample: 500, years: 3 })

  test.each(LOOKS)('in $language at $width px, $theme: axe finds nothing, and nothing runs out of the page', async (look) => {
    expect(await app.look('/money', look, async (page) => {
      await page.waitForSelector('main table tbody tr')
      await page.waitForSelector('main svg[role=img]')
      return inspect(page)
    })).toEqual(OK)
  })

  test('the picture says every step in words, and what is not known says how it will be', async () => {
    const seen = await app.look('/money', {}, async (page) => {
      const picture = page.getByRole('img', { name: /Paid the year before: €/ })
      await picture.waitFor()
      return { steps: await picture.getAttribute('aria-label'), win: await page.getByText('no costs have been brought in').count(), lead: await page.locator('main header').innerText() }
    })
    expect(seen.steps).toMatch(/Customers lost: −€[\d,]+ · n = \d+.*New, sent by others: \+€[\d,]+.*and Paid in the last year: €[\d,]+$/)
    expect(seen.win).toBe(1)
    expect(seen.lead).toMatch(/Earned growth lies between −?\d+% and −?\d+%/)
  })

  test('it is for those who may read the settings; others are not led there, and are refused', async () => {
    const seen = await app.look('/map', { role: 'manager' }, async (page) => ({ led: await page.getByRole('link', { name: 'Money' }).count(), status: await page.evaluate<number>(`fetch('/v1/money').then((answer) => answer.status)`) }))
    expect(seen).toEqual({ led: 0, status: 403 })
  })
})
