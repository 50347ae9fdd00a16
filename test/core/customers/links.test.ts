import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allBelow, linkBetween, type Link } from '#core/customers/links.ts'
import { knownAsOne } from '#core/customers/known-as-one.ts'

const links = (...pairs: string[]): Link[] => pairs.map((pair) => ({ customer: pair[0] as string, merged_into: pair[1] as string }))

describe('the link that parts two customers', () => {
  // a was merged into b before b was merged into c; d was merged into c too.
  const tree = links('ab', 'bc', 'dc')
  test.each([
    ['b', 'a', 'a'], ['a', 'b', 'a'], ['c', 'b', 'b'], ['b', 'c', 'b'],
    ['c', 'a', 'b'], ['a', 'c', 'b'], ['d', 'a', 'b'], ['a', 'd', 'd'],
    ['a', 'a', null], ['a', 'x', null],
  ])('%s from %s is that of %s', (one, other, parting) => {
    expect(linkBetween(tree, one, other)).toBe(parting)
  })

  test('is the one that merging them made, whatever was merged before', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 30 }), (pairs) => {
      const made: Link[] = []
      const rootOf = (customer: string): string => {
        const up = made.find((link) => link.customer === customer)
        return up ? rootOf(up.merged_into) : customer
      }
      for (const [one, other] of pairs.map(([a, b]) => [String(a), String(b)] as const)) {
        if (rootOf(one) === rootOf(other)) continue
        const link = { customer: rootOf(other), merged_into: one }
        made.push(link)
        expect(linkBetween(made, one, other)).toBe(link.customer)
        expect(allBelow(made, link.customer)).toEqual(made.map(({ customer }) => customer).filter((customer) => customer !== link.customer && linkBetween(made, one, customer) === link.customer))
      }
    }))
  })
})

test('all below a customer, however far', () => {
  expect(allBelow(links('ab', 'bc', 'dc'), 'c')).toEqual(['a', 'b', 'd'])
  expect(allBelow(links('ab', 'bc', 'dc'), 'b')).toEqual(['a'])
  expect(allBelow([], 'b')).toEqual([])
})

test('what one lacks is filled from the others, and a no outweighs a yes among them', () => {
  const first = { name: null, email: 'a@a', attributes: { tier: 'gold' }, consents: { survey: true } }
  const others = [{ name: 'Bo', email: 'b@b', attributes: { tier: 'none', city: 'Oslo' }, consents: { survey: false, post: true } }, { name: 'Cy', email: null, attributes: { city: 'Rome' }, consents: { post: false } }]
  expect(knownAsOne<typeof first | (typeof others)[number]>(first, others)).toEqual({ name: 'Bo', email: 'a@a', attributes: { tier: 'gold', city: 'Oslo' }, consents: { survey: true, post: false } })
  expect(knownAsOne(first, [])).toEqual(first)
})
