import type { ReactNode } from 'react'
import type { WorthAnswer } from '#contract/worth/worth.ts'
import type { Formats } from '#core/words/format.ts'
import type { Query } from '../data/ask.ts'
import { Problem } from '../data/problem.ts'
import { Await } from '../parts/Await.tsx'
import { DataTable, type Column } from '../parts/DataTable.tsx'
import { Panel } from '../parts/Panel.tsx'
import { StateName } from '../parts/StateChip.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { Check } from './WorthCheck.tsx'
import { Jumps } from './WorthJumps.tsx'
import { Kinds } from './WorthKinds.tsx'
import { useWorth } from './worth.ts'

type Row = WorthAnswer['states'][number]
type Range = NonNullable<Row['figures']>['worth']

/** What a customer in each state is worth, of those that the map is of. */
export function WorthOfStates({ filter }: { readonly filter: Query }): ReactNode {
  const words = useWords()
  const query = useWorth(filter)
  // That it cannot be told of these customers is no fault: why, and of whom it can.
  const why = query.error instanceof Problem && query.error.code?.startsWith('worth_') ? query.error.body : null
  if (why) return <Panel title={words.say('worth.title')}><p className="max-w-[68ch] text-ink-2">{why.detail} {why.do}</p></Panel>
  return <Panel title={words.say('worth.title')} note={query.data && <Note worth={query.data} />}><Await query={query} height={420}>{(worth) => <Table worth={worth} />}</Await></Panel>
}

function Note({ worth: { setting: { years, discount, margin }, from, to, looked_at, segment } }: { readonly worth: WorthAnswer }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  return (
    <>
      {words.say('worth.note', { years, discount: formats.percent(discount), period: formats.period(from, to) })} {words.say(`worth.margin_${margin.source}`, { share: formats.percent(margin.share), known: formats.percent(margin.known) })}
      {looked_at < 1 && <> {words.say('worth.looked_at', { share: formats.percent(looked_at) })}</>}
      {segment && <> {words.say('worth.drawn', { customers: segment.customers, moves: formats.short(Math.round(segment.weight)) })}</>}
    </>
  )
}

/** A figure with its interval below it. */
const Figure = ({ range: { value, low, high }, format }: { readonly range: Range; readonly format: (value: number) => string }): ReactNode => {
  const words = useWords()
  return <><span className="font-medium">{format(value)}</span><span className="block text-xs whitespace-nowrap text-ink-2">{words.say('why.band', { low: format(low), high: format(high) })}</span></>
}

function Rests({ row: { figures, customers, sure } }: { readonly row: Row }): ReactNode {
  const words = useWords()
  if (!figures) return words.say('worth.too_few')
  return <><span className="whitespace-nowrap">{words.say('why.customers', { customers })}</span><span className="block text-xs text-ink-2">{words.say('worth.sure_as', { moves: Math.round(sure) })}</span></>
}

function columnsOf({ segment, states }: WorthAnswer, words: ReturnType<typeof useWords>, formats: Formats): readonly Column<Row>[] {
  const figure = (id: string, range: (figures: NonNullable<Row['figures']>, state: Row['state']) => Range | null, format: (value: number) => string): Column<Row> => ({
    id, isNumber: true, head: words.say(`worth.${id}`), cell: ({ figures, state }) => {
      const found = figures && range(figures, state)
      return found ? <Figure range={found} format={format} /> : '–'
    },
  })
  return [
    { id: 'state', isName: true, head: words.say('map.state'), cell: ({ state }) => <StateName state={state} /> },
    figure('worth', ({ worth }) => worth, formats.sum),
    ...(segment && states.some(({ whole }) => whole !== null) ? [{ id: 'whole', isNumber: true, head: words.say('worth.whole'), cell: ({ whole }: Row) => (whole ? formats.sum(whole.value) : '–') }] : []),
    figure('month', ({ month }) => month, formats.money),
    figure('stay', (figures) => figures.stay_months, (months) => formats.figure(months, 1)),
    // Who is there already, and who is counted as gone, have no chance to tell.
    figure('devoted', (figures, state) => (state === 'devoted' || state === 'lapsed' ? null : figures.devoted_ever), (share) => formats.percent(share)),
    segment
      ? { id: 'own', isNumber: true, head: words.say('worth.own'), cell: ({ own, figures }) => (own && figures ? formats.percent(own.moves) : '–') }
      : { id: 'weight', isNumber: true, head: words.say('worth.weight'), cell: ({ weight, figures }) => (figures ? formats.short(Math.round(weight)) : '–') },
    { id: 'rests', head: words.say('worth.rests'), cell: (row) => <Rests row={row} /> },
  ]
}

function Table({ worth }: { readonly worth: WorthAnswer }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const { states } = worth
  return (
    <>
      <DataTable caption={words.say('worth.title')} columns={columnsOf(worth, words, formats)} rows={states} keyOf={({ state }) => state} width={worth.segment ? 760 : 700} />
      <p className="mt-3 text-xs text-ink-2">{!worth.segment && <>{words.say('worth.weight_note')} </>}{words.say('worth.not_effect')}</p>
      <Jumps worth={worth} />
      <Kinds worth={worth} />
      <Check worth={worth} />
    </>
  )
}
