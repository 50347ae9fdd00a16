import { expect, test } from 'vitest'
import { answerColumns, scoreMonths } from '#web/charts/answers.ts'
import { bars } from '#web/charts/bars.ts'
import { byState } from '#web/charts/by-state.ts'
import { calibration } from '#web/charts/calibration.ts'
import { distribution } from '#web/charts/distribution.ts'
import { equityLine } from '#web/charts/equity-line.ts'
import { REGULAR, STAY } from '#web/charts/examples/customers.ts'
import { QUARTER_MAP } from '#web/charts/examples/maps.ts'
import { seriesTo } from '#web/charts/examples/series.ts'
import { histogram } from '#web/charts/histogram.ts'
import { intervalBar } from '#web/charts/interval.ts'
import { ladder } from '#web/charts/ladder.ts'
import type { Picture, View } from '#web/charts/picture.ts'
import { twoDates } from '#web/charts/two-dates.ts'
import { waterfall } from '#web/charts/waterfall.ts'
import { EN, inverted, numberless } from './laws.ts'

const { count, percent, sum } = EN.formats
const share = { name: 'Stay', format: percent }
const one = { id: 'a', name: 'Delivery later than promised', value: 0.31, low: 0.26, high: 0.36, n: 90, format: percent }

const CHARTS: Readonly<Record<string, (view: View) => Picture<unknown>>> = {
  answers: (view) => answerColumns({ lowest: 0, histogram: [3, 0, 2, 4, 4, 16, 30, 38, 61, 46, 71], isHigh: (value) => value >= 9, isLow: (value) => value <= 6 }, EN, view),
  months: (view) => scoreMonths([17, null, 23].map((value, i) => ({ month: `2026-0${i + 1}-01`, n: 90, score: value === null ? null : { value, low: value - 16, high: value + 15 } })), count, EN, view),
  bars: (view) => bars([one, { ...one, id: 'b', value: -0.2, low: -0.4, high: 0.1 }], EN, view),
  'by state': (view) => byState(QUARTER_MAP, seriesTo(QUARTER_MAP), EN, view),
  calibration: (view) => calibration([{ said: 0.2, did: { value: 0.25, low: 0.2, high: 0.3 }, n: 200 }, { said: 0.8, did: { value: 0.75, low: 0.7, high: 0.8 }, n: 200 }], EN, view),
  distribution: (view) => distribution(STAY, { value: 0.81, low: 0.66, high: 0.91 }, share, EN, view),
  'equity line': (view) => equityLine(REGULAR, EN, view),
  histogram: (view) => histogram(STAY, share, EN, view),
  interval: (view) => intervalBar(one, { least: 0, most: 0.4 }, EN, view),
  ladder: (view) => ladder(QUARTER_MAP, EN, view),
  'two dates': (view) => twoDates(QUARTER_MAP, EN, view),
  waterfall: (view) => waterfall([{ id: 'before', name: 'Before', kind: 'level', amount: 18_230_000 }, { id: 'lost', name: 'Lost', kind: 'change', amount: -3_120_000, n: 412 }, { id: 'now', name: 'Now', kind: 'level', amount: 15_110_000 }], sum, EN, view),
}

// A place may be next to nothing wide for a moment, while the page around it is laid out: browsers complain of what they cannot draw.
test.each(Object.keys(CHARTS))('%s can be drawn however little room there is', (name) => {
  for (let width = 1; width < 264; width++) {
    const picture = CHARTS[name]!({ width })
    expect([width, numberless(picture), inverted(picture)]).toEqual([width, [], []])
  }
})
