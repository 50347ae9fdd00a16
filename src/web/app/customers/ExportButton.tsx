import { Download } from 'lucide-react'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useMay } from '../data/me.ts'
import { Button } from '../parts/Button.tsx'
import type { Search } from '../parts/filter/said.ts'
import { useWords } from '../words/words.tsx'
import type { Order } from './columns.ts'

const ExportDialog = lazy(() => import('./ExportDialog.tsx').then((it) => ({ default: it.ExportDialog })))

/** Writes a file of all who fit, and shows those that were written. */
export function ExportButton({ filter, order }: { readonly filter: Search; readonly order: Order }): ReactNode {
  const words = useWords()
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  if (!may('customers.export')) return null
  return (
    <>
      <Button icon={Download} onPress={() => setOpen(true)}>{words.say('export.open')}</Button>
      {isOpen && <Suspense fallback={null}><ExportDialog onClose={() => setOpen(false)} filter={filter} order={order} /></Suspense>}
    </>
  )
}
