import { styleText } from 'node:util'
import type { MapAnswer } from '#contract/map/map.ts'
import type { Terminal } from './cli.ts'

type Style = Parameters<typeof styleText>[0]
type State = MapAnswer['states'][number]['state']
type FlowClass = MapAnswer['flows'][number]['class']

/** The nearest of a terminal's sixteen colours; each state has its name beside it, so a colour never says anything alone. */
const STATE_STYLES: Readonly<Record<State, Style>> = {
  devoted: ['blueBright', 'bold'], loyal: 'cyan', satisfied: 'reset', disappointed: 'yellow', dissatisfied: 'red', handcuffed: 'magenta', new: 'magentaBright', lapsed: 'gray',
}
const CLASS_STYLES: Readonly<Record<FlowClass, Style>> = {
  climbed: 'cyan', slipped: 'yellow', new_or_back: 'magentaBright', left: 'gray', sideways: 'reset', stayed: 'reset',
}

export interface Paint {
  readonly state: (state: State, text: string) => string
  readonly flow: (name: FlowClass, text: string) => string
  readonly strong: (text: string) => string
  readonly quiet: (text: string) => string
}

/** Colours, where the terminal has them. */
export function paintOn({ colours }: Pick<Terminal, 'colours'>): Paint {
  const style = (format: Style) => (text: string): string => (colours ? styleText(format, text, { validateStream: false }) : text)
  return {
    state: (state, text) => style(STATE_STYLES[state])(text),
    flow: (name, text) => style(CLASS_STYLES[name])(text),
    strong: style('bold'),
    quiet: style('gray'),
  }
}
