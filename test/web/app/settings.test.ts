import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { workOnce } from '#actions/house/jobs/work.ts'
import { readMap } from '#actions/map/read-map.ts'
import { appInBrowser, inspect, LOOKS, NEEDS_BROWSER } from '#test/setup/browser.ts'

const OK = { violations: [], wider: 0 }
const PARTS = ['company', 'units', 'promises', 'staff', 'policy?set=heart_positive%3D0.2', 'people', 'keys', 'audit', 'erase', 'me']

describe.skipIf(NEEDS_BROWSER.skip)(`the settings on screen${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser()
  const button = (page: Page, name: string | RegExp): ReturnType<Page['getByRole']> => page.getByRole('button', { name, exact: typeof name === 'string' })
  const toast = (page: Page): Promise<string> => page.getByRole('alertdialog').filter({ has: page.getByRole('button', { name: 'Close' }) }).first().innerText()

  describe.each(LOOKS)('in $language at $width px, $theme', (look) => {
    test.each(['', ...PARTS.map((part) => `/${part}`)])('axe finds nothing at /settings%s, and nothing runs out of the page', async (part) => {
      expect(await app.look(`/settings${part}`, look, (page) => inspect(page))).toEqual(OK)
    })
  })

  test('axe finds nothing in the windows that open, dark and on a phone', async () => {
    const opened = { units: 'Add a unit', promises: 'Add a promise', staff: 'Add somebody', people: 'Invite somebody', keys: 'Make a key' }
    for (const [part, name] of Object.entries(opened)) {
      const found = await app.look(`/settings/${part}`, { width: 390, theme: 'dark' }, async (page) => {
        await button(page, name).click()
        await page.getByRole('alertdialog').waitFor()
        return inspect(page)
      })
      expect([part, found]).toEqual([part, OK])
    }
  }, 60_000)

  test('what a role may not do is not there: the counter finds their account alone, the analyst reads and cannot apply', async () => {
    const counter = await app.look('/settings', { role: 'counter' }, async (page) => {
      await page.waitForURL('**/settings/me')
      return page.getByRole('navigation', { name: 'Settings' }).getByRole('link').allInnerTexts()
    })
    expect(counter).toEqual(['My account'])
    expect(await app.look('/settings/keys', { role: 'manager' }, (page) => page.getByRole('heading', { level: 1 }).innerText())).toBe('There is nothing here')
    await app.look('/settings/policy?set=heart_positive%3D0.2', { role: 'analyst' }, async (page) => {
      await page.getByText('would stand elsewhere').waitFor()
      expect([await button(page, 'Drop the changes').count(), await button(page, 'Apply …').count(), await page.getByRole('link', { name: 'People and roles' }).count()]).toEqual([1, 0, 0])
    })
  }, 60_000)

  test('a unit is moved by keyboard alone, it is said that it was saved, and the log says so in a sentence', async () => {
    await app.look('/settings/units', {}, async (page) => {
      await button(page, 'Change: Pärnu').focus()
      await page.keyboard.press('Enter')
      await page.getByRole('menuitem', { name: 'Rename or move' }).waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('alertdialog').waitFor()
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type('Pärnu, the beach shop')
      await page.keyboard.press('Tab')
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type('Finl')
      await page.getByRole('option', { name: 'Finland' }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Enter')
      await page.getByText('Saved. The change is in the audit log.').waitFor()
      const rows = await page.getByRole('main').getByRole('listitem').allInnerTexts()
      expect(rows.findIndex((row) => row.includes('the beach shop'))).toBeGreaterThan(rows.findIndex((row) => row.startsWith('Finland')))
      await page.getByRole('link', { name: 'Who changed what' }).click()
      await page.getByText('changed the unit Pärnu, the beach shop: name and what it belongs to').waitFor()
      expect(page.url()).toContain('/settings/audit?what=unit')
    })
  }, 60_000)

  test('a unit in which somebody stands is not removed, and it is said who', async () => {
    await app.look('/settings/units', {}, async (page) => {
      await button(page, 'Change: Tartu').click()
      await page.getByRole('menuitem', { name: 'Rename or move' }).click()
      await button(page, 'Remove').click()
      expect(await page.getByRole('alert').innerText()).toMatch(/^Tartu cannot be removed: \d+ customers? stands? there\./)
    })
  })

  test('somebody is invited by a link that is shown once and works; the last owner cannot be shut out', async () => {
    const link = await app.look('/settings/people', {}, async (page) => {
      await button(page, 'Change: The owner').click()
      await page.getByRole('menuitem', { name: 'Shut the account' }).click()
      await page.getByRole('alertdialog').getByRole('button', { name: 'Shut the account' }).click()
      await page.getByText('This is the last owner who can get in.').waitFor()
      await page.keyboard.press('Escape')
      await button(page, 'Invite somebody').click()
      await page.getByLabel('E-mail address').fill('new@troth.example')
      await page.getByRole('alertdialog').getByText('Manager of units').click()
      await page.getByRole('alertdialog').getByText('Helsinki Kruununhaka').click()
      await button(page, 'Make the link').click()
      const shown = await page.getByRole('alertdialog', { name: 'new@troth.example is invited' }).locator('code').innerText()
      await button(page, 'Done').click()
      await page.getByText('new@troth.example').waitFor()
      expect(await page.getByText(shown).count()).toBe(0)
      return shown
    })
    expect(link).toContain(`${app.url()}/begin?link=`)
    expect((await app.served().app.inject({ method: 'GET', url: new URL(link).pathname + new URL(link).search })).body).toContain('new@troth.example')
  }, 60_000)

  test('what is not saved is not left behind unasked', async () => {
    await app.look('/settings/me', {}, async (page) => {
      await page.getByLabel('Your name').fill('Somebody else')
      await page.getByRole('link', { name: 'Promises' }).click()
      await page.getByRole('alertdialog', { name: 'You have not saved' }).waitFor()
      await button(page, 'Cancel').click()
      expect([new URL(page.url()).pathname, await page.getByLabel('Your name').inputValue()]).toEqual(['/settings/me', 'Somebody else'])
      await page.getByRole('link', { name: 'Promises' }).click()
      await button(page, 'Leave without saving').click()
      await page.waitForURL('**/settings/promises')
    })
  })

  describe('a change of the policy', () => {
    let before: number
    beforeAll(async () => {
      before = await loyalNow()
    })
    const loyalNow = async (): Promise<number> => {
      const map = await readMap(app.served().ctx, {})
      return map.ok ? (map.value.states.find(({ state }) => state === 'loyal')?.now ?? 0) : NaN
    }

    test('is tried by keyboard beside the slider, applied with a reason, told in the background, and taken back', async () => {
      await app.look('/settings/policy', {}, async (page) => {
        await page.getByRole('slider', { name: 'A heart from this on is positive: the way to loyal.' }).focus()
        const tried = page.waitForResponse((answer) => answer.url().endsWith('/v1/policy/try') && answer.request().postData()?.includes('0.18') === true)
        for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowLeft')
        await page.waitForURL('**/settings/policy?set=heart_positive%3D0.18')
        await tried
        await page.locator('[aria-live][aria-busy=false]').getByText('would stand elsewhere').waitFor()
        const would = await page.getByRole('table', { name: 'How many stand in each state now, and would then' }).getByRole('row', { name: /^Loyal/ }).getByRole('cell').nth(1).innerText()
        await button(page, 'Apply …').click()
        await page.getByLabel('Why').last().fill('our customers are shy')
        await page.keyboard.press('Tab')
        await page.getByRole('alertdialog').getByRole('button', { name: 'Apply …' }).press('Enter')
        await page.getByText('A new version is made').waitFor()
        await page.getByText('Telling the map under the new version').waitFor()
        expect(await loyalNow()).toBe(before)
        while (await workOnce(app.served().ctx, { signal: new AbortController().signal }));
        await page.getByText('The map is told under the new version.').waitFor()
        await page.getByText('Version 2 is in force').waitFor()
        expect(String(await loyalNow())).toBe(would.replaceAll(',', ''))
        await button(page, 'Go back to it: Version 1').click()
        await Promise.all([page.waitForResponse('**/v1/policy/back'), page.getByRole('alertdialog').getByRole('button', { name: 'Go back to it' }).click()])
        while (await workOnce(app.served().ctx, { signal: new AbortController().signal }));
        await page.getByText('Version 3 is in force').waitFor()
        expect(await loyalNow()).toBe(before)
      })
    }, 60_000)

    test('that would not hang together is refused where the setting stands', async () => {
      await app.look('/settings/policy?set=heart_high%3D0.1', {}, async (page) => {
        await page.getByText('heart_high would be 0.1, and heart_positive').first().waitFor()
        expect(await button(page, 'Apply …').isDisabled()).toBe(true)
      })
    })
  })

  test('a customer is erased once their key is typed again, and a receipt says what was done', async () => {
    const { rows } = await app.served().ctx.pool.query<{ key: string }>('select key from customer order by key limit 1')
    const key = rows[0]?.key ?? ''
    await app.look('/settings/erase', {}, async (page) => {
      await page.getByLabel('Key of the customer').fill(key)
      await page.keyboard.press('Enter')
      await page.getByText('This will be gone, for good:').waitFor()
      expect(await button(page, 'Erase for good').isDisabled()).toBe(true)
      await page.getByLabel(`Type “${key}” to confirm`).fill(key)
      await button(page, 'Erase for good').click()
      await page.getByRole('heading', { name: 'Erased', exact: true }).waitFor()
      expect(await inspect(page)).toEqual(OK)
    })
    expect((await app.served().ctx.pool.query('select from customer where key = $1', [key])).rowCount).toBe(0)
  })

  test('the log is saved as a file, whose first line names its columns', async () => {
    await app.look('/settings/audit', {}, async (page) => {
      const [file] = await Promise.all([page.waitForEvent('download'), button(page, 'Export CSV').click()])
      const chunks = []
      for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
      const lines = Buffer.concat(chunks).toString('utf8').split('\r\n')
      expect([file.suggestedFilename(), lines[0], lines.length > 5]).toEqual(['audit-log.csv', '\uFEFFat,who,actor,did,what,subject,detail', true])
      expect(await toast(page)).toContain('saved')
    })
  })
})
