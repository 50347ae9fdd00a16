import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterTry, FORGOTTEN_MS, NEVER_TRIED, waitOf, type Attempts } from '#core/house/attempts.ts'
import { normalEmail, normalPassword, passwordFlaw } from '#core/house/password.ts'
import { coverOf, covers, unitsWithin } from '#core/house/reach.ts'
import { RIGHTS, RIGHTS_OF, ROLES } from '#core/house/rights.ts'
import { withAllBelow } from '#core/map/units.ts'

const owner = { email: 'mari.maasikas@troth.example', name: 'Mari Maasikas' }

describe('a password', () => {
  test.each([
    ['eleven char', 'short'], ['twelve chars', null], ['a heron on the quay', null], ['x'.repeat(201), 'long'], ['aaaaaaaaaaaaaaaa', 'plain'], ['abcabcabcabc', 'plain'],
    ['Mari Maasikas', 'own'], ['mari.maasikas@troth.example', 'own'], ['MARIMAASIKAS2026', 'own'], ['maasikas and the heron', null], ['鷺が岸に立っている朝の港町', null], ['🦢🦢🦢🦢🦢🦢', 'short'],
  ])('%s: %s', (password, flaw) => expect(passwordFlaw(password, owner)).toBe(flaw))

  test('is the same however a keyboard puts its characters together', () => {
    expect(normalPassword('Ko\u0308ö')).toBe(normalPassword('K\u00f6ö'))
  })
})

test('addresses are compared without case and the space around them', () => expect(normalEmail(' Mari@Troth.Example\n')).toBe('mari@troth.example'))

describe('tries in vain', () => {
  const after = (tries: number, counted: 'account' | 'address' = 'account'): Attempts => {
    let attempts = NEVER_TRIED
    for (let i = 0; i < tries; i++) attempts = afterTry(counted, attempts, 1000)
    return attempts
  }

  test('five are free for an account; then the wait doubles, up to a quarter of an hour', () => {
    expect([1, 4, 5, 6, 7, 14, 15, 16, 200].map((n) => waitOf(after(n), 1000) / 1000)).toEqual([0, 0, 1, 2, 4, 512, 900, 900, 900])
    expect([29, 30, 31].map((n) => waitOf(after(n, 'address'), 1000) / 1000)).toEqual([0, 1, 2])
  })

  test('are forgotten after an hour without any', () => {
    expect(afterTry('account', after(50), 1000 + FORGOTTEN_MS + 1).failures).toBe(1)
    expect(afterTry('account', after(50), 1000 + FORGOTTEN_MS).failures).toBe(51)
  })

  test('whoever tries whenever they may gets in fewer than two hundred in a day', () => {
    let [now, tries, attempts] = [0, 0, NEVER_TRIED]
    for (; now < 86_400_000; tries++) {
      attempts = afterTry('account', attempts, now)
      now = Math.max(now + 200, attempts.blocked_until)
    }
    expect(tries).toBeLessThan(200)
  })
})

const units = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), parent: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e')) }), { maxLength: 8 })
const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'x'), { maxLength: 4 })

test('whatever the tree of units, what is looked at is within reach and was asked for, and nothing that is both is missing', () => {
  fc.assert(fc.property(units, keys, fc.option(keys, { nil: undefined }), (tree, reach, wanted) => {
    const cover = coverOf(reach, tree)
    const asked = wanted && withAllBelow(wanted, tree)
    const within = unitsWithin(cover, asked)
    for (const unit of ['a', 'b', 'c', 'd', 'e', 'x']) expect(within?.includes(unit)).toBe(covers(cover, unit) && (asked?.includes(unit) ?? true))
    expect(covers(cover, null)).toBe(false)
  }))
  expect([unitsWithin('all', undefined), unitsWithin('all', ['a']), covers('all', null)]).toEqual([undefined, ['a'], true])
})

test('an owner may everything, nobody else may let people in or change settings, and each right is somebody’s', () => {
  expect(RIGHTS_OF.owner).toEqual(RIGHTS)
  for (const role of ROLES.filter((one) => one !== 'owner')) for (const right of ['people.manage', 'settings.change', 'customers.change'] as const) expect(RIGHTS_OF[role]).not.toContain(right)
})
