import type { MapAnswer } from '#contract/map/map.ts'
import { moveCounts, movementsOf, type Movement } from '#core/words/finding.ts'
import { html, type Html } from '../html.ts'
import { stateIcon } from '../state-icon.ts'
import type { Setting } from './setting.ts'

type Flow = MapAnswer['flows'][number]

const MOST_SHOWN = 8
/** Beside the word, so that the direction does not hang on a colour. */
const ARROWS: Readonly<Record<Flow['class'], string>> = { climbed: '↑', slipped: '↓', new_or_back: '+', left: '−', sideways: '↔', stayed: '·' }

/** The largest movements, what is folded, and every move in between. */
export function flows(map: MapAnswer, setting: Setting): Html {
  const { words, formats } = setting
  const { since, movements: moved } = movementsOf(map)
  const rest = since ? [] : moved.slice(MOST_SHOWN)
  return html`<section class="card" aria-labelledby="flows">
<h2 id="flows">${words.say(since ? 'map.moves_since' : 'map.flows')}</h2>
${!since && html`<p class="quiet">${words.say('map.compared', { day: formats.day(map.from) })}</p>`}
${moved.length === 0 ? html`<p>${words.say('map.no_flows')}</p>` : table(moved.slice(0, MOST_SHOWN), since ? 'map.moves_count' : 'map.customers', setting)}
${rest.length > 0 && html`<p class="quiet">${words.say('map.folded', { flows: rest.length, customers: rest.reduce((sum, flow) => sum + flow.customers, 0) })}</p>`}
<p class="quiet">${words.say('map.moves', moveCounts(map.moves, formats))}</p>
</section>`
}

const table = (shown: readonly Movement[], counted: string, setting: Setting): Html => {
  const { words } = setting
  const head = (id: string, num = false): Html => html`<th scope="col"${num && html` class="num"`}>${words.say(id)}</th>`
  return html`<table class="flows"><thead><tr>${head('map.from')}${head('map.to')}${head('map.class')}${head(counted, true)}</tr></thead>
<tbody>${shown.map((each) => row(each, setting))}</tbody></table>`
}

function row({ from, to, class: name, customers }: Movement, { words, formats }: Setting): Html {
  const place = (state: Flow['to']): Html => html`<span class="place">${stateIcon(state)}${words.say(`state.${state}`)}</span>`
  return html`<tr><td>${from === null ? html`<span class="quiet">${words.say('map.not_yet')}</span>` : place(from)}</td><td>${place(to)}</td>
<td><span class="c-${name}"><span aria-hidden="true">${ARROWS[name]}</span> ${words.say(`class.${name}`)}</span></td><td class="num"><b>${formats.count(customers)}</b></td></tr>`
}
