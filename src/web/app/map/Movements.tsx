import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import { MOVEMENTS_LISTED, movementsOf, type Movement } from '#core/words/finding.ts'
import { CLASS_SIGNS, CLASS_TONES } from '#web/charts/movements.ts'
import { cssOf } from '#web/charts/tone.ts'
import { Panel } from '../parts/Panel.tsx'
import { StateChip } from '../parts/StateChip.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { chosenFlow } from './chosen.ts'
import { flowName } from './people.ts'
import type { Looking } from './view.ts'

interface MovementsProps {
  readonly map: MapAnswer
  readonly compared: MapAnswer | null
  readonly view: Looking
  readonly hot: string | null
  readonly onHot: (id: string | null) => void
}

/** The biggest movements as a list: what the picture draws, for whoever would rather read, listen or use the keyboard. */
export function Movements({ map, compared, view, hot, onHot }: MovementsProps): ReactNode {
  const words = useWords()
  const { since, movements } = movementsOf(map)
  const before = new Map((compared ? movementsOf(compared).movements : []).map((move) => [flowName(move), move.customers]))
  const chosen = chosenFlow(map, view.flow)
  if (movements.length === 0) return <Panel title={words.say('movements.title')}><p className="text-ink-2">{words.say('map.no_flows')}</p></Panel>
  return (
    <Panel title={words.say('movements.title')} note={words.say(since ? 'map.moves_since' : 'movements.note')}>
      <ol className="-mx-2">
        {movements.slice(0, MOVEMENTS_LISTED).map((move) => {
          const id = flowName(move)
          return (
            <li key={id}>
              <button
                type="button" aria-pressed={chosen !== null && flowName(chosen) === id} onClick={() => view.set({ flow: id }, { replace: true })}
                onPointerEnter={() => onHot(id)} onPointerLeave={() => onHot(null)} onFocus={() => onHot(id)} onBlur={() => onHot(null)}
                className={`flex min-h-9 w-full items-center gap-2 rounded-md px-2 py-1 text-left ${chosen !== null && flowName(chosen) === id ? 'bg-accent-soft' : hot === id ? 'bg-hover' : ''}`}
              >
                <Move move={move} then={compared && !since ? (before.get(id) ?? 0) : null} />
              </button>
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}

/** From where to where, how many, and by how much that differs from the time it is compared with. */
function Move({ move: { from, to, class: name, customers }, then }: { readonly move: Movement; readonly then: number | null }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  return (
    <>
      {from ? <StateChip state={from} size={20} /> : <span className="size-5" />}
      <ArrowRight size={13} aria-hidden className="shrink-0 text-ink-3" />
      <StateChip state={to} size={20} />
      <span className="min-w-0 flex-1 text-sm">{words.say(from === null ? 'map.not_yet' : `state.${from}`)} <span className="text-ink-3">{words.say('why.to')}</span> {words.say(`state.${to}`)}</span>
      <span className="num shrink-0 text-right text-sm font-medium" style={{ color: cssOf(name === 'sideways' ? 'ink-2' : CLASS_TONES[name]) }}>
        <span className="sr-only">{words.say(`class.${name}`)}: </span><span aria-hidden>{CLASS_SIGNS[name]} </span>{formats.count(customers)}
        {then !== null && then !== customers && <span className="block text-xs font-normal text-ink-2">{words.say('movements.change', { change: formats.change(customers - then) })}</span>}
      </span>
    </>
  )
}
