import { beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#actions/context.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { workOnce } from '#actions/house/jobs/work.ts'
import { testDatabase } from '#test/setup/database.ts'
import { run } from './cli-here.ts'
import { houseWithSample } from './sample-here.ts'

const { pool } = await testDatabase()
let ctx: Context
beforeAll(async () => void (ctx = await houseWithSample(pool, 200)), 60_000)

describe('the policy at the command line', () => {
  test('is shown with what each setting is, may be and means, in every language', async () => {
    const { code, out } = await run('policy', { ctx, columns: 120 })
    expect([code, out]).toEqual([0, expect.stringMatching(/^Version 1, in force since .*\n.*the starting policy\n\nSetting/) as string])
    expect(out).toMatch(/\nheart_high +0\.45 +0\.05 … 0\.99 +A heart from this on is high: the way to devoted\.\n/)
    for (const language of LANGUAGES) {
      const said = await run('policy show', { ctx, language, columns: 120 })
      expect([said.code, language === 'en' || !said.out.includes('A heart')]).toEqual([0, true])
    }
  })

  test('is tried without changing anything', async () => {
    const { code, out } = await run('policy try --set heart_positive=0.15 --set half_life_days=60 --by unit', { ctx })
    expect(code).toBe(0)
    expect(out).toMatch(/^half_life_days 180 → 60, heart_positive 0\.3 → 0\.15\n\d+ would stand elsewhere \(\d+\.\d%\)\.\n/)
    expect(out).toMatch(/\nState +Now +Then +Change\nDevoted/)
    expect(out).toMatch(/All \d+ customers were told twice, as it is and as it would be\. Nothing was changed\.\n$/)
    expect((await run('policy try --set heart_high=0.45', { ctx })).out).toContain('Nobody would stand elsewhere.')
    const sample = await run('policy try --set heart_positive=0.15 --sample 100', { ctx })
    expect(sample.out).toMatch(/Devoted +\d+ +\d+ \(\d+ … \d+\)/)
    expect(sample.out).toContain('95 % intervals')
    expect((await run('policy versions', { ctx })).out.split('\n')).toHaveLength(3)
  })

  test('is changed, told while somebody waits, and taken back', async () => {
    const changed = await run(['policy', 'set', 'heart_positive=0.2', 'deposits.broke=-2', '--reason', 'a lower bar'], { ctx })
    expect([changed.code, changed.out]).toEqual([0, expect.stringMatching(
      /^Version 2 of the policy: heart_positive 0\.3 → 0\.2, deposits\.broke -1\.5 → -2\.\nThe map is told under it: telling \d+, \d+ customers, in \d+ seconds?\.\n$/) as string])
    expect((await run('map', { ctx })).out).toContain('policy 2')
    const back = await run('policy back --no-wait', { ctx })
    expect([back.out, back.err]).toEqual(['Version 3 of the policy: heart_positive 0.2 → 0.3, deposits.broke -2 → -1.5.\n', expect.stringMatching(/^Job \d+ does it in the background/) as string])
    expect((await run('policy', { ctx, columns: 120 })).out).toContain('Version 3 is made and comes in force when the map is told under it')
    expect((await run('jobs', { ctx })).out).toMatch(/tell all histories again +the policy changed +.* waiting\n/)
    const cancelled = await run('jobs cancel 2', { ctx })
    expect([cancelled.code, cancelled.err]).toEqual([1, expect.stringContaining('“npx troth policy back”') as string])
    await workOnce(ctx, { signal: new AbortController().signal })
    expect((await run('policy versions', { ctx, columns: 160 })).out).toMatch(/ 3 .*\(read now\) .*\(the settings of version 1 again\)\n/)
    expect(JSON.parse((await run('jobs list --state done --json', { ctx })).out)).toMatchObject({ jobs: [{ id: 2, result: { policy: 3 } }, { id: 1 }] })
  })

  test('refuses what makes no sense, and says what would', async () => {
    const { code, err } = await run(['policy', 'set', 'hart_high=0.5', '--reason', 'x'], { ctx })
    expect([code, err]).toEqual([1, expect.stringContaining('The policy has no setting “hart_high”.\n  The nearest there is: heart_high.') as string])
    expect((await run(['policy', 'set', 'heart_high=high', '--reason', 'x'], { ctx })).err).toContain('heart_high cannot be high.\n  It may be: 0.05 … 0.99.')
    expect((await run('policy back', { ctx })).err).toContain('There is nothing older to go back to')
    expect((await run('policy try', { ctx })).code).toBe(2)
    expect((await run('policy set heart_high=0.5', { ctx })).code).toBe(2)
    expect((await run('policy try --set heart_high', { ctx })).err).toContain('NAME=VALUE')
    expect((await run('jobs cancel 99', { ctx })).err).toContain('There is no job 99.')
  })
})
