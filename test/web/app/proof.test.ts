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

  test('it is for those who may read the settings; others are not led there, and are refused', async () => {
    const seen = await app.look('/map', { role: 'manager' }, async (page) => ({ led: await page.getByRole('link', { name: 'Proof' }).count(), status: await page.evaluate<number>(`fetch('/v1/proof').then((answer) => answer.status)`) }))
    expect(seen).toEqual({ led: 0, status: 403 })
  })
})
