import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/**
 * Writes how many tests passed, failed and were skipped to the file that TROTH_TEST_COUNTS names. A file that did not load and
 * an error outside of any test count as a failure each: both mean that something was not tested.
 */
export default class Counts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const file = process.env['TROTH_TEST_COUNTS']
    if (file === undefined) return
    const tests = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state))
    const unloaded = modules.flatMap((module) => [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())])
    const count = (state: string): number => tests.filter((each) => each === state).length
    const failed = count('failed') + unloaded.length + errors.length
    writeFileSync(file, JSON.stringify({ passed: count('passed'), failed, skipped: tests.length - count('passed') - count('failed') }))
  }
}
