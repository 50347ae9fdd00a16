import type { MapAnswer } from '#contract/map/map.ts'
import { html, type Html } from '../html.ts'
import type { Setting } from './setting.ts'

type Group = NonNullable<MapAnswer['groups']>[number]

const WIDE = 1000

/** The map by unit: how each unit's customers stand, and what moved. */
export function units({ groups, states }: MapAnswer, setting: Setting): Html | null {
  if (!groups || groups.length < 2) return null
  const { words } = setting
  const order = states.map(({ state }) => state)
  const head = (text: string): Html => html`<th scope="col" class="num">${text}</th>`
  return html`<section class="card wide" aria-labelledby="units">
<h2 id="units">${words.say('map.by.unit')}</h2>
<p class="quiet">${words.say('map.units_note')}</p>
<div class="scroll" role="region" aria-labelledby="units" tabindex="0"><table class="units">
<thead><tr><th scope="col">${words.say('customers.unit')}</th><th scope="col">${words.say('page.states')}</th>${['map.customers', 'map.heard', 'class.climbed', 'class.slipped', 'class.left', 'map.value'].map((id) => head(words.say(id)))}</tr></thead>
<tbody>${groups.map((group) => row(group, order, setting))}</tbody>
</table></div>
</section>`
}

function row(group: Group, order: readonly (keyof Group['states'])[], { words, formats }: Setting): Html {
  const cell = (value: string): Html => html`<td class="num">${value}</td>`
  const { climbed, slipped, left } = group.classes
  return html`<tr><th scope="row">${group.name ?? group.key ?? words.say('map.none')}</th><td>${mix(group, order, { words, formats })}</td>
${cell(formats.count(group.customers))}${cell(formats.count(group.heard))}${cell(formats.count(climbed))}${cell(formats.count(slipped))}${cell(formats.count(left))}${cell(formats.sum(group.value))}</tr>`
}

/** A unit's customers as one bar, from devoted to lapsed; who cannot see it gets the counts. */
function mix(group: Group, order: readonly (keyof Group['states'])[], { words, formats }: Pick<Setting, 'words' | 'formats'>): Html {
  const label = order.map((state) => `${words.say(`state.${state}`)} ${formats.count(group.states[state])}`).join(', ')
  let x = 0
  const parts = order.map((state) => {
    const wide = group.customers === 0 ? 0 : (group.states[state] / group.customers) * WIDE
    const part = html`<rect class="s-${state}" x="${x.toFixed(1)}" width="${Math.max(0, wide - 2).toFixed(1)}" height="10"/>`
    x += wide
    return part
  })
  return html`<svg class="mix" viewBox="0 0 ${WIDE} 10" preserveAspectRatio="none" role="img" aria-label="${label}">${parts}</svg>`
}
