/**
 * Takes the manual's pictures from the product as it runs: `node build/pictures.ts [name …]`. It starts Troth on a database of its own with the sample company, comes in by the owner's
 * link and looks at one screen after another in Chromium. What is in `docs/pictures` afterwards is what a reader will see.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { CHROMIUM, QUIET } from './chromium.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const pictures = join(root, 'docs', 'pictures')

interface Shot {
  readonly name: string
  readonly path: string
  readonly width?: number
  readonly height?: number
  readonly theme?: 'light' | 'dark'
  readonly language?: string
  /** What is done before the picture is taken. */
  readonly before?: (page: Page) => Promise<unknown>
}

const PHONE = { width: 390, height: 844 } as const

const SHOTS: readonly Shot[] = [
  { name: 'welcome', path: '/welcome', height: 520 },
  { name: 'map', path: '/map', height: 1180 },
  { name: 'map-dark', path: '/map', height: 1180, theme: 'dark' },
  { name: 'map-phone', path: '/map', ...PHONE },
  { name: 'map-japanese', path: '/map', height: 1180, language: 'ja' },
  { name: 'map-two-dates', path: '/map?look=two_dates', height: 1180 },
  { name: 'map-by-state', path: '/map?look=by_state', height: 1180 },
  { name: 'customers', path: '/customers?state=disappointed&sort=value&order=desc' },
  { name: 'customer', path: '/customers/HH-0000005', height: 1400 },
  { name: 'customer-phone', path: '/customers/HH-0000005', ...PHONE },
  { name: 'answers', path: '/answers?period=year', height: 1640 },
  { name: 'money', path: '/money', height: 1400 },
  { name: 'proof', path: '/proof', height: 1300, before: prove },
  { name: 'model', path: '/proof', height: 720, before: showModel },
  { name: 'import', path: '/import', height: 700 },
  { name: 'policy', path: '/settings/policy', height: 1000, before: tryPolicy },
  { name: 'people', path: '/settings/people', height: 800 },
]

async function prove(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Hold it against the data/ }).click({ timeout: 5000 })
  await page.getByRole('heading', { name: 'What the map claims' }).waitFor({ timeout: 120_000 })
}

async function showModel(page: Page): Promise<void> {
  await page.locator('section:has(h2:text("How the chances are foretold"))').evaluate((panel) => panel.scrollIntoView({ block: 'center' }))
}

/** Moves the first threshold, and waits for the map as it would be. */
async function tryPolicy(page: Page): Promise<void> {
  await page.goto(`${page.url()}?set=heart_high%3D0.6`)
  await page.getByText('would be', { exact: false }).first().waitFor({ timeout: 60_000 })
}

/** Starts Troth, and says where it is and by what link its owner comes in. */
async function start(data: string): Promise<{ link: string; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [join(root, 'bin/troth.js'), 'start'], { env: { ...process.env, TROTH_DATA: data, PORT: '0', TROTH_LANGUAGE: 'en' }, stdio: ['ignore', 'pipe', 'inherit'] })
  const link = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString()
      const found = /http:\S+begin\S+/.exec(said)
      if (found) resolve(found[0])
    })
    child.once('exit', () => reject(new Error(`Troth ended: ${said}`)))
  })
  return { link, stop: async () => void (child.kill('SIGTERM'), await once(child, 'exit')) }
}

async function comeIn(browser: Browser, link: string): Promise<Awaited<ReturnType<BrowserContext['storageState']>>> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(link)
  for (const [field, text] of [['name', 'Kristiina Tamm'], ['email', 'kristiina@harbour.example'], ['password', 'a heron on the quay']] as const) await page.fill(`#${field}`, text)
  await Promise.all([page.waitForNavigation(), page.click('main button')])
  const state = await context.storageState()
  await context.close()
  return state
}

/** The language is the account's. */
async function speak(page: Page, base: string, language: string): Promise<void> {
  await page.goto(base)
  await page.evaluate(`fetch('/v1/me', { method: 'PATCH', headers: { 'content-type': 'application/json', 'x-troth': '1' }, body: '{"language":"${language}"}' })`)
}

async function take(browser: Browser, base: string, state: Awaited<ReturnType<typeof comeIn>>, { name, path, width = 1440, height = 900, theme = 'light', language = 'en', before }: Shot): Promise<void> {
  const context = await browser.newContext({ storageState: state, viewport: { width, height }, colorScheme: theme, locale: language, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await speak(page, base, language)
  await page.goto(new URL(path, base).href)
  await page.waitForLoadState('networkidle')
  await before?.(page)
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(pictures, `${name}.png`) })
  await context.close()
  process.stdout.write(`${name}.png\n`)
}

const wanted = process.argv.slice(2)
const data = mkdtempSync(join(tmpdir(), 'troth-pictures-'))
mkdirSync(pictures, { recursive: true })
const troth = await start(data)
const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...QUIET] })
try {
  const state = await comeIn(browser, troth.link)
  for (const shot of SHOTS) if (wanted.length === 0 || wanted.includes(shot.name)) await take(browser, troth.link, state, shot)
} finally {
  await browser.close()
  await troth.stop()
  rmSync(data, { recursive: true, force: true })
}
