import type { MapAnswer } from '#contract/map/map.ts'
import { html, type Html } from '../html.ts'
import type { Setting } from './setting.ts'

type Group = NonNullable<MapAnswer['groups']>[number]

const WIDE = 1000

const COLUMNS: readonly (readonly [head: string, show: (group: Group, formats: Setting['formats']) => string])[] = [
  ['map.customers', (group, { count }) => count(group.customers)],
  ['map.heard', (group, { count }) => count(group.heard)],
  ['class.climbed', (group, { count }) => count(group.classes.climbed)],
  ['class.slipped', (group, { count }) => count(group.classes.slipped)],
  ['class.left', (group, { count }) => count(group.classes.left)],
  ['map.value', (group, { sum }) => sum(group.value)],
]

const MOVED = new Set(['class.climbed', 'class.slipped', 'class.left'])

/** The map by unit: how each unit's customers stand, and what moved. */
export function units({ groups, states, customers }: MapAnswer, setting: Setting): Html | null {
  if (!groups || groups.length < 2) return null
  const { words } = setting
  const order = states.map(({ state }) => state)
  // Since the beginning everybody came, and nobody moved between two dates.
  const columns = customers.before === 0 ? COLUMNS.filter(([id]) => !MOVED.has(id)) : COLUMNS
  return html`<section class="card wide">
<h2 id="units">${words.say('map.by.unit')}</h2>
<p class="quiet">${words.say('map.units_note')}</p>
<div class="scroll" role="region" aria-labelledby="units" tabindex="0"><table class="units" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${words.say('customers.unit')}</th><th role="columnheader" scope="col">${words.say('page.states')}</th>${columns.map(
    ([id]) => html`<th role="columnheader" scope="col" class="num">${words.say(id)}</th>`,
  )}</tr></thead>
<tbody role="rowgroup">${groups.map((group) => row(group, order, columns, setting))}</tbody>
</table></div>
</section>`
}

/** On a narrow screen a row becomes a small card (`style.css`); the roles keep it a row of a table for those who listen, `data-head` names its figures. */
function row(group: Group, order: readonly (keyof Group['states'])[], columns: typeof COLUMNS, setting: Setting): Html {
  const { words, formats } = setting
  return html`<tr role="row"><th role="rowheader" scope="row">${group.name ?? group.key ?? words.say('map.none')}</th><td role="cell">${mix(group, order, setting)}</td>${columns.map(
    ([id, show]) => html`<td role="cell" class="num" data-head="${words.say(id)}">${show(group, formats)}</td>`,
  )}</tr>`
}

/** A unit's customers as one bar, from devoted to lapsed; who cannot see it gets the counts. */
function mix(group: Group, order: readonly (keyof Group['states'])[], { words, formats }: Setting): Html {
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
