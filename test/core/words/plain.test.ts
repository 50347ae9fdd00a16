import { expect, test } from 'vitest'
import { plain } from '#core/words/plain.ts'

test('keys of other systems are said with spaces; what somebody wrote stays as it is', () => {
  expect([plain('late_delivery'), plain('web'), plain('web-shop')]).toEqual(['late delivery', 'web', 'web-shop'])
  expect(plain('the file a_b is gone')).toBe('the file a_b is gone')
})
