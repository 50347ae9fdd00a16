import type { ReactNode } from 'react'
import type { MapProof } from '#contract/proof/proof.ts'
import { DataTable } from '../parts/DataTable.tsx'
import { useFormats, useWords } from '../words/words.tsx'

type Moved = MapProof['thresholds'][number]
type Pair = readonly [lower: Moved, higher: Moved]

/** What each threshold does when it is moved by a quarter. */
export function Thresholds({ thresholds }: Pick<MapProof, 'thresholds'>): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const pairs = [...Map.groupBy(thresholds, ({ name }) => name).values()] as unknown as readonly Pair[]
  const cell = ({ value, share_changed: share, turned }: Moved): string =>
    words.say('proof.moved', { value: formats.figure(value, Number.isInteger(value) ? 0 : 2), share: formats.percent(share.value, 1), turned })
  const columns = [
    { id: 'name', head: words.say('proof.threshold'), cell: ([{ name }]: Pair) => words.say(`setting.${name}`), isName: true },
    { id: 'down', head: words.say('proof.quarter_less'), cell: ([lower]: Pair) => cell(lower), isNumber: true },
    { id: 'up', head: words.say('proof.quarter_more'), cell: ([, higher]: Pair) => cell(higher), isNumber: true },
  ]
  return <DataTable caption={words.say('proof.thresholds')} columns={columns} rows={pairs} keyOf={([{ name }]) => name} width={320} />
}
