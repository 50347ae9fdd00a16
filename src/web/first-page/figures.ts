import type { MapAnswer } from '#contract/map/map.ts'
import { keyFiguresOf } from '#core/words/finding.ts'
import { html, type Html } from '../html.ts'
import type { Setting } from './setting.ts'

/** With fewer heard than this, a share among them says more of chance than of customers. */
const LEAST_HEARD = 20

/** The few numbers under the finding. */
export function figures(map: MapAnswer, { words, formats }: Setting): Html {
  const { staying, staying_change, heard, loyal_of_heard, at_risk, handcuffed } = keyFiguresOf(map)
  const since = map.customers.before === 0
  const isKnown = loyal_of_heard !== null && heard >= LEAST_HEARD
  const loyal = isKnown ? formats.percent(loyal_of_heard) : '–'
  const loyalNote = isKnown ? words.say('map.of_heard', { heard: formats.count(heard) }) : words.say('map.too_few_heard')
  return html`<dl class="figures">
${figure(words.say('map.staying'), formats.count(staying), since ? '' : formats.change(staying_change))}
${figure(words.say('map.kept'), loyal, loyalNote)}
${since
    ? figure(words.say('state.lapsed'), formats.count(map.customers.now - staying), words.say('state_hint.lapsed'))
    : figure(words.say('map.at_risk'), formats.sum(at_risk), words.say('map.in_the_year_before'))}
${figure(words.say('state.handcuffed'), formats.count(handcuffed), words.say('state_hint.handcuffed'))}
</dl>`
}

const figure = (name: string, value: string, note: string): Html => html`<div><dt>${name}</dt><dd><strong>${value}</strong> <span>${note}</span></dd></div>`
