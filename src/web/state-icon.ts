import type { MapAnswer } from '#contract/map/map.ts'
import { html, type Html } from './html.ts'
import { STATE_PATHS } from './state-paths.ts'

export type State = MapAnswer['states'][number]['state']

/** A state's sign. It stands beside the state's name, so it says nothing to those who listen to the page. */
export const stateIcon = (state: State): Html =>
  html`<svg class="icon s-${state}" viewBox="0 0 24 24" aria-hidden="true">${STATE_PATHS[state].map((path) => html`<path d="${path}"/>`)}</svg>`
