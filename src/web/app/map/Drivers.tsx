import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { DriverAnswer, DriversAnswer } from '#contract/map/drivers.ts'
import type { MapAnswer } from '#contract/map/map.ts'
import { sayDriversBasis, sayDriversTrust } from '#core/words/driver.ts'
import { asked, type Query } from '../data/ask.ts'
import { Await } from '../parts/Await.tsx'
import { Button } from '../parts/Button.tsx'
import { MenuButton } from '../parts/MenuButton.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { DriverRow } from './DriverRow.tsx'
import { isClear, reachOf } from './driver.ts'
import { madePeople } from './people.ts'
import { WINDOWS, type Looking } from './view.ts'

interface DriversProps {
  readonly map: MapAnswer
  readonly view: Looking
  readonly move: string
  readonly tone: string
}

/** What came before a kind of move, within the days that are looked at. */
export function Drivers({ map, view, move, tone }: DriversProps): ReactNode {
  const words = useWords()
  const query = useQuery(asked<DriversAnswer>('/v1/drivers', { ...view.filter, ...view.time, move, window: view.window }))
  return (
    <div className="mt-3">
      <div className="no-print mb-3">
        <MenuButton label={words.say('why.window')} selected={String(view.window)} onAction={(days) => view.set({ window: days === '30' ? undefined : days }, { replace: true })} items={WINDOWS.map((days) => ({ id: String(days), name: words.say('why.days', { days }) }))}>
          {words.say('why.days', { days: view.window })}
        </MenuButton>
      </div>
      <Await query={query} height={320}>{(answer) => <Told answer={answer} tone={tone} peopleOf={(driver) => madePeople(map, move, view.filter, { driver, window: view.window })} />}</Await>
    </div>
  )
}

/** What was met before the moves: what no rule looks at, then by what the states are measured, then what makes the move by rule. */
function Told({ answer, tone, peopleOf }: { readonly answer: DriversAnswer } & Pick<TiesProps, 'tone' | 'peopleOf'>): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const { drivers, moves, fewest } = answer
  const of = (tie: DriverAnswer['tie']): readonly DriverAnswer[] => drivers.filter((driver) => driver.tie === tie)
  if (moves < fewest.moves) return <p className="text-ink-2">{words.say('why.too_few_moves', { moves, fewest: fewest.moves })}</p>
  return (
    <div className="grid gap-4">
      <p className="text-sm text-ink-2">{sayDriversBasis(words, formats, answer)}</p>
      {drivers.length === 0 && <p className="text-ink-2">{words.say('why.nothing')}</p>}
      <Ties title={words.say('why.apart')} drivers={of('apart')} tone={tone} peopleOf={peopleOf} shown={5} />
      <Ties title={words.say('why.measured')} note={words.say('why.measured_note')} drivers={of('measured')} tone={tone} peopleOf={peopleOf} shown={1} />
      <Ties title={words.say('why.by_rule')} note={words.say('why.by_rule_note')} drivers={of('by_rule')} tone={tone} peopleOf={peopleOf} shown={1} />
      {drivers.length > 0 && <p className="text-xs text-ink-3">{sayDriversTrust(words, answer).join(' ')}</p>}
    </div>
  )
}

interface TiesProps {
  readonly title: string
  readonly note?: string
  readonly drivers: readonly DriverAnswer[]
  readonly tone: string
  readonly peopleOf: (driver: DriverAnswer) => Query
  /** How many stand there before more are asked for. */
  readonly shown: number
}

function Ties({ title, note, drivers, tone, peopleOf, shown }: TiesProps): ReactNode {
  const words = useWords()
  const [all, setAll] = useState(false)
  if (drivers.length === 0) return null
  // What makes no clear difference is there for whoever asks.
  const first = Math.min(shown, Math.max(1, drivers.filter(isClear).length))
  const rest = drivers.length - first
  const reach = reachOf(drivers)
  return (
    <section>
      <h3 className="text-sm font-semibold">{title}</h3>
      {note !== undefined && <p className="text-xs text-ink-3">{note}</p>}
      <ul className="mt-2 grid gap-3">{drivers.slice(0, all ? undefined : first).map((driver) => <DriverRow key={`${driver.kind} ${driver.by} ${driver.what}`} driver={driver} reach={reach} tone={tone} people={peopleOf(driver)} />)}</ul>
      {rest > 0 && <div className="no-print mt-1 -ml-3"><Button look="quiet" onPress={() => setAll(!all)}>{all ? words.say('why.less') : words.say('why.more', { count: rest })}</Button></div>}
    </section>
  )
}
