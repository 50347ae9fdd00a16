import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import type { Movement } from '#core/words/finding.ts'
import { CLASS_SIGNS, CLASS_TONES } from '#web/charts/movements.ts'
import { cssOf } from '#web/charts/tone.ts'
import { LinkButton } from '../parts/Button.tsx'
import { laterPanel } from '../parts/LaterPanel.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { chosenFlow } from './chosen.ts'
import { MoveWorth } from './MoveWorth.tsx'
import { flowName, flowPeople, madePeople } from './people.ts'
import type { Looking } from './view.ts'

/** They come last, after what the map itself is made of. */
const Drivers = laterPanel(() => import('./Drivers.tsx').then((it) => it.Drivers), 320)

interface WhyProps {
  readonly map: MapAnswer
  readonly view: Looking
}

/** Why they moved: of the movement that is looked into, what came before it, and who they are. */
export function Why({ map, view }: WhyProps): ReactNode {
  const words = useWords()
  const flow = chosenFlow(map, view.flow)
  if (flow === null) return null
  return (
    <Panel title={words.say('why.title')}>
      <Head map={map} flow={flow} />
      <MoveWorth flow={flow} filter={view.filter} />
      {flow.from === null
        ? <p className="mt-3 text-ink-2">{words.say('why.joined')}</p>
        : <div className="mt-3"><Drivers map={map} view={view} move={flowName(flow)} tone={cssOf(flow.class === 'sideways' ? 'ink-2' : CLASS_TONES[flow.class])} /></div>}
      <div className="no-print mt-4">
        {map.customers.before > 0
          ? <LinkButton to="/customers" search={flowPeople(map, flow, view.filter)}>{words.say('people.see', { customers: flow.customers })}</LinkButton>
          : <LinkButton to="/customers" search={madePeople(map, flowName(flow), view.filter)}>{words.say('people.made')}</LinkButton>}
      </div>
    </Panel>
  )
}

/** Which movement, how many, and what they had paid. */
function Head({ map, flow }: { readonly map: MapAnswer; readonly flow: Movement }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const net = map.customers.before > 0 ? map.flows.find(({ from, to }) => from === flow.from && to === flow.to) : undefined
  return (
    <div aria-live="polite">
      <p className="flex flex-wrap items-center gap-x-2 text-base font-semibold">
        {words.say(flow.from === null ? 'map.not_yet' : `state.${flow.from}`)}<ArrowRight size={16} className="text-ink-3" aria-label={words.say('why.to')} />{words.say(`state.${flow.to}`)}
      </p>
      {net && (
        <p className="num text-sm text-ink-2">
          <span style={{ color: cssOf(flow.class === 'sideways' ? 'ink-2' : CLASS_TONES[flow.class]) }}><span aria-hidden>{CLASS_SIGNS[flow.class]} </span>{words.say(`class.${flow.class}`)}</span>
          {' · '}{words.say('why.customers', { customers: flow.customers })}{flow.from !== null && <> · {words.say('why.paid', { sum: formats.sum(net.value) })}</>}
        </p>
      )}
    </div>
  )
}
