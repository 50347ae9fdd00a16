import { Download } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useMay } from '../data/me.ts'
import { Button } from '../parts/Button.tsx'
import { later } from '../parts/later.tsx'
import type { Search } from '../parts/filter/said.ts'
import { useWords } from '../words/words.tsx'
import type { Order } from './columns.ts'

const ExportDialog = later(() => import('./ExportDialog.tsx').then((it) => it.ExportDialog))

/** Writes a file of all who fit, and shows those that were written. */
export function ExportButton({ filter, order }: { readonly filter: Search; readonly order: Order }): ReactNode {
  const words = useWords()
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  if (!may('customers.export')) return null
  return (
    <>
      <Button icon={Download} onPress={() => setOpen(true)}>{words.say('export.open')}</Button>
      {isOpen && <ExportDialog onClose={() => setOpen(false)} filter={filter} order={order} />}
    </>
  )
}
