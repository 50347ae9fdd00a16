import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const ROOM = new URL('../../src/sample/', import.meta.url)
const files = readdirSync(ROOM, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))

it('the room of the sample knows nothing of how Troth reads facts', () => {
  expect(files.length).toBeGreaterThan(20)
  for (const file of files) {
    const text = readFileSync(new URL(file, ROOM), 'utf8')
    expect([...text.matchAll(/from '(#[^']+|node:[^']+)'/g)].map((m) => m[1]).filter((from) => !/^#core\/(history|units)\//.test(from as string))).toEqual([])
    expect(text).not.toMatch(/Math\.random|Date\.now|new Date\(\)|performance\.now/)
  }
})
