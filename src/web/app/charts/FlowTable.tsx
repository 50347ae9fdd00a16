import type { ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import { flowTable, type FlowCell, type FlowRow } from '#web/charts/flow-table.ts'
import { CLASS_SIGNS, CLASS_TONES, flowId, fromName, moveSaid, type MapMark } from '#web/charts/movements.ts'
import type { Setting } from '#web/charts/picture.ts'
import { cssOf } from '#web/charts/tone.ts'
import { Scrolls } from '../parts/Scrolls.tsx'
import { StateName } from '../parts/StateChip.tsx'
import { useSetting } from './setting.ts'

interface FlowTableProps {
  readonly map: MapAnswer
  readonly chosen?: string | null
  readonly onPick?: (mark: MapMark, id: string) => void
}

/** The whole map as a table: every pair of states with how many and what class of movement that is. Its rows scroll sideways where there is no room. */
export function FlowTable({ map, chosen = null, onPick }: FlowTableProps): ReactNode {
  const setting = useSetting()
  const { words, formats } = setting
  const { caption, columns, rows, totals, total } = flowTable(map, setting)
  return (
    <Scrolls label={caption}>
      <table className="num w-full min-w-[760px] border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="sticky left-0 bg-surface py-2 pr-3 text-left text-xs font-medium text-ink-3"><span className="whitespace-nowrap">{formats.day(map.from)} ↓</span> <span className="max-sm:block whitespace-nowrap">{formats.day(map.to)} →</span></th>
            {columns.map((state) => <th key={state} scope="col" className="px-2 py-2 text-right text-xs font-medium text-ink-2">{words.say(`state.${state}`)}</th>)}
            <th scope="col" className="py-2 pl-2 text-right text-xs font-medium text-ink-2">{words.say('map.all')}</th>
          </tr>
        </thead>
        <tbody>{rows.map((row) => <Row key={row.from ?? ''} row={row} setting={setting} chosen={chosen} onPick={onPick} />)}</tbody>
        <tfoot>
          <tr className="border-t border-line-strong font-semibold">
            <th scope="row" className="sticky left-0 bg-surface py-2 pr-3 text-left">{words.say('map.all')}</th>
            {totals.map((count, i) => <td key={columns[i]} className="px-2 text-right">{formats.count(count)}</td>)}
            <td className="pl-2 text-right">{formats.count(total)}</td>
          </tr>
        </tfoot>
        </table>
    </Scrolls>
  )
}

interface RowProps extends Pick<FlowTableProps, 'onPick'> {
  readonly row: FlowRow
  readonly setting: Setting
  readonly chosen: string | null
}

const Row = ({ row, setting, chosen, onPick }: RowProps): ReactNode => (
  <tr className="border-t border-line">
    <th scope="row" className="sticky left-0 bg-surface py-1.5 pr-3 text-left font-medium">{row.from === null ? fromName(null, setting) : <StateName state={row.from} />}</th>
    {row.cells.map((cell) => <td key={cell.to} className="px-0.5 text-right"><Cell cell={cell} setting={setting} isChosen={chosen === flowId(cell)} onPick={onPick} /></td>)}
    <td className="pl-2 text-right font-medium">{setting.formats.count(row.total)}</td>
  </tr>
)

interface CellProps extends Pick<FlowTableProps, 'onPick'> {
  readonly cell: FlowCell
  readonly setting: Setting
  readonly isChosen: boolean
}

/** How many, with the sign of what that is; a button where somebody moved. */
function Cell({ cell, setting, isChosen, onPick }: CellProps): ReactNode {
  const { words, formats } = setting
  if (cell.customers === 0 || cell.class === null) return <span className="px-1.5 text-ink-3" aria-hidden>·</span>
  const count = formats.count(cell.customers)
  if (cell.class === 'stayed') return <span className="px-1.5 text-ink-3">{count}</span>
  const shown = <><span aria-hidden style={{ color: cssOf(cell.class === 'sideways' ? 'ink-3' : CLASS_TONES[cell.class]) }}>{CLASS_SIGNS[cell.class]}</span> {count}</>
  if (!onPick) return <span className="px-1.5">{shown}</span>
  return (
    <button
      type="button" aria-pressed={isChosen} aria-label={`${moveSaid(cell, setting)} (${words.say(`class.${cell.class}`)})`} onClick={() => onPick({ kind: 'flow', from: cell.from, to: cell.to }, flowId(cell))}
      className={`min-h-7 whitespace-nowrap rounded-sm px-1.5 ${isChosen ? 'bg-accent-soft font-semibold' : 'hover:bg-hover'}`}
    >
      {shown}
    </button>
  )
}
