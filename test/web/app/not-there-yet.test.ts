import type { Page, Route } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { appInBrowser, inspect, NEEDS_BROWSER } from '#test/setup/browser.ts'
import { saidDay, typeDay } from './days.ts'

/** The script of menus. */
const MENU = /\/assets\/Open\w*Menu\w*-[^/]+\.js$/

interface Held {
  /** Lets come what was asked for, and all that is asked for from now on. */
  readonly release: () => Promise<void>
  /** Lets what was asked for fail, and all that is from now on. */
  readonly fail: () => Promise<void>
}

/** Shows a page on which some of what it asks for does not come yet. */
async function held<T>(page: Page, url: string, what: RegExp, act: (held: Held) => Promise<T>): Promise<T> {
  const waiting: Route[] = []
  let ended: ((route: Route) => Promise<void>) | null = null
  await page.route(what, async (route) => (ended === null ? void waiting.push(route) : ended(route)))
  const end = async (how: (route: Route) => Promise<void>): Promise<void> => {
    ended = how
    await Promise.all(waiting.splice(0).map(how))
  }
  try {
    await page.goto(url)
    return await act({ release: () => end((route) => route.continue()), fail: () => end((route) => route.abort()) })
  } finally {
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  }
}

describe.skipIf(NEEDS_BROWSER.skip)(`what is pressed before it is there${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser()
  const at = (path: string): string => `${app.url()}${path}`

  test.each(['click', 'Enter', ' ', 'ArrowDown'])('a menu asked for by "%s" opens when it is there, under the same button, and gives the focus back', async (how) => {
    const seen = await app.look('/settings/me', {}, (page) => held(page, at('/map'), MENU, async ({ release }) => {
      const button = page.getByRole('button', { name: /Period/ })
      await button.waitFor()
      await page.evaluate('document.querySelector("main header button").setAttribute("data-same", "")')
      const told = [await button.getAttribute('aria-haspopup'), await button.getAttribute('aria-expanded')]
      await (how === 'click' ? button.click() : button.press(how))
      const asked = [await button.getAttribute('aria-expanded'), await page.locator('[role=menu]').count()]
      await release()
      await page.waitForSelector('[role=menu]:focus-within')
      await page.keyboard.press('Escape')
      await page.locator('[role=menu]').waitFor({ state: 'detached' })
      await page.waitForSelector('[data-same]:focus')
      return { told, asked, closed: await button.getAttribute('aria-expanded') }
    }))
    expect(seen).toEqual({ told: ['menu', 'false'], asked: ['true', 0], closed: 'false' })
  })

  test.each([['of a customer', '/customers/', 'main header'], ['of what happened', '/customers/', 'main section'], ['of a unit', '/settings/units', 'main'], ['of who is signed in', '/settings/me', 'aside']])('so does a menu %s', async (_, path, place) => {
    const { rows } = await app.served().ctx.pool.query<{ key: string }>('select key from customer order by key limit 1')
    const entries = await app.look('/settings/me', {}, (page) => held(page, at(path.endsWith('s/') ? `${path}${rows[0]?.key}` : path), MENU, async ({ release }) => {
      await page.locator(`${place} button[aria-haspopup=menu]:enabled`).first().click()
      await release()
      await page.waitForSelector('[role=menu]:focus-within')
      return page.locator('[role=menu] > *').count()
    }))
    expect(entries).toBeGreaterThan(1)
  })

  test('who went elsewhere meanwhile, or changed their mind, is not called back', async () => {
    const seen = await app.look('/settings/me', {}, (page) => held(page, at('/map'), MENU, async ({ release }) => {
      const period = page.getByRole('button', { name: /Period/ })
      await period.press('ArrowDown')
      const asked = await period.getAttribute('aria-expanded')
      await page.keyboard.press('Escape')
      const escaped = await period.getAttribute('aria-expanded')
      await period.click()
      await page.keyboard.press('Tab')
      const left = await period.getAttribute('aria-expanded')
      await page.getByRole('button', { name: 'Compare' }).click()
      await release()
      await page.locator('[role=menu]').waitFor()
      return { asked, escaped, left, open: await page.getByRole('menu').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))) }
    }))
    expect(seen).toEqual({ asked: 'true', escaped: 'false', left: 'false', open: ['Compare'] })
  })

  test('where it cannot be fetched that is said, nothing else is lost, and pressing again tries again', async () => {
    const seen = await app.look('/settings/me', { complaints: /net::ERR_FAILED/ }, async (page) => {
      const button = page.getByRole('button', { name: /Period/ })
      const said = page.getByText('This could not be shown. Try again.')
      await held(page, at('/map'), MENU, async ({ fail }) => {
        await button.click()
        await fail()
        await said.waitFor()
        expect(await button.getAttribute('aria-expanded')).toBe('false')
      })
      await button.click()
      await page.getByRole('menu').waitFor()
      return page.getByRole('menuitemradio').count()
    })
    expect(seen).toBe(5)
  })

  test('own dates can be named before anybody knows which time is shown, and what was named stays', async () => {
    const seen = await app.look('/settings/me', {}, (page) => held(page, at('/map'), /\/v1\/map(\?|$)/, async ({ release }) => {
      await page.getByRole('button', { name: /Period/ }).click()
      await page.getByRole('menuitemradio', { name: /Own dates/ }).click()
      await typeDay(page, 'From', '01042025')
      const before = await saidDay(page, 'To')
      await release()
      await expect.poll(() => saidDay(page, 'To'), { timeout: 30_000 }).not.toBe(before)
      const after = await saidDay(page, 'From')
      await page.keyboard.press('Escape')
      await page.waitForSelector('[aria-haspopup=menu]:focus')
      return { before, after }
    }))
    expect(seen).toEqual({ before: 'dd/mm/yyyy', after: '01/04/2025' })
  })

  test('what is typed before the search is there is in it', async () => {
    const seen = await app.look('/settings/me', {}, (page) => held(page, at('/settings/me'), /\/assets\/Palette-[^/]+\.js$/, async ({ release }) => {
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.keyboard.press('Control+k')
      await page.keyboard.type('HHx')
      await page.keyboard.press('Backspace')
      await release()
      await page.waitForSelector('[role=dialog] input:focus')
      await page.keyboard.type('-00')
      return page.locator('[role=dialog] input').inputValue()
    }))
    expect(seen).toBe('HH-00')
  })

  test('two choices one after the other are two, however long the screen takes to show the first', async () => {
    const seen = await app.look('/map', {}, async (page) => {
      await page.getByRole('button', { name: 'Filter', exact: true }).click()
      await page.getByRole('option', { name: 'State', exact: true }).click()
      await page.getByRole('option', { name: 'Loyal' }).waitFor()
      await page.evaluate(`new Promise((done) => {
        const [one, other] = ['Loyal', 'Devoted'].map((name) => [...document.querySelectorAll('[role=option]')].find((option) => option.textContent === name))
        one.click()
        setTimeout(() => { other.click(); done() })
      })`)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^Change: / }).waitFor()
      return new URL(page.url()).searchParams.getAll('state').toSorted()
    })
    expect(seen).toEqual(['devoted', 'loyal'])
  })

  test('what can be chosen is shown when it is known, not before, so that nothing moves under the pointer', async () => {
    const seen = await app.look('/settings/me', {}, (page) => held(page, at('/customers'), /\/v1\/(choices|segments)/, async ({ release }) => {
      const options = page.locator('[role=option], [role=menuitem]')
      const counts: number[] = []
      await page.getByRole('button', { name: 'Filter', exact: true }).click()
      await page.locator('[role=dialog] [role=status]').waitFor()
      counts.push(await options.count())
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Segments' }).click()
      await page.locator('[role=dialog] [role=status]').waitFor()
      counts.push(await options.count())
      await release()
      await page.waitForSelector('[role=menu]:focus-within')
      return counts
    }))
    expect(seen).toEqual([0, 0])
  })

  test('a panel that cannot be fetched says so in its place, and comes when it is tried again; the rest of the page stands', async () => {
    const seen = await app.look('/settings/me', { complaints: /Failed to load|net::ERR/ }, (page) => held(page, at('/map'), /\/assets\/(Drivers|WorthOfStates)-[^/]+\.js$/, async ({ release, fail }) => {
      await page.getByRole('button', { name: 'Filter' }).waitFor()
      await fail()
      const notes = page.locator('main [role=alert]')
      await notes.nth(1).waitFor()
      const failed = { notes: await notes.count(), ladder: await page.locator('main svg[role=img]').count() > 0, clean: await inspect(page) }
      await release()
      for (const panel of ['Why they moved', null]) {
        await (panel === null ? notes : page.locator('section', { has: page.getByRole('heading', { name: panel }) }).getByRole('alert')).getByRole('button', { name: 'Try again' }).click()
        await expect.poll(() => notes.count()).toBe(panel === null ? 0 : 1)
      }
      await page.getByRole('heading', { name: 'What the states are worth' }).waitFor()
      return { ...failed, left: await notes.count() }
    }))
    expect(seen).toEqual({ notes: 2, ladder: true, clean: { violations: [], wider: 0 }, left: 0 })
  })

  test('a page of the settings that cannot be fetched says so in its place: the others are still there, and it comes when it is tried again', async () => {
    const seen = await app.look('/settings/me', { complaints: /Failed to load|net::ERR/ }, (page) => held(page, at('/settings/units'), /\/assets\/UnitsPart-[^/]+\.js$/, async ({ release, fail }) => {
      await page.getByRole('heading', { name: 'Units', level: 1 }).waitFor()
      await fail()
      await page.locator('main [role=alert]').waitFor()
      const others = await page.locator('main nav a').count()
      await page.locator('main nav').getByRole('link', { name: 'Audit log' }).click()
      await page.getByRole('heading', { name: 'Who did what' }).waitFor()
      await page.locator('main nav').getByRole('link', { name: 'Units' }).click()
      await release()
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('button', { name: 'Add a unit' }).waitFor()
      return { isMany: others > 5, left: await page.locator('main [role=alert]').count() }
    }))
    expect(seen).toEqual({ isMany: true, left: 0 })
  })

  test('of whom the map is, is said above it before the map is there', async () => {
    const seen = await app.look('/settings/me', { width: 390 }, (page) => held(page, at('/map?state=loyal&state=devoted'), /\/v1\/map\?/, async ({ release }) => {
      await page.getByRole('button', { name: 'Filter' }).waitFor()
      const said = await page.locator('main ul li').allInnerTexts()
      await release()
      return said
    }))
    expect(seen).toEqual([expect.stringMatching(/devoted or loyal|loyal or devoted/i)])
  })
})
