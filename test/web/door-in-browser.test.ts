import { describe, expect, test } from 'vitest'
import { makeOwnerLink } from '#actions/house/access/make-link.ts'
import { appInBrowser, inspect, NEEDS_BROWSER } from '#test/setup/browser.ts'

const OK = { violations: [], wider: 0 }

describe.skipIf(NEEDS_BROWSER.skip)(`the door in a browser${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser({ sample: 0 })

  test('the page of errors is styled though nothing inline is allowed but its own style, and axe finds nothing', async () => {
    const found = await app.look('/docs/errors', { width: 390, theme: 'dark' }, async (page) => ({ violations: (await inspect(page, 'wcag')).violations, width: await page.evaluate<string>('getComputedStyle(document.body).maxWidth') }))
    expect(found).toEqual({ violations: [], width: '672px' })
  })

  test.each([['en', 1440, 'light'], ['et', 390, 'dark'], ['ja', 390, 'light']] as const)('in %s at %i px, %s: axe finds nothing on its pages, with what was wrong on them too', async (language, width, theme) => {
    const { path } = await makeOwnerLink(app.served().ctx)
    for (const at of [`/sign-in?lang=${language}`, `${path}&lang=${language}`, `/begin?link=none&lang=${language}`]) {
      const found = await app.look(at, { width, theme, language }, async (page) => {
        if (await page.$('#password')) {
          for (const [field, text] of [['name', 'Mari'], ['email', 'mari@troth.example'], ['password', 'mari']] as const) if (await page.$(`#${field}`)) await page.fill(`#${field}`, text)
          await Promise.all([page.waitForNavigation(), page.click('main button')])
          expect(await page.textContent('[role=alert]')).not.toBe('')
        }
        return inspect(page)
      })
      expect(found, at).toEqual(OK)
    }
    await app.served().ctx.pool.query('truncate attempt')
  })
})
