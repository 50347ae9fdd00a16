/** How a reader is spoken to, and what customers are called: the same way on every page. */
import { describe, expect, test } from 'vitest'
import { CATALOGUES } from '#core/words/index.ts'

const said = (language: 'et' | 'ja'): readonly (readonly [id: string, text: string])[] => Object.entries(CATALOGUES[language])
const words = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}+/gu) ?? []

/** „Sina“ in all its cases, and what verbs look like beside it. */
const SINA = new Set('sina sa sinu su sind sul sinul sulle sinule sult sinult sinust sust sinusse sinus sinuga suga saad näed tead tahad oled võid pead kuuled annad soovid kasutad muudad valid logid lahkud lisad'.split(' '))
/** Imperatives of one person, which buttons have (there the reader speaks to the machine) and sentences have not (there it speaks to them). */
const TO_ONE = new Set((
  'alusta anna ava eemalda hoia impordi jäta jätka kasuta kirjuta kleebi kodeeri kontrolli kopeeri kustuta kutsu käivita küsi laadi lahuta lase leia liiguta lisa loe loo luba muuda määra nimeta oota otsi '
  + 'paigalda palu pane paranda peata proovi saada salvesta sisesta sõnasta taasta tee too tühista tühjenda uuenda vaata vali vii võrdle võta ütle'
).split(' '))

/** Where a sentence or a part of one begins. Nothing inside quotation marks is spoken to the reader. */
const beginnings = (text: string): readonly string[] => [...text.replaceAll(/„[^“]*“|\([^)]*\)/gu, ' ').matchAll(/(?:^|[.;]\s|\{)(?:palun\s)?(?<first>\p{L}+)(?=[\s,.:])/giu)].map(({ groups }) => groups?.first?.toLowerCase() ?? '')
const isSentence = (id: string, text: string): boolean => /[.?!](?:\s|\}|$)/u.test(text) && !/^(?:cli|import|numbers)\./.test(id)

describe('Estonian says „teie“', () => {
  test('nowhere „sina“', () => expect(said('et').filter(([, text]) => words(text).some((word) => SINA.has(word)))).toEqual([]))

  test('and asks for nothing in a sentence as one asks a friend', () => {
    const sentences = said('et').filter(([id, text]) => isSentence(id, text))
    expect(sentences.length).toBeGreaterThan(500)
    expect(sentences.filter(([, text]) => beginnings(text).some((word) => TO_ONE.has(word)))).toEqual([])
    expect(beginnings('Midagi ei muudetud. Vali teine; proovi uuesti.')).toEqual(['midagi', 'vali', 'proovi'])
  })
})

test('Japanese calls customers 顧客, wherever they stand', () => {
  expect(said('ja').filter(([, text]) => text.includes('顧客')).length).toBeGreaterThan(200)
  expect(said('ja').filter(([, text]) => /お客|カスタマー/u.test(text))).toEqual([])
})
