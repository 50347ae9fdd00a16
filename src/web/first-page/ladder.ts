import type { MapAnswer } from '#contract/map/map.ts'
import { html, type Html } from '../html.ts'
import { stateIcon, type State } from '../state-icon.ts'
import type { Setting } from './setting.ts'

const OFF_THE_LADDER: readonly State[] = ['handcuffed', 'new', 'lapsed']
const WIDE = 1000

/** The states from devoted down, and those off the ladder below: how many stand there, how that changed, what they paid, who was heard. */
export function ladder(map: MapAnswer, setting: Setting): Html {
  const most = Math.max(1, ...map.states.map(({ now }) => now))
  const cards = (off: boolean): Html[] => map.states.filter(({ state }) => OFF_THE_LADDER.includes(state) === off).map((state) => card(state, map.customers, most, setting))
  const { words } = setting
  return html`<section class="card" aria-labelledby="states">
<h2 id="states">${words.say('page.states')}</h2>
<ul class="ladder">${cards(false)}</ul>
<h3>${words.say('map.off_the_ladder')}</h3>
<ul class="ladder">${cards(true)}</ul>
</section>`
}

function card({ state, now, before, value, heard }: MapAnswer['states'][number], all: MapAnswer['customers'], most: number, { words, formats }: Setting): Html {
  const notes = [all.before === 0 ? '' : formats.change(now - before), formats.sum(value), words.say('page.heard_of', { heard: formats.count(heard) })]
  return html`<li class="state s-${state}">
${stateIcon(state)}
<div class="who"><b>${words.say(`state.${state}`)}</b><small>${words.say(`state_hint.${state}`)}</small></div>
<div class="num how-many"><b>${formats.count(now)}</b><small>${notes.filter(Boolean).join(' · ')}</small></div>
<svg class="line" viewBox="0 0 ${WIDE} 4" preserveAspectRatio="none" role="img" aria-label="${words.say('page.share', { share: formats.percent(now / Math.max(1, all.now)) })}"><rect width="${Math.round((now / most) * WIDE)}" height="4"/></svg>
</li>`
}
