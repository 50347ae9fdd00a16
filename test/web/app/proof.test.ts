import { describe, expect, test } from 'vitest'
import { seeThrough } from '#actions/house/jobs/see-through.ts'
import { appInBrowser, inspect, LOOKS, NEEDS_BROWSER } from '#test/setup/browser.ts'

const OK = { violations: [], wider: 0 }

describe.skipIf(NEEDS_BROWSER.skip)(`the proof of the map${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser({ sample: 700 })

  test('before the first it says what it takes; whoever asks for one sees it when it is made, without doing anything', async () => {
    const seen = await app.look('/proof', {}, async (page) => {
      const before = await inspect(page)
      const [asked] = await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), page.getByRole('button', { name: 'Hold it against the data' }).click()])
      await page.getByRole('button', { name: 'Being proven' }).waitFor()
      // The very one that was asked for: while one runs, asking makes another.
      const { id } = (await asked.json()) as { id: number }
      await seeThrough(app.served().ctx, id, { signal: new AbortController().signal, onProgress: () => undefined })
      await page.getByRole('heading', { name: 'What the map claims' }).waitFor()
      return { before, verdicts: await page.locator('section:has(h2:text("What the map claims")) li').count() }
    })
    expect(seen.before).toEqual(OK)
    expect(seen.verdicts).toBeGreaterThan(10)
  })

  test.each(LOOKS)('in $language at $width px, $theme: axe finds nothing, and nothing runs out of the page', async (look) => {
    expect(await app.look('/proof', look, async (page) => {
      await page.waitForSelector('main svg[role=img]')
      return inspect(page)
    })).toEqual(OK)
  })

  test('how contracts run is told; the model by unit and by year of joining is read when it is opened', async () => {
    const seen = await app.look('/proof', {}, async (page) => {
      const asks: string[] = []
      page.on('request', (request) => request.url().includes('/v1/model/groups') && asks.push(new URL(request.url()).search))
      await page.getByRole('heading', { name: 'Contracts' }).waitFor()
      const contracts = await page.getByText(/^A term lasts 365 days as a rule/).count()
      const before = asks.length
      await page.getByText('Does it hold for everybody?').click()
      const table = page.getByRole('table', { name: 'Does it hold for everybody?' })
      await table.getByText('Tartu').waitFor()
      const units = await inspect(page)
      await page.getByRole('radio', { name: 'By year of joining' }).click()
      await table.getByText(/^20\d\d$/).first().waitFor()
      return { contracts, before, asks, units, years: await table.getByText(/^20\d\d$/).count() }
    })
    expect(seen).toMatchObject({ contracts: 1, before: 0, asks: ['?by=unit', '?by=cohort'], units: OK })
    expect(seen.years).toBeGreaterThan(1)
  })

  test('it is for those who may read the settings; others are not led there, and are refused', async () => {
    const seen = await app.look('/map', { role: 'manager' }, async (page) => ({ led: await page.getByRole('link', { name: 'Proof' }).count(), status: await page.evaluate<number>(`fetch('/v1/proof').then((answer) => answer.status)`) }))
    expect(seen).toEqual({ led: 0, status: 403 })
  })
})
