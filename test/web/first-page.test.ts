import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { no, yes } from '#contract/refusals.ts'
import type { Right } from '#contract/house/access.ts'
import type { MapQuery } from '#contract/map/map.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { LOCALES, wordsOf } from '#core/words/index.ts'
import { escaped, html } from '#web/html.ts'
import { firstPage, mapPage } from '#web/first-page/page.ts'
import { mapOf } from './maps.ts'

const VOID = new Set(['meta', 'link', 'path', 'rect', '!doctype'])

/** Tags that are closed by another than themselves, or never. */
function unbalanced(page: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  for (const [, end, name = '', closed] of page.matchAll(/<(\/?)([!a-z0-9]+)[^>]*?(\/?)>/g)) {
    if (VOID.has(name) || closed) continue
    if (!end) open.push(name)
    else if (open.pop() !== name) wrong.push(name)
  }
  return [...wrong, ...open]
}

const ids = (page: string): string[] => [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id as string)

describe.each(LANGUAGES)('the page in %s', (language) => {
  const words = wordsOf(language)
  const page = mapPage(mapOf(), words, 'quarter')

  test('is a whole document in its language, and says every state, the finding and the telling', () => {
    expect(page).toMatch(new RegExp(`^<!doctype html>\n<html lang="${LOCALES[language]}">`))
    expect(unbalanced(page)).toEqual([])
    for (const state of mapOf().states) expect(page).toContain(`<b>${escaped(words.say(`state.${state.state}`))}</b>`)
    expect(page).toContain(escaped(words.say('map.told', { moment: '', id: '7', policy: '2', model: '3' }).split(' · ')[1] ?? '7'))
    expect(page).not.toMatch(/undefined|NaN|\[object|\{[a-z_]+[,}]/)
  })

  test('holds no script and no style of its own, and nothing from elsewhere', () => {
    expect(page).not.toMatch(/<script|<style|style=|javascript:| on[a-z]+=|https?:/)
  })

  test('has one first heading, names for its parts and pictures, and no id twice', () => {
    expect(page.match(/<h1/g)).toHaveLength(1)
    expect(new Set(ids(page)).size).toBe(ids(page).length)
    for (const [, id] of page.matchAll(/aria-labelledby="([^"]+)"/g)) expect(ids(page)).toContain(id)
    for (const [svg] of page.matchAll(/<svg[^>]*>/g)) expect(svg).toMatch(/aria-hidden="true"|role="img" aria-label="[^"]+"|<svg viewBox="0 0 24 24">/)
    expect(page.match(/aria-current/g)).toHaveLength(2)
  })
})

test('what a company calls itself cannot become part of the page', () => {
  const evil = '<script>alert(1)</script>" onload="x'
  const page = mapPage(mapOf(undefined, { company: { name: evil, currency: 'EUR', zone: 'UTC', sample: true } }), wordsOf('en'), 'quarter')
  expect(page).not.toContain('<script')
  expect(page).not.toContain('" onload')
  expect(page).toContain(escaped(evil))
})

test('html escapes all that is not html, and leaves nothing of nothing', () => {
  expect(html`<p title="${'"'}">${'<b>'}${null}${false}${0}${[html`<i>${'&'}</i>`, 'x']}</p>`.text).toBe('<p title="&quot;">&lt;b&gt;0<i>&amp;</i>x</p>')
})

describe('who is shown what', () => {
  const asked = (query: Record<string, unknown>, rights: readonly Right[] = ['map.read'], name?: string) =>
    ({ ctx: null, words: wordsOf('en'), query, caller: { rights, session: name === undefined ? null : { account: { name } } } })

  test('whoever may not read the map sees no figures, they are not even read, and there is the way in', async () => {
    let reads = 0
    const read = () => Promise.resolve(yes((reads++, mapOf())))
    const stranger = await firstPage(read)(asked({}, []))
    const counter = await firstPage(read)(asked({}, ['customers.read'], 'Kim <b>'))
    for (const { body } of [stranger, counter]) {
      expect(body).toContain('The map is kept in')
      expect(body).not.toMatch(/4,465|Kaffe/)
    }
    expect([stranger.body.includes('href="/sign-in?lang=en"'), stranger.body.includes('action="/sign-out"')]).toEqual([true, false])
    expect(counter.body).toContain('Your role does not include the map.')
    expect(counter.body).toMatch(/<form class="who" method="post" action="\/sign-out"><span>Kim &lt;b&gt;<\/span>/)
    expect(reads).toBe(0)
  })

  test('the language asked for wins over the browser’s; one there is not is let be', async () => {
    const page = firstPage(() => Promise.resolve(yes(mapOf())))
    expect((await page(asked({ lang: 'ja' }))).language).toBe('ja-JP')
    expect((await page(asked({ lang: 'tlh', period: 'aeon' }))).language).toBe('en-GB')
    expect((await page(asked({ lang: ['ja', 'zh'] }))).language).toBe('en-GB')
  })

  test('a period ends where the map was told to', async () => {
    const queries: MapQuery[] = []
    const page = firstPage((_ctx: null, query: MapQuery) => Promise.resolve(yes((queries.push(query), mapOf()))))
    for (const period of ['quarter', 'year', 'all']) await page(asked({ period }))
    expect(queries).toEqual([{ by: 'unit' }, { by: 'unit' }, { from: '2025-03-01T07:15:00.000Z', by: 'unit' }, { from: '1900-01-01', by: 'unit' }])
  })

  test('where there is nothing yet, it says how to begin', async () => {
    const { body } = await firstPage(() => Promise.resolve(no('nothing_yet')))(asked({}))
    expect(body).toContain('npx troth import')
    expect(mapPage(mapOf([]), wordsOf('en'), 'quarter')).toContain('npx troth import')
  })
})

test('one unit alone is no comparison, and few that were heard are no share', () => {
  const one = mapPage(mapOf([['loyal', 'loyal', 30]], { groups: null }), wordsOf('en'), 'quarter')
  expect(one).not.toContain('By unit')
  const few = mapPage(mapOf([['loyal', 'loyal', 29], ['new', 'new', 1]]), wordsOf('en'), 'quarter')
  expect(few).toContain('too few heard yet')
})

describe('colours', () => {
  const css = readFileSync(new URL('../../src/web/first-page/style.css', import.meta.url), 'utf8')
  const themes = [css.slice(0, css.indexOf('@media')), css.slice(css.indexOf('@media'), css.indexOf(':root:lang(zh)'))]
  const colour = (theme: string, name: string): string => (new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(theme)?.[1] ?? '')

  /** Relative luminance and contrast as WCAG 2.2 defines them. */
  const luminance = (hex: string): number =>
    [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * ([0.2126, 0.7152, 0.0722][i] as number), 0)
  const contrast = (a: string, b: string): number => {
    const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
    return (light + 0.05) / (dark + 0.05)
  }

  test.each([0, 1])('text has 4.5 : 1 on every ground it stands on, state colours 3 : 1 (theme %i)', (i) => {
    const theme = themes[i] as string
    for (const ground of ['bg', 'surface']) {
      for (const ink of ['ink', 'ink-2', 'ink-3', 'accent', 'up', 'down', 'join', 'leave'])
        expect([ink, ground, contrast(colour(theme, ink), colour(theme, ground)) >= 4.5]).toEqual([ink, ground, true])
    }
    for (const [ink, ground] of [['ink-2', 'sunken'], ['ink', 'accent-soft'], ['accent-ink', 'accent']] as const) expect(contrast(colour(theme, ink), colour(theme, ground))).toBeGreaterThanOrEqual(4.5)
    for (const state of ['devoted', 'loyal', 'satisfied', 'disappointed', 'dissatisfied', 'handcuffed', 'new', 'lapsed'])
      expect([state, contrast(colour(theme, `s-${state}`), colour(theme, 'surface')) >= 3]).toEqual([state, true])
  })
})

test('units show what moved between two dates, and nothing of it since the beginning', () => {
  const { customers } = mapOf()
  const page = (before: number): string => mapPage(mapOf(undefined, { customers: { ...customers, before } }), wordsOf('en'), 'quarter')
  expect(page(100)).toContain('data-head="Climbed"')
  expect(page(0)).not.toContain('data-head="Climbed"')
})
