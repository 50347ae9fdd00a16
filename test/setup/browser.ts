import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { beginSession, signOut } from '#actions/house/access/check-session.ts'
import { signIn } from '#actions/house/access/sign-in.ts'
import { lookAtLink, useLink } from '#actions/house/access/use-link.ts'
import { loadSample } from '#actions/house/load-sample.ts'
import type { Language } from '#core/history/kinds.ts'
import { playSample } from '#sample/play.ts'
import type { Role } from '#contract/house/access.ts'
import { withTransaction } from '#store/pool.ts'
import { doorPages } from '#web/door/pages.ts'
import { STYLE_PATH } from '#web/frame.ts'
import { appPages } from '#web/shell.ts'
import { peopleOf } from '#test/api/callers.ts'
import { serve, type Served } from '#test/api/served.ts'
import { builtApp } from './app.ts'
import { testDatabase } from './database.ts'

const CHROMIUM = spawnSync('sh', ['-c', 'command -v chromium']).stdout?.toString().trim() ?? ''
/** What a suite that needs a browser is called, and whether it is left out. */
export const NEEDS_BROWSER = { skip: CHROMIUM === '', note: CHROMIUM === '' ? ' (skipped: no chromium; bin/chromium.sh installs it)' : '' }

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Without these it looks for its maker's servers, which a closed network lets time out one by one. */
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** How somebody looks at a page. */
export interface Look {
  /** As whom; null for somebody who is not signed in. */
  readonly role?: Role | null
  readonly width?: number
  readonly theme?: 'light' | 'dark'
  readonly language?: Language
}

export interface Inspected {
  /** What axe finds against WCAG 2.2 AA. */
  readonly violations: readonly string[]
  /** By how many px the page is wider than the window. */
  readonly wider: number
}

/**
 * Looks at a page with axe, all of it but what React Aria reads out: that names a button by reference for some seconds, also when it is gone.
 * @param against WCAG alone, or good practice too
 */
export async function inspect(page: Page, against: 'wcag' | 'all' = 'all'): Promise<Inspected> {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate<AxeResults>(`axe.run({ exclude: [['[data-live-announcer]']] }, { runOnly: ${JSON.stringify(against === 'all' ? [...WCAG, 'best-practice'] : WCAG)} })`)
  const wider = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  return { violations: violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target.join(' ')).join(', ')}`), wider }
}

/** Every look at a screen that has to be right: two languages, two widths, two themes. */
export const LOOKS = (['en', 'ja'] as const).flatMap((language) => [1440, 390].flatMap((width) => (['light', 'dark'] as const).map((theme) => ({ language, width, theme }))))

/** The product in a browser: a server over a database of its own with a small sample company, and somebody of each role. */
export interface AppInBrowser {
  readonly served: () => Served
  readonly url: () => string
  /** Opens a page as somebody who is signed in, hands it to `seen`, and holds that nothing was asked of anybody else and nothing was complained of. */
  look<T>(path: string, look: Look, seen: (page: Page) => Promise<T>): Promise<T>
}

/** The style of the pages at the door, as the server puts it together. */
export const doorStyle = (): string => ['tokens.css', 'door/style.css'].map((file) => readFileSync(new URL(`../../src/web/${file}`, import.meta.url), 'utf8')).join('\n')

/** What goes wrong in a page that is looked at: requests to others, and what the browser complains of. */
function watch(page: Page, url: string): readonly string[] {
  const wrong: string[] = []
  page.on('request', (request) => /^(data|blob):/.test(request.url()) || request.url().startsWith(url) || wrong.push(`asked ${request.url()}`))
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !/status of 4\d\d/.test(message.text()) && wrong.push(message.text()))
  page.on('pageerror', (error) => wrong.push(error.stack ?? error.message))
  return wrong
}

/**
 * Sets the product up for the tests of a file. Call it at the top of a suite.
 * @param sample how many customers the sample company has; 0 for an empty house
 * @param years how long its history is
 * @param accounts whether there is somebody of each role; without them nobody has an account yet
 */
export async function appInBrowser({ sample = 400, years = 2, end = Date.UTC(2026, 0, 1), accounts = true } = {}): Promise<AppInBrowser> {
  vi.setConfig({ testTimeout: 60_000 }) // a browser shares the machine with servers and databases
  const { pool } = await testDatabase()
  const found: { served?: Served; browser?: Browser; url: string; people?: Readonly<Record<Role, string>> } = { url: '' }
  beforeAll(async () => {
    const app = builtApp()
    const pages = { ...appPages(() => app), ...doorPages({ signIn, signOut, lookAtLink, useLink }), [STYLE_PATH]: async () => ({ body: doorStyle(), type: 'text/css' as const, language: null }) }
    const served = (found.served = await serve(pool, end, { pages, app }))
    if (sample > 0) await loadSample(served.ctx, playSample({ customers: sample, years, seed: 5, end }), { customers: sample })
    const { rows } = await pool.query<{ unit: string }>('select unit from standing where unit is not null group by unit order by count(*) desc limit 1')
    if (accounts) found.people = await peopleOf(served.ctx, rows[0]?.unit ?? 'north')
    found.url = await served.app.listen({ host: '127.0.0.1', port: 0 })
    found.browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET })
  }, 120_000)
  afterAll(async () => {
    await found.browser?.close()
    await found.served?.app.close()
  })
  return { served: () => found.served as Served, url: () => found.url, look: (path, look, seen) => lookAt(found as Ready, path, look, seen) }
}

interface Ready {
  readonly served: Served
  readonly browser: Browser
  readonly url: string
  readonly people?: Readonly<Record<Role, string>>
}

async function lookAt<T>({ served: { ctx }, browser, url, people }: Ready, path: string, { role = 'owner', width = 1440, theme = 'light', language = 'en' }: Look, seen: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme, locale: language, reducedMotion: 'reduce' })
  try {
    const account = role === null ? undefined : people?.[role]
    if (account !== undefined) {
      const { token } = await withTransaction(ctx.pool, (db) => beginSession(ctx, db, account))
      await context.addCookies([{ name: 'troth_session', value: token, url }])
    }
    const page = await context.newPage()
    const wrong = watch(page, url)
    await page.goto(`${url}${path}`)
    await page.waitForLoadState('networkidle')
    const value = await seen(page)
    expect(wrong).toEqual([])
    return value
  } finally {
    await context.close()
  }
}
