import { describe, expect, test } from 'vitest'
import { run } from './cli-here.ts'

describe('what is typed wrongly is said, with what might be meant, and ends with 2', () => {
  test.each([
    ['mpa', 'There is no command “mpa”.\n  Did you mean map?\n'],
    ['zzzz', 'There is no command “zzzz”.\n  “troth --help” shows what there is.\n'],
    ['map --form 2026-01-01', 'There is no option “--form” here.\n  Did you mean --from?\n'],
    ['map --from', 'The option “--from <DATE>” needs a value.\n  “troth map --help” shows what there is.\n'],
    ['customer', '“KEY” is missing.\n  “troth customer --help” shows what there is.\n'],
    ['key create', '“NAME” is missing.\n  “troth key create --help” shows what there is.\n'],
    ['map extra', 'More was given than this command takes.\n  “troth map --help” shows what there is.\n'],
    ['sample', '“--out <FOLDER>” is missing.\n  “troth sample --help” shows what there is.\n'],
  ])('%s', async (line, said) => {
    expect(await run(line)).toEqual({ code: 2, out: '', err: said })
  })
})

describe('values that cannot be are refused before the database is opened, and end with 1', () => {
  test.each([
    ['map --by moon', 'The parameter by cannot be “moon”.'],
    ['customers --state happy', 'The parameter state'],
    ['customers --limit 5000', 'The parameter limit cannot be “5000”.'],
    ['customers --min heart', 'The parameter min cannot be “heart”.'],
    ['customers --min soul=1', 'soul'],
    ['map --attribute tier', 'The parameter attribute cannot be “tier”.'],
    ['sample --out /tmp/x --customers many', 'The parameter customers cannot be “many”.'],
    ['sample --out /tmp/x --end yesterday', '“yesterday” is no date that end can be.'],
  ])('%s', async (line, said) => {
    const { code, out, err } = await run(line)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(said)
    expect(err.split('\n')[1]).toMatch(/^ {2}\S/)
  })
})

test('a group of commands without one shows its help and ends with 2', async () => {
  const { code, err } = await run('key')
  expect(code).toBe(2)
  expect(err).toContain('revoke')
})
