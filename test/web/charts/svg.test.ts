import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#core/history/kinds.ts'
import { MILLIONS_MAP, QUARTER_MAP } from '#web/charts/examples/maps.ts'
import { ladder } from '#web/charts/ladder.ts'
import { toSvg } from '#web/charts/svg.ts'
import { TONES } from '#web/charts/tone.ts'
import { twoDates } from '#web/charts/two-dates.ts'
import { settingIn } from './laws.ts'

const caption = { title: 'Relationship map', subtitle: 'Kaffe & <Brød>', source: 'policy 3', locale: 'en-GB' }

/** Tags that are closed by another than themselves, or never. */
function unbalanced(svg: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  for (const [, end, name = '', closed] of svg.matchAll(/<(\/?)([a-zA-Z]+)[^>]*?(\/?)>/g)) {
    if (closed) continue
    if (!end) open.push(name)
    else if (open.pop() !== name) wrong.push(name)
  }
  return [...wrong, ...open]
}

describe.each(LANGUAGES)('a file in %s', (language) => {
  const files = [ladder, twoDates].flatMap((chart) => [QUARTER_MAP, MILLIONS_MAP].map((map) => toSvg(chart(map, settingIn(language), { width: 900 }), caption)))

  test('is whole, and leans on nothing outside itself', () => {
    for (const file of files) {
      expect(unbalanced(file)).toEqual([])
      expect(file).not.toMatch(/var\(|NaN|undefined|currentColor|class=|<script|href/)
      expect(file.match(/https?:/g)).toEqual(['http:'])
    }
  })

  test('names itself, and says its picture in words', () => {
    for (const file of files) expect(file).toMatch(/<title>Relationship map<\/title>\n<desc>[^<]{100,}<\/desc>/)
  })

  test('refers only to fades that it has', () => {
    for (const file of files) for (const [, id] of file.matchAll(/url\(#([^)]+)\)/g)) expect(file).toContain(`<linearGradient id="${id}"`)
  })
})

test.each([['en', 'Of many customers a few climbed and very many more slipped in this time, and the biggest loss of all is from “Loyal” to “Satisfied”: 1,234,567 customers.'], ['ja', '465人の顧客との関係が深まり、361人で後退し、160人が離れました。最大の損失は「ロイヤル」から「満足」への1,234,567人です。']] as const)('a finding that is longer than a line is told to its end (%s)', (language, title) => {
  const picture = ladder(QUARTER_MAP, settingIn(language), { width: 732 })
  const [short, long] = [caption, { ...caption, title }].map((one) => toSvg(picture, one))
  const lines = [...long!.matchAll(/font-size="18"[^>]*>([^<]*)</g)].map(([, line]) => line)
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.join('').replaceAll(' ', '')).toBe(title.replaceAll(' ', ''))
  const heightOf = (file = ''): number => Number(/height="(\d+)"/.exec(file)?.[1])
  expect(heightOf(long)).toBe(heightOf(short) + 24 * (lines.length - 1))
})

test('what a company calls itself cannot become part of the file', () => {
  const file = toSvg(ladder(QUARTER_MAP, settingIn('en'), { width: 732 }), caption)
  expect(file).toContain('Kaffe &amp; &lt;Brød&gt;')
  expect(file).not.toContain('<Brød>')
})

test('has the colours of the theme it is made for', () => {
  const [light, dark] = (['light', 'dark'] as const).map((theme) => toSvg(ladder(QUARTER_MAP, settingIn('en'), { width: 732 }), caption, theme))
  expect(light).toContain(TONES['s-devoted'][0])
  expect(dark).toContain(TONES['s-devoted'][1])
  expect(dark).not.toContain(`"${TONES['s-devoted'][0]}"`)
})

test('the colours of a file are those of the app', () => {
  const css = readFileSync('src/web/tokens.css', 'utf8')
  const known = new Map([...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [name, [light, dark]]))
  for (const [tone, pair] of Object.entries(TONES)) expect(known.get(tone), tone).toEqual(pair)
})
