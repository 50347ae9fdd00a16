import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { passOn } from './run.js'

/**
 * What vitest counted. A run that ended badly without saying how many failed is a failure itself.
 * @param {string} file
 * @param {number} code
 */
function readCounts(file, code) {
  try {
    const counts = JSON.parse(readFileSync(file, 'utf8'))
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/**
 * Runs everything that must hold: types, lint, tests. All are run even when one fails, so that a developer sees all there is
 * to mend. `--report FILE` writes the counts as JSON (types and lint are one test each); what else is given goes to vitest, which
 * then runs alone.
 * @param {string} root
 * @param {string} node
 * @param {string[]} args
 */
export async function runTests(root, node, args) {
  const at = args.indexOf('--report')
  const report = at < 0 ? undefined : args.splice(at, 2)[1]
  const folder = mkdtempSync(join(tmpdir(), 'troth-report-'))
  const counted = join(folder, 'counts.json')
  const run = (...script) => passOn(node, script, { cwd: root, channel: false, env: { TROTH_TEST_COUNTS: counted } })
  const of = (path) => join(root, 'node_modules', path)
  try {
    const steps = args.length > 0 ? [] : [
      ['types', await run(of('typescript/bin/tsc'))],
      ['types of the web app', await run(of('typescript/bin/tsc'), '-p', 'src/web/app')],
      ['lint', await run(of('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings')],
    ]
    const code = await run(of('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=./test/setup/counts.ts', ...args)
    const tests = readCounts(counted, code)
    const failing = steps.filter(([, step]) => step !== 0).map(([name]) => name)
    for (const name of failing) process.stderr.write(`failed: ${name} (told above)\n`)
    const failed = tests.failed + failing.length
    const counts = { passed: tests.passed + steps.length - failing.length, failed, skipped: tests.skipped }
    if (report !== undefined) writeFileSync(report, JSON.stringify(counts))
    return failed > 0 ? 1 : 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
