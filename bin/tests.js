import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { passOn } from './run.js'

/**
 * The counts of a vitest report. A file that could not even be loaded, and an error outside any test, count as one failure each.
 * @param {string} file
 * @param {number} code
 */
function countTests(file, code) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    const unloaded = report.testResults.filter((result) => result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'))
    const failed = report.numFailedTests + unloaded.length
    return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: report.numPendingTests + report.numTodoTests }
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
  const vitestReport = join(folder, 'vitest.json')
  const run = (...script) => passOn(node, script, { cwd: root, channel: false })
  const of = (path) => join(root, 'node_modules', path)
  try {
    const steps = args.length > 0 ? [] : [
      ['types', await run(of('typescript/bin/tsc'))],
      ['lint', await run(of('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings')],
    ]
    const code = await run(of('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`, ...args)
    const tests = countTests(vitestReport, code)
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
