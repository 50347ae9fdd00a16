import optimizeLocales from '@react-aria/optimize-locales-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import type { InlineConfig } from 'vite'
import { LOCALES } from '../src/core/words/words.ts'
import { wordsPlugin } from './words.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** What React Aria says by itself is kept in our languages; its English is American, which for its few words is the same. */
const ARIA_LOCALES = [...Object.values(LOCALES), 'en-US']

/** What every screen stands on is one file: it packs better than in pieces, and stays in browsers when only screens change. Pages that go on and on are no part of it. */
const BASE = /node_modules\/(?!.*[iI]nfiniteQuery)(react|react-dom|scheduler|use-sync-external-store|@tanstack\/(react-router|router-core|history|query-core|react-query|store|react-store))\//

/** How the web app is built. There is no page of HTML: the server writes that, from the manifest. */
export const config = {
  root,
  configFile: false,
  logLevel: 'warn',
  base: '/assets/',
  publicDir: false,
  plugins: [wordsPlugin(), react(), tailwindcss(), { ...optimizeLocales.vite({ locales: ARIA_LOCALES }), enforce: 'pre' }],
  resolve: { alias: [{ find: '@formatjs/icu-messageformat-parser', replacement: '@formatjs/icu-messageformat-parser/no-parser.js' }] },
  build: {
    target: 'es2024',
    manifest: 'manifest.json',
    assetsDir: '',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    rollupOptions: { input: 'src/web/app/main.tsx', output: { codeSplitting: { groups: [{ name: 'base', test: BASE }] } } },
  },
} satisfies InlineConfig
