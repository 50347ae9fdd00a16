import { describe, expect, test } from 'vitest'
import { appInBrowser, inspect, LOOKS, NEEDS_BROWSER } from '#test/setup/browser.ts'

const OK = { violations: [], wider: 0 }

describe.skipIf(NEEDS_BROWSER.skip)(`what customers say${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser({ sample: 800, years: 2 })

  test.each(LOOKS)('in $language at $width px, $theme: axe finds nothing, and nothing runs out of the page', async (look) => {
    expect(await app.look('/answers?period=year', look, async (page) => {
      await page.waitForFunction(`document.querySelectorAll('main svg[role=img]').length >= 4`)
      return inspect(page)
    })).toEqual(OK)
  })

  test('the sentence, the score and the pictures say the same, and one question leads to another by keyboard', async () => {
    const seen = await app.look('/answers?period=year', {}, async (page) => {
      const lead = page.locator('main header')
      await lead.getByText(/would surely recommend you/).waitFor()
      const columns = await page.getByRole('img', { name: /10: [\d,]+ answers?$/ }).getAttribute('aria-label')
      const said = await lead.innerText()
      await page.getByRole('button', { name: /^Question/ }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('menuitemradio', { name: /^Are satisfied · [\d,]+$/ }).focus()
      await page.keyboard.press('Enter')
      await lead.getByText(/“Are satisfied”: of/).waitFor()
      return { said, columns, url: page.url(), scale: await page.getByText(/from 1 \(not at all\) to 5 \(wholly\)/).count() }
    })
    const counts = [...(seen.columns ?? '').matchAll(/(\d+): ([\d,]+) answers?/g)].map(([, value, n]) => [Number(value), Number(n?.replaceAll(',', ''))] as const)
    const n = counts.reduce((sum, [, count]) => sum + count, 0)
    const high = counts.reduce((sum, [value, count]) => (value >= 9 ? sum + count : sum), 0)
    expect(counts.map(([value]) => value)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(seen.said).toContain(`Of ${n.toLocaleString('en')} customers who answered, ${Math.round((100 * high) / n)}% would surely recommend you`)
    expect([new URL(seen.url).searchParams.get('question'), seen.scale]).toEqual(['satisfaction', 1])
  })

  test('a unit that is clicked is looked at alone; where nobody answered it says so', async () => {
    const seen = await app.look('/answers?period=year', {}, async (page) => {
      const unit = page.getByRole('toolbar', { name: 'Marks of the chart' }).getByRole('button').first()
      await unit.focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(/unit=/)
      const filtered = await page.getByRole('button', { name: /^Change:/ }).count()
      await page.goto(page.url().replace(/\?.*/, '?from=2001-01-01&to=2001-02-01'))
      await page.getByText('Nobody answered this in this time').waitFor()
      return filtered
    })
    expect(seen).toBe(1)
  })
})
