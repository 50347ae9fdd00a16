import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#core/history/kinds.ts'
import { biggestLoss, findingOf, keyFiguresOf, movementsOf, notesOf, sayIt } from '#core/words/finding.ts'
import { wordsOf } from '#core/words/index.ts'
import { mapOf } from '#test/web/maps.ts'

const words = wordsOf('en')
const said = (map = mapOf()): string => sayIt(words, findingOf(map))

describe('the finding', () => {
  test('says who climbed, slipped and left, and the biggest loss', () => {
    expect(said()).toBe('330 customers climbed, 335 slipped and 60 left. The biggest loss is from “Satisfied” to “Disappointed”: 130 customers.')
  })

  test('where nobody is lost, says that', () => {
    expect(said(mapOf([['satisfied', 'loyal', 40], ['loyal', 'loyal', 10]]))).toBe('40 customers climbed, and nobody slipped or left.')
  })

  test('where nobody moved, says that', () => {
    expect(said(mapOf([['loyal', 'loyal', 50]]))).toBe('None of 50 customers climbed, slipped or left in this time.')
  })

  test('of a first date at which nobody was there, says where they stand', () => {
    expect(said(mapOf([[null, 'loyal', 30], [null, 'devoted', 2], [null, 'lapsed', 1], [null, 'new', 9]]))).toBe('Of 42 customers so far, 32 are loyal or devoted, and 1 has lapsed.')
  })

  test('of few, says that it is early; of none, how to begin', () => {
    expect(said(mapOf([['loyal', 'lapsed', 1]]))).toBe('Only 1 customer is known: too few to speak of movements yet.')
    expect(said(mapOf([]))).toBe('No customer is known yet. Bring a history in, and the map draws itself.')
  })

  test.each(LANGUAGES)('is whole in %s, with states by their names', (language) => {
    const sentence = sayIt(wordsOf(language), findingOf(mapOf()))
    expect(sentence).toContain(wordsOf(language).say('state.disappointed'))
    expect(sentence).not.toMatch(/[{}]|undefined|satisfied”? to “?dis/)
  })
})

describe('what must be known of the evidence', () => {
  const ids = (changes: Parameters<typeof mapOf>[1]): string[] => notesOf(mapOf(undefined, changes)).map(({ id }) => id)

  test('how many were heard', () => expect(sayIt(words, notesOf(mapOf())[0] as never)).toMatch(/^2,\d{3} of 4,465 customers \(67%\) have been heard/))
  test('that nobody was', () => expect(ids({ customers: { before: 5, now: 5, heard: 0, by_conduct: 0, value: 0 } })).toEqual(['note.nobody_heard']))
  test('that it is a map of conduct, of one-off trade, without prices', () => {
    expect(ids({ knows: { silence: false, answers: false, prices: false } })).toEqual(['note.by_conduct', 'note.one_off', 'note.no_prices'])
  })
  test('nothing of nobody', () => expect(notesOf(mapOf([]))).toEqual([]))
})

test('the key figures: the loyal share is among those who were heard and have not lapsed', () => {
  const { staying, staying_change, heard, loyal_of_heard, at_risk, handcuffed } = keyFiguresOf(mapOf())
  expect([staying, staying_change, handcuffed]).toEqual([3505, 3505 - 3425, 200])
  expect(loyal_of_heard).toBeCloseTo((260 + 600) / heard, 2)
  expect(at_risk).toBe((40 + 120 + 130 + 60 + 45) * 10_000)
  expect(keyFiguresOf(mapOf([])).loyal_of_heard).toBeNull()
})

test('movements: net between the dates, or moves since the beginning where nobody was there', () => {
  const net = movementsOf(mapOf())
  expect(net.since).toBe(false)
  expect(net.movements.every((movement) => movement.class !== 'stayed')).toBe(true)
  const since = movementsOf(mapOf([[null, 'loyal', 50]], { moves: [{ from: null, to: 'new', class: 'new_or_back', moves: 50 }, { from: 'new', to: 'loyal', class: 'new_or_back', moves: 50 }] }))
  expect(since).toEqual({ since: true, movements: [{ from: 'new', to: 'loyal', class: 'new_or_back', customers: 50 }] })
})

test('the biggest loss counts those who left too', () => {
  expect(biggestLoss(mapOf([['loyal', 'lapsed', 50], ['loyal', 'satisfied', 20]]))).toMatchObject({ to: 'lapsed', customers: 50 })
})
