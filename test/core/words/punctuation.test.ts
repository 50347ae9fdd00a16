import { describe, expect, test } from 'vitest'
import { readdirSync, readFileSync } from 'node:fs'

const WORDS = new URL('../../../src/core/words/', import.meta.url)
/** After a sign that is as wide as it is high, a mark of half its width. */
const HALF_WIDTH = /[\u3040-\u30FF\u4E00-\u9FFF][,;:?!()]/

describe.each(['ja', 'zh'])('%s', (language) => {
  test.each(readdirSync(new URL(`${language}/`, WORDS)))('%s has marks as wide as its signs', (file) => {
    const messages = JSON.parse(readFileSync(new URL(`${language}/${file}`, WORDS), 'utf8')) as Record<string, string>
    expect(Object.entries(messages).filter(([, message]) => HALF_WIDTH.test(message))).toEqual([])
  })
})
