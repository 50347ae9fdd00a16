import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { makeOwnerLink } from '#actions/house/access/make-link.ts'
import { appInBrowser, inspect, NEEDS_BROWSER } from '#test/setup/browser.ts'

const OK = { violations: [], wider: 0 }
const HAS_CURL = spawnSync('sh', ['-c', 'command -v curl']).status === 0

describe.skipIf(NEEDS_BROWSER.skip)(`the first run on screen${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser()

  test.each([{ language: 'en', width: 1440, theme: 'light' }, { language: 'et', width: 390, theme: 'dark' }, { language: 'ja', width: 390, theme: 'light' }] as const)('three doors, in $language at $width px, $theme: axe finds nothing', async (look) => {
    expect(await app.look('/welcome', look, async (page) => ({ ...(await inspect(page)), doors: await page.getByRole('main').getByRole('link').count() }))).toEqual({ ...OK, doors: 3 })
    expect(await app.look('/welcome?door=connect', look, (page) => inspect(page))).toEqual(OK)
  })

  test('whoever is no owner is led on', async () => {
    expect(await app.look('/welcome', { role: 'analyst' }, (page) => page.getByText('An owner sets this house up.').count())).toBe(1)
  })

  test('from the owner’s link through the third door: the sample goes, the company says who it is, a key is made, and the line it comes with brings the first fact', async () => {
    const { path } = await makeOwnerLink(app.served().ctx)
    await app.look(path, { role: 'analyst' }, async (page) => {
      await page.getByLabel('Your name').fill('Mari')
      await page.getByLabel('E-mail address').fill('mari@troth.example')
      await page.getByLabel('New password').fill('a heron on the quay')
      await page.getByRole('button', { name: 'Begin' }).click()
      await page.getByRole('heading', { name: 'Welcome, Mari' }).waitFor()
      await page.getByRole('link', { name: /Connect a system/ }).press('Enter')
      await page.getByRole('button', { name: 'Clear the sample company' }).press('Enter')
      const clearing = page.getByRole('alertdialog')
      expect(await clearing.getByRole('button', { name: 'Clear it' }).isDisabled()).toBe(true)
      await page.keyboard.type('Harbour & Hay')
      await clearing.getByRole('button', { name: 'Clear it' }).press('Enter')
      await page.getByLabel('Name of the company').fill('Heron & Quay')
      expect(await inspect(page)).toEqual(OK)
      await page.getByRole('button', { name: 'Go on' }).click()
      await page.getByRole('button', { name: 'Make a key' }).click()
      await page.getByText('Waiting for your first fact …').waitFor()
      expect(await inspect(page)).toEqual(OK)
      const line = await page.locator('pre code').innerText()
      expect(line).toContain(`curl '${app.url()}/v1/facts'`)
      if (HAS_CURL) expect(JSON.parse((await promisify(execFile)('sh', ['-c', `${line} -s`], { timeout: 10_000 })).stdout)).toMatchObject({ taken: 1, refused: 0 })
      else await page.request.post(`${app.url()}/v1/facts`, { headers: { authorization: /Bearer \S+(?=')/.exec(line)?.[0] ?? '' }, data: JSON.parse(/\{"kind".*\}/.exec(line)?.[0] ?? '{}') as object })
      await page.getByText('Your first fact is here').waitFor()
      expect(await inspect(page)).toEqual(OK)
      await page.getByRole('link', { name: 'See first-customer' }).click()
      await page.waitForURL('**/customers/first-customer')
      expect(await page.getByText('Heron & Quay').first().innerText()).toBe('Heron & Quay')
    })
  }, 60_000)
})
