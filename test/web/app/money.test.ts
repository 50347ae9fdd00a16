import { describe, expect, test } from 'vitest'
import { readCostRows } from '#store/money/costs.ts'
import { appInBrowser, inspect, LOOKS, NEEDS_BROWSER } from '#test/setup/browser.ts'

const OK = { violations: [], wider: 0 }

describe.skipIf(NEEDS_BROWSER.skip)(`what customers pay${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser({ sample: 500, years: 3 })

  test.each(LOOKS)('in $language at $width px, $theme: axe finds nothing, and nothing runs out of the page', async (look) => {
    expect(await app.look('/money', look, async (page) => {
      await page.waitForSelector('main table tbody tr')
      await page.waitForSelector('main svg[role=img]')
      await page.locator('main table').nth(3).waitFor()
      return inspect(page)
    })).toEqual(OK)
  })

  test('the picture says every step in words', async () => {
    const seen = await app.look('/money', {}, async (page) => {
      const picture = page.getByRole('img', { name: /Paid the year before: €/ })
      await picture.waitFor()
      return { steps: await picture.getAttribute('aria-label'), lead: await page.locator('main header').innerText() }
    })
    expect(seen.steps).toMatch(/Customers lost: −€[\d,]+ · n = \d+.*New, sent by others: \+€[\d,]+.*and Paid in the last year: €[\d,]+$/)
    expect(seen.lead).toMatch(/Earned growth lies between −?\d+% and −?\d+%/)
  })

  test('winning stands against keeping; a file of costs is taken out and brought in again, and what is missing is said', async () => {
    const spent = await readCostRows(app.served().ctx.pool, '1970-01-01', '2100-01-01')
    const text = `purpose,channel,from,to,amount\n${spent.map((row) => [row.purpose, row.channel, row.from, row.to, row.amount / 100].join(',')).join('\n')}\n`
    const seen = await app.look('/money', {}, async (page) => {
      const bars = page.getByRole('img', { name: /Keeping one, a year/ })
      await bars.waitFor()
      const before = { finding: await page.getByText(/^Winning a customer costs €[\d.]+, keeping one for a year €[\d.]+: [\d.]+ times as much/).count(), bars: await bars.getAttribute('aria-label') }
      await page.getByRole('button', { name: 'Take out costs.csv' }).click()
      await page.getByRole('alertdialog').getByRole('button', { name: 'Take out' }).click()
      await page.getByText('bring in what was spent', { exact: false }).waitFor()
      const none = await inspect(page)
      const bring = async (file: string): Promise<void> => {
        const chooser = page.waitForEvent('filechooser')
        await page.getByRole('button', { name: 'Bring in costs' }).click()
        await (await chooser).setFiles({ name: 'spend.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
      }
      await bring('purpose,channel,month,amount,currency\nwin,search,2026-01,10,USD\n')
      await page.getByText('Line 2 is in USD').waitFor()
      await bring(text)
      await page.getByRole('button', { name: 'Take out spend.csv' }).waitFor()
      await bars.waitFor()
      return { ...before, none }
    })
    expect(seen).toMatchObject({ finding: 1, none: OK })
    expect(seen.bars).toMatch(/search.*€14\.50/)
  })

  test('it is for those who may read the settings; others are not led there, and are refused', async () => {
    const seen = await app.look('/map', { role: 'manager' }, async (page) => ({ led: await page.getByRole('link', { name: 'Money' }).count(), status: await page.evaluate<number>(`fetch('/v1/money').then((answer) => answer.status)`) }))
    expect(seen).toEqual({ led: 0, status: 403 })
  })
})
