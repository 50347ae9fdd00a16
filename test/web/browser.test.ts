import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadSample } from '#actions/house/load-sample.ts'
import { signOut } from '#actions/house/access/check-session.ts'
import { makeOwnerLink } from '#actions/house/access/make-link.ts'
import { signIn } from '#actions/house/access/sign-in.ts'
import { lookAtLink, useLink } from '#actions/house/access/use-link.ts'
import { readMap } from '#actions/map/read-map.ts'
import { playSample } from '#sample/play.ts'
import { STYLE_PATH } from '#web/frame.ts'
import { doorPages } from '#web/door/pages.ts'
import { firstPage } from '#web/first-page/page.ts'
import { serve, type Served } from '#test/api/served.ts'
import { testDatabase } from '#test/setup/database.ts'

const CHROMIUM = spawnSync('sh', ['-c', 'command -v chromium']).stdout?.toString().trim() ?? ''
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Without these it looks for its maker's servers, which a closed network lets time out one by one. */
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const END = Date.UTC(2026, 0, 1)

/** What axe finds against WCAG 2.2 AA, and by how much the page is wider than the window. */
async function inspect(page: Page): Promise<{ violations: string[]; wider: number }> {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate<AxeResults>(`axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`)
  const wider = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  return { violations: violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target.join(' ')).join(', ')}`), wider }
}

describe.skipIf(CHROMIUM === '')(`the first page in a browser${CHROMIUM ? '' : ' (skipped: no chromium; bin/chromium.sh installs it)'}`, async () => {
  const { pool } = await testDatabase()
  let served: Served
  let browser: Browser
  let url = ''

  beforeAll(async () => {
    const style = readFileSync(new URL('../../src/web/first-page/style.css', import.meta.url), 'utf8')
    served = await serve(pool, END, { guests: true, pages: { '/': firstPage(readMap), ...doorPages({ signIn, signOut, lookAtLink, useLink }), [STYLE_PATH]: async () => ({ body: style, type: 'text/css', language: null }) } })
    await loadSample(served.ctx, playSample({ customers: 400, years: 2, seed: 5, end: END }), { customers: 400 })
    url = await served.app.listen({ host: '127.0.0.1', port: 0 })
    browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET })
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    await served.app.close()
  })

  async function look<T>(path: string, width: number, colorScheme: 'light' | 'dark', seen: (page: Page) => Promise<T>): Promise<T> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
    const elsewhere: string[] = []
    page.on('request', (request) => request.url().startsWith(url) || request.url().startsWith('data:') || elsewhere.push(request.url()))
    try {
      await page.goto(`${url}${path}`)
      const value = await seen(page)
      expect(elsewhere).toEqual([])
      return value
    } finally {
      await page.close()
    }
  }

  const looks = ['en', 'et', 'ja'].flatMap((lang) => [1440, 390].flatMap((width) => (['light', 'dark'] as const).map((scheme) => [lang, width, scheme] as const)))

  test.each(looks)('in %s at %i px, %s: axe finds nothing against WCAG 2.2 AA, and nothing runs out of the page', async (lang, width, scheme) => {
    const found = await look(`/?lang=${lang}&period=year`, width, scheme, inspect)
    expect(found).toEqual({ violations: [], wider: 0 })
  })

  test('the page of errors is styled though nothing inline is allowed but its own style, and axe finds nothing', async () => {
    const found = await look('/docs/errors', 390, 'dark', async (page) => {
      await page.evaluate(AXE)
      const { violations } = await page.evaluate<AxeResults>(`axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`)
      return { violations: violations.map((v) => v.id), width: await page.evaluate<string>('getComputedStyle(document.body).maxWidth') }
    })
    expect(found).toEqual({ violations: [], width: '672px' })
  })

  test.each([['en', 1440, 'light'], ['et', 390, 'dark'], ['ja', 390, 'light']] as const)('in %s at %i px, %s: the pages of the door are no worse, with what was wrong on them too', async (lang, width, scheme) => {
    const { path } = await makeOwnerLink(served.ctx)
    for (const at of [`/sign-in?lang=${lang}`, `${path}&lang=${lang}`, `/begin?link=none&lang=${lang}`]) {
      const found = await look(at, width, scheme, async (page) => {
        if (await page.$('#password')) {
          for (const [field, text] of [['name', 'Mari'], ['email', 'mari@troth.example'], ['password', 'mari']] as const) if (await page.$(`#${field}`)) await page.fill(`#${field}`, text)
          await Promise.all([page.waitForNavigation(), page.click('main button')])
          expect(await page.textContent('[role=alert]')).not.toBe('')
        }
        return inspect(page)
      })
      expect(found, at).toEqual({ violations: [], wider: 0 })
    }
    await served.ctx.pool.query('truncate attempt')
  })

  test('the first owner comes in by keyboard alone, sees the map, and goes out again', async () => {
    const { path } = await makeOwnerLink(served.ctx)
    const seen = await look(path, 1440, 'light', async (page) => {
      await page.focus('#name')
      for (const text of ['Mari', 'mari@troth.example', 'a heron on the quay']) {
        await page.keyboard.type(text)
        await page.keyboard.press('Tab')
      }
      await Promise.all([page.waitForURL(`${url}/`), page.keyboard.press('Enter')])
      const map = await page.textContent('.who span')
      const found = await inspect(page)
      await Promise.all([page.waitForNavigation(), page.click('.who button')])
      return { map, found, after: await page.textContent('h1') }
    })
    expect(seen).toEqual({ map: 'Mari', found: { violations: [], wider: 0 }, after: 'The map is kept in' })
    await served.ctx.pool.query('truncate account, account_unit, session, link')
  })

  test('by keyboard alone: the first stop skips to the map, and every link shows where one stands', async () => {
    const stops = await look('/', 1440, 'light', async (page) => {
      const seen: { name: string; outlined: boolean }[] = []
      for (let i = 0; i < 12; i++) {
        await page.keyboard.press('Tab')
        seen.push(await page.evaluate(`(() => { const e = document.activeElement; const s = getComputedStyle(e); return { name: e.textContent.trim(), outlined: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 } })()`))
      }
      return seen.filter(({ name }) => name.length < 40)
    })
    expect(stops[0]?.name).toBe('Skip to the map')
    expect(stops.slice(1, 7).map((stop) => stop.name)).toEqual(['English', 'Norsk', 'Svenska', 'Eesti', '日本語', '中文'])
    expect(stops.filter((stop) => !stop.outlined)).toEqual([])
  })
})
