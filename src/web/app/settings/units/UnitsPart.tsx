import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { UnitAnswer, UnitsAnswer } from '#contract/house/unit.ts'
import type { MapAnswer } from '#contract/map/map.ts'
import { asked } from '../../data/ask.ts'
import { useMay } from '../../data/me.ts'
import { Await } from '../../parts/Await.tsx'
import { Button } from '../../parts/Button.tsx'
import { Empty, Panel } from '../../parts/Panel.tsx'
import { later } from '../../parts/later.tsx'
import { useFormats, useWords } from '../../words/words.tsx'
import { InTheLog } from '../InTheLog.tsx'
import { inTree } from './tree.ts'
import type { UnitDraft } from './UnitDialog.tsx'
import { UnitRow } from './UnitRow.tsx'

const UnitDialog = later(() => import('./UnitDialog.tsx').then((it) => it.UnitDialog))

/** How many customers stand in each unit, as the map counts them, those of units that nobody entered too. */
function useCustomers(): ReadonlyMap<string, number> {
  const { data } = useQuery({ ...asked<MapAnswer>('/v1/map', { by: 'unit' }), enabled: useMay()('map.read'), retry: false })
  return new Map((data?.groups ?? []).flatMap(({ key, customers }) => (key === null ? [] : [[key, customers] as const])))
}

/** Where the company serves: its units as a tree. */
export function UnitsPart(): ReactNode {
  const words = useWords()
  const mayChange = useMay()('settings.change')
  const query = useQuery(asked<UnitsAnswer>('/v1/units'))
  const customers = useCustomers()
  const [open, setOpen] = useState<UnitDraft | null>(null)
  const add = mayChange && <Button icon={Plus} look="primary" onPress={() => setOpen({ unit: null })}>{words.say('settings.unit_add')}</Button>
  const units = query.data?.units ?? []
  return (
    <>
      <Panel title={words.say('settings.units_title')} note={words.say('settings.units_note')} actions={<>{<InTheLog what="unit" />}{add}</>}>
        <Await query={query} height={320} empty={(data) => (data.units.length === 0 ? <Empty title={words.say('settings.units_none')}>{words.say('settings.units_none_about')}</Empty> : null)}>
          {(data) => <ul className="divide-y divide-line">{inTree(data.units).map((unit) => <UnitRow key={unit.key} unit={unit} customers={customers.get(unit.key)} onOpen={mayChange ? setOpen : null} />)}</ul>}
        </Await>
      </Panel>
      <Unnamed customers={customers} units={units} onOpen={mayChange ? setOpen : null} />
      {open && <UnitDialog draft={open} units={units} onClose={() => setOpen(null)} />}
    </>
  )
}

interface UnnamedProps {
  readonly customers: ReadonlyMap<string, number>
  readonly units: readonly UnitAnswer[]
  readonly onOpen: ((draft: UnitDraft) => void) | null
}

/** Units that facts speak of and nobody entered: they count, under the key alone. */
function Unnamed({ customers, units, onOpen }: UnnamedProps): ReactNode {
  const words = useWords()
  const { count } = useFormats()
  const known = new Set(units.map(({ key }) => key))
  const unknown = [...customers].filter(([key]) => !known.has(key))
  if (unknown.length === 0) return null
  return (
    <Panel title={words.say('settings.units_unnamed')} note={words.say('settings.units_unnamed_about')}>
      <ul className="divide-y divide-line">
        {unknown.map(([key, n]) => (
          <li key={key} className="flex min-h-11 items-center gap-3">
            <span className="min-w-0 flex-1 font-medium [overflow-wrap:anywhere]">{key}</span>
            <span className="num text-sm text-ink-2">{words.say('settings.customers_n', { n, shown: count(n) })}</span>
            {onOpen && <Button onPress={() => onOpen({ unit: null, key })} aria-label={words.say('settings.act_on', { act: words.say('settings.unit_name_it'), name: key })}>{words.say('settings.unit_name_it')}</Button>}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
