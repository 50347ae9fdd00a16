import { defineConfig } from 'vitest/config'

const major = Number(process.versions.node.split('.')[0])
if (major < 24) throw new Error(`the tests run the sources as they are, which takes Node 24 (this is ${process.version}): use npm test`)

/** What leaves nothing behind in its process: these share one, and what they import is read once, at two thirds of the processor's time. */
const TOGETHER = ['core', 'contract', 'stats', 'api', 'web/charts', 'actions', 'cli', 'sample', 'web/app'].map((folder) => `test/${folder}/**/*.test.ts`)

export default defineConfig({
  test: {
    globalSetup: ['test/setup/global.ts'],
    // Two cores; PostgreSQL wants its share of them too.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // A test that was left switched on alone would hide all others.
    allowOnly: false,
    projects: [
      { extends: true, test: { name: 'together', include: TOGETHER, isolate: false } },
      { extends: true, test: { name: 'apart', include: ['test/**/*.test.ts'], exclude: TOGETHER } },
    ],
  },
})
