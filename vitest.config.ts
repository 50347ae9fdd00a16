import { defineConfig } from 'vitest/config'

const major = Number(process.versions.node.split('.')[0])
if (major < 24) throw new Error(`the tests run the sources as they are, which takes Node 24 (this is ${process.version}): use npm test`)

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/global.ts'],
    // Two cores; PostgreSQL wants its share of them too.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // A test that was left switched on alone would hide all others.
    allowOnly: false,
  },
})
