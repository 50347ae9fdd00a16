import { LOCALES, type Words } from '#core/words/words.ts'
import { html } from './html.ts'

/** Where the built app's files are, as the manifest of its build says. */
export interface App {
  readonly script: string
  readonly styles: readonly string[]
  /** What the script will ask for at once. */
  readonly preload: readonly string[]
  /** The words of each language. */
  readonly words: Readonly<Record<Words['language'], string>>
  readonly fonts: readonly string[]
}

/** The app's typeface for a page that is not the app's, as a style: whoever comes in finds it fetched already. */
export const facesOf = ({ fonts }: Pick<App, 'fonts'>): string =>
  fonts.map((font) => `@font-face { font-family: "Inter Variable"; font-weight: 100 900; font-display: swap; src: url(/assets/${font}) format("woff2"); }\n`).join('')

export type Theme = 'light' | 'dark' | null

interface Asked {
  readonly words: Words
  readonly caller: { readonly session: unknown }
  /** What was asked for, with its query. */
  readonly path: string
  readonly cookie: (name: string) => string | undefined
  /** What a style that a script adds has to carry. */
  readonly nonce: string
}

/** The addresses under which the app shows its screens. */
const APP_PATHS = ['/', '/map', '/customers', '/customers/*', '/import', '/import/*', '/settings', '/settings/*', '/welcome', '/answers', '/proof', '/money', '/gallery'] as const

/** The pages of the app by their path; whoever looks at any other address is told by it that nothing is there. */
export const appPages = (app: () => App) => ({
  ...Object.fromEntries(APP_PATHS.map((path) => [path, appPage(app)])),
  '*': async (asked: Asked) => ({ ...(await appPage(app)(asked)), status: 404 }),
})

/** The page around the app, to whoever is signed in; to others the door, which leads back here. */
export const appPage = (app: () => App) => async ({ words, caller, path, cookie, nonce }: Asked): Promise<{ body: string; nonce: string } | { to: string }> => {
  if (!caller.session) return { to: path === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(path)}` }
  const theme = cookie('troth-theme')
  return { body: shell(app(), words, theme === 'light' || theme === 'dark' ? theme : null, nonce), nonce }
}

const icon = encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="7" fill="#0a3e91"/><path d="M5 14.5c2.3 0 3.1-5 7-5s4.7 5 7 5" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/></svg>`)

/** A page with nothing in it but the way to the app: in the reader's language and theme, so that nothing flashes. */
export function shell({ script, styles, preload, words: chunks, fonts }: App, words: Words, theme: Theme, nonce: string): string {
  return html`<!doctype html>
<html lang="${LOCALES[words.language]}"${theme !== null && html` data-theme="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta property="csp-nonce" nonce="${nonce}">
<title>Troth</title>
<link rel="icon" href="data:image/svg+xml,${icon}">
${fonts.map((font) => html`<link rel="preload" href="/assets/${font}" as="font" type="font/woff2" crossorigin>\n`)}${styles.map((style) => html`<link rel="stylesheet" href="/assets/${style}">\n`)}${[chunks[words.language], ...preload].map((chunk) => html`<link rel="modulepreload" href="/assets/${chunk}">\n`)}<script type="module" src="/assets/${script}"></script>
</head>
<body>
<div id="app"></div>
<noscript>${words.say('frame.no_script')}</noscript>
</body>
</html>
`.text
}
