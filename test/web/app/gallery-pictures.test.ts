import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { appInBrowser, NEEDS_BROWSER } from '#test/setup/browser.ts'
import { differs, TAKE } from './pictures.ts'

const KNOWN = fileURLToPath(new URL('./pictures', import.meta.url))
const LOOKS = [{ width: 1440, theme: 'light' }, { width: 390, theme: 'dark' }] as const

describe.skipIf(NEEDS_BROWSER.skip)(`every chart of the gallery looks as it did when somebody looked at it${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser({ sample: 0 })

  test.each(LOOKS)('at $width px, $theme', async ({ width, theme }) => {
    const found = await app.look('/gallery', { width, theme }, async (page) => {
      await page.waitForSelector('#ratios svg')
      await page.evaluate('document.fonts.ready')
      const comparer = await page.context().newPage()
      const ids = await page.evaluate<readonly string[]>(`[...document.querySelectorAll('main [id]')].filter((one) => one.querySelector(':scope > section')).map((one) => one.id)`)
      const wrong: string[] = []
      for (const id of ids) {
        const said = await differs(comparer, page.locator(`#${id}`), `${KNOWN}/${id}-${width}-${theme}.webp`)
        if (said !== null) wrong.push(`${id} ${said}`)
      }
      return { ids, wrong }
    })
    expect(found.wrong).toEqual([])
    expect(found.ids.length).toBeGreaterThan(20)
    // A picture of what is no longer there is of no use.
    expect(readdirSync(KNOWN).filter((file) => file.endsWith(`-${width}-${theme}.webp`)).toSorted()).toEqual(found.ids.map((id) => `${id}-${width}-${theme}.webp`).toSorted())
  }, 120_000)

  test.skipIf(TAKE)('what looks different is told', async () => {
    const said = await app.look('/gallery', {}, async (page) => {
      await page.waitForSelector('#ratios svg')
      const [id] = await page.evaluate<readonly string[]>(`[...document.querySelectorAll('main [id]')].filter((one) => one.querySelector(':scope > section')).map((one) => one.id)`)
      await page.evaluate(`for (const one of document.querySelectorAll('#${id} svg :is(rect, path)')) one.remove()`)
      const comparer = await page.context().newPage()
      return [await differs(comparer, page.locator(`#${id}`), `${KNOWN}/${id}-1440-light.webp`), await differs(comparer, page.locator(`#${id}`), `${KNOWN}/never-taken.webp`)]
    })
    expect(said).toEqual([expect.stringMatching(/is different in \d+\.\d % of its points/), expect.stringContaining('has no picture yet')])
  })
})
