import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { appPages } from '#web/shell.ts'

test('every screen has an address that is answered with the page, not as one that is missing', () => {
  const routes = readFileSync(new URL('../../../src/web/app/routes.tsx', import.meta.url), 'utf8')
  const paths = [...routes.matchAll(/path: '(\/[^']*)'/g)].map(([, path]) => path!.replace(/\$\w+/, '*'))
  const answered = Object.keys(appPages(() => expect.fail('no page is drawn here'))).filter((path) => path !== '*')
  expect(paths.length).toBeGreaterThan(10)
  expect(answered.toSorted()).toEqual(paths.toSorted())
})
