import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOnly } from 'axe-core'
import { chromium, type Browser, type Page, type Request } from 'playwright-core'
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { beginSession, signOut } from '#actions/house/access/check-session.ts'
import { signIn } from '#actions/house/access/sign-in.ts'
import { lookAtLink, useLink } from '#actions/house/access/use-link.ts'
import type { Language } from '#core/history/kinds.ts'
import type { Role } from '#contract/house/access.ts'
import { withTransaction } from '#store/pool.ts'
import { doorPages } from '#web/door/pages.ts'
import { STYLE_PATH } from '#web/frame.ts'
import { appPages, facesOf } from '#web/shell.ts'
import { serve, type Served } from '#test/api/served.ts'
import { CHROMIUM, QUIET } from '../../build/chromium.ts'
import { builtApp } from './app.ts'
import { testDatabase } from './database.ts'
import { sampleTemplate } from './sample.ts'

/** What a suite that needs a browser is called, and whether it is left out. */
export const NEEDS_BROWSER = { skip: CHROMIUM === '', note: CHROMIUM === '' ? ' (skipped: no chromium; bin/chromium.sh installs it)' : '' }

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** How somebody looks at a page. */
export interface Look {
  /** As whom; null for somebody who is not signed in. */
  readonly role?: Role | null
  readonly width?: number
  readonly theme?: 'light' | 'dark'
  readonly language?: Language
  /** What the browser may complain of, where something is made to fail. */
  readonly complaints?: RegExp
}

export interface Inspected {
  /** What axe finds against WCAG 2.2 AA, in one theme or the other. */
  readonly violations: readonly string[]
  /** By how many px the page is wider than the window. */
  readonly wider: number
}

/** By how many px the page is wider than the window. */
export const widerOf = (page: Page): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/**
 * Looks at a page with axe, all of it but what React Aria reads out: that names a button by reference for some seconds, also when it is gone.
 * The page is looked at in both themes as it stands: nothing but colours differs between them, so that in the other one only what looks at colours is asked again.
 * @param against WCAG alone, or good practice too
 */
export async function inspect(page: Page, against: 'wcag' | 'all' = 'all'): Promise<Inspected> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(AXE)
  const violations = [...(await axe(page, { type: 'tag', values: against === 'all' ? [...WCAG, 'best-practice'] : WCAG })), ...(await inTheOtherTheme(page, () => axe(page, { type: 'rule', values: OF_COLOURS })))]
  return { violations, wider: await widerOf(page) }
}

/** The rules that may be kept in one theme and broken in the other. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

async function axe(page: Page, runOnly: RunOnly): Promise<string[]> {
  // Only what is wrong is told in full; nothing is fetched a second time.
  const { violations } = await page.evaluate<AxeResults>(`axe.run({ exclude: [['[data-live-announcer]']] }, ${JSON.stringify({ runOnly, resultTypes: ['violations'], preload: false })})`)
  return violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

async function inTheOtherTheme<T>(page: Page, look: () => Promise<T>): Promise<T> {
  const [isDark, before] = await page.evaluate<[boolean, string]>(`[matchMedia('(prefers-color-scheme: dark)').matches, ${GROUND}]`)
  await page.emulateMedia({ colorScheme: isDark ? 'light' : 'dark' })
  try {
    if ((await page.evaluate<string>(GROUND)) === before) throw new Error('this page has one theme')
    return await look()
  } finally {
    await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' })
  }
}

/** What it is written on, and with. */
const GROUND = '[document.documentElement, document.body].map((one) => getComputedStyle(one)).map(({ backgroundColor, color }) => backgroundColor + color).join()'

/** Every look at a screen that has to be right: two languages and two widths, each beginning in one theme; `inspect` looks at it in the other too. */
export const LOOKS = ([['en', 1440, 'light'], ['en', 390, 'dark'], ['ja', 1440, 'dark'], ['ja', 390, 'light']] as const).map(([language, width, theme]) => ({ language, width, theme }))

/** The product in a browser: a server over a database of its own with a small sample company, and somebody of each role. */
export interface AppInBrowser {
  readonly served: () => Served
  readonly url: () => string
  /** Opens a page as somebody who is signed in, hands it to `seen`, and holds that nothing was asked of anybody else and nothing was complained of. */
  look<T>(path: string, look: Look, seen: (page: Page) => Promise<T>): Promise<T>
}

/** The style of the pages at the door, as the server puts it together. */
export const doorStyle = (): string => ['tokens.css', 'door/style.css'].map((file) => readFileSync(new URL(`../../src/web/${file}`, import.meta.url), 'utf8')).join('\n')

/** What a page that is looked at asks for and has not yet, and what goes wrong in it: requests to others, and what the browser complains of. */
interface Watched {
  readonly open: ReadonlySet<Request>
  readonly wrong: readonly string[]
}

function watch(page: Page, url: string, complaints = /status of 4\d\d/): Watched {
  const open = new Set<Request>()
  const wrong: string[] = []
  page.on('request', (request) => {
    open.add(request)
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(url)) wrong.push(`asked ${request.url()}`)
  })
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !complaints.test(message.text()) && wrong.push(message.text()))
  page.on('pageerror', (error) => wrong.push(error.stack ?? error.message))
  return { open, wrong }
}

/** In the page, two frames on: what it shows as on its way. */
const ON_ITS_WAY = `new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() => tell(
  document.readyState !== 'complete' ? 'the page' : document.querySelector('#app:empty, [role=status].waiting, [aria-busy=true]')?.outerHTML.slice(0, 200) ?? ''))))`
/** How often in a row nothing may be open: what arrives is drawn, and what is drawn may ask for more. */
const STILL = 2
const SETTLED_WITHIN_MS = 30_000

/** Waits until a page has all that it asked for and has drawn it. (`networkidle` waits half a second more each time, and does not look at what is drawn.) */
async function settled(page: Page, { open }: Watched): Promise<void> {
  const end = Date.now() + SETTLED_WITHIN_MS
  for (let still = 0; still < STILL; ) {
    const waiting = await page.evaluate<string>(ON_ITS_WAY).catch(() => 'the page that it leads to')
    still = open.size === 0 && waiting === '' ? still + 1 : 0
    if (Date.now() > end) throw new Error(`still on its way at ${page.url()}: ${[waiting, ...[...open].map((one) => one.url())].join(', ')}`)
    if (open.size > 0) await new Promise((go) => setTimeout(go, 15))
  }
}

/**
 * Sets the product up for the tests of a file. Call it at the top of a suite.
 * @param sample how many customers the sample company has; 0 for an empty house
 * @param years how long its history is
 * @param accounts whether there is somebody of each role; without them nobody has an account yet
 */
export async function appInBrowser({ sample = 400, years = 2, end = Date.UTC(2026, 0, 1), accounts = true } = {}): Promise<AppInBrowser> {
  vi.setConfig({ testTimeout: 60_000 }) // a browser shares the machine with servers and databases
  const { pool } = await testDatabase({ template: await sampleTemplate({ customers: sample, years, end, accounts }) })
  const found: { served?: Served; browser?: Browser; idle: Idle; url: string; people?: Readonly<Record<string, string>> } = { idle: new Map(), url: '' }
  beforeAll(async () => {
    const app = builtApp()
    const pages = { ...appPages(() => app), ...doorPages({ signIn, signOut, lookAtLink, useLink }), [STYLE_PATH]: async () => ({ body: facesOf(app) + doorStyle(), type: 'text/css' as const, language: null }) }
    const served = (found.served = await serve(pool, end, { pages, app }))
    const { rows } = await pool.query<{ role: Role; id: string }>('select role, id from account')
    found.people = Object.fromEntries(rows.map(({ role, id }) => [role, id]))
    found.url = await served.app.listen({ host: '127.0.0.1', port: 0 })
    found.browser = await chromium.launch({ executablePath: CHROMIUM, args: [...QUIET] })
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
  readonly idle: Idle
  readonly url: string
  readonly people?: Readonly<Record<string, string>>
}

/** Pages that nobody looks through for the moment, by language. To make one, and to have the app fetched and compiled anew in it, takes longer than most looks do. */
type Idle = Map<Language, Page[]>

async function pageIn({ browser, idle }: Ready, language: Language): Promise<Page> {
  const left = idle.get(language)?.pop()
  return left ?? slowed(await (await browser.newContext({ locale: language, reducedMotion: 'reduce' })).newPage())
}

/** How many times slower than this machine a page is, as on an old phone: what is held to there holds on a busy machine. */
const SLOWER = Number(process.env['TROTH_SLOW'] ?? 1)

async function slowed(page: Page): Promise<Page> {
  if (SLOWER > 1) await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  return page
}

/** Nothing of a look is left for the next one but what a browser keeps of files that never change. */
async function putBack({ idle }: Ready, language: Language, page: Page): Promise<void> {
  page.removeAllListeners()
  for (const other of page.context().pages()) if (other !== page) await other.close()
  const forget = (): Promise<unknown> => page.evaluate('sessionStorage.clear()')
  // It may be on its way to another address still.
  await forget().catch(() => page.waitForLoadState().then(forget))
  await page.goto('about:blank')
  await page.emulateMedia({ media: null })
  await page.context().clearCookies()
  idle.set(language, [...(idle.get(language) ?? []), page])
}

async function lookAt<T>(ready: Ready, path: string, { role = 'owner', width = 1440, theme = 'light', language = 'en', complaints }: Look, seen: (page: Page) => Promise<T>): Promise<T> {
  const { served: { ctx }, url, people } = ready
  const page = await pageIn(ready, language)
  try {
    const account = role === null ? undefined : people?.[role]
    if (account !== undefined) {
      const { token } = await withTransaction(ctx.pool, (db) => beginSession(ctx, db, account))
      await page.context().addCookies([{ name: 'troth_session', value: token, url }])
    }
    const watched = watch(page, url, complaints)
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: theme })
    await page.goto(`${url}${path}`)
    await settled(page, watched)
    const value = await seen(page)
    expect(watched.wrong).toEqual([])
    return value
  } finally {
    await putBack(ready, language, page)
  }
}
