import { expect, test } from 'vitest'
import { formatsOf } from '#core/words/format.ts'
import { LOCALES, wordsOf } from '#core/words/index.ts'

test.each(Object.keys(LOCALES) as (keyof typeof LOCALES)[])('what is below nothing has a minus and no hyphen in %s', (locale) => {
  const { count, short, change, figure, percent, money, sum, shortSum } = formatsOf(wordsOf(locale), 'Europe/Tallinn', 'EUR')
  const said = [count(-1234), short(-12_345), change(-12), figure(-0.25), percent(-0.19), money(-1250), sum(-125_000), shortSum(-12_500_000)]
  for (const one of said) expect([one, one.includes('−'), one.includes('-')]).toEqual([one, true, false])
})
