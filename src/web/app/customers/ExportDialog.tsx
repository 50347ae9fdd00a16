import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { ExportAnswer, ExportsAnswer } from '#contract/customers/exports.ts'
import { SEPARATORS, type Separator } from '#core/customers/export.ts'
import { asked, tell } from '../data/ask.ts'
import { oneOf } from '../data/search.ts'
import { Await, problemOf } from '../parts/Await.tsx'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Select } from '../parts/Select.tsx'
import { useSaying } from '../parts/filter/choices.ts'
import { conditionsOf, filterBody, type Search } from '../parts/filter/said.ts'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { useWords } from '../words/words.tsx'
import type { Order } from './columns.ts'
import { ExportLine } from './ExportLine.tsx'

const exportsAsked = asked<ExportsAnswer>('/v1/exports')
const LOOK_EVERY_MS = 1000

const isOpen = ({ state }: ExportAnswer): boolean => state === 'waiting' || state === 'running'

/** One’s files, looked at again and again while one of them is on its way. */
const useExports = () => useQuery({ ...exportsAsked, refetchInterval: ({ state }) => (state.data?.exports.some(isOpen) ? LOOK_EVERY_MS : false) })

/** What spreadsheets of the reader’s country take: a semicolon where the comma stands in numbers. */
const usual = (locale: string): Separator => (new Intl.NumberFormat(locale).format(0.5).includes(',') ? 'semicolon' : 'comma')

interface ExportDialogProps {
  readonly onClose: () => void
  readonly filter: Search
  readonly order: Order
}

export function ExportDialog({ onClose, filter, order }: ExportDialogProps): ReactNode {
  const words = useWords()
  const exports = useExports()
  return (
    <Dialog isOpen onClose={onClose} title={words.say('export.title')} width={560}>
      <AskForm filter={filter} order={order} />
      <h3 className="mb-1 mt-6 font-semibold">{words.say('export.yours')}</h3>
      <Await query={exports} height={60} empty={(data) => (data.exports.length === 0 ? <p className="text-ink-2">{words.say('export.none')}</p> : null)}>
        {(data) => <ul className="max-h-60 overflow-auto">{data.exports.map((one) => <ExportLine key={one.id} one={one} asked={exportsAsked} />)}</ul>}
      </Await>
      <div className="mt-5 flex justify-end"><Button onPress={onClose}>{words.say('frame.close')}</Button></div>
    </Dialog>
  )
}

function AskForm({ filter, order: { sort, order } }: Omit<ExportDialogProps, 'onClose'>): ReactNode {
  const words = useWords()
  const client = useQueryClient()
  const [separator, setSeparator] = useState<Separator>(() => usual(words.locale))
  const q = oneOf(filter['q'])
  const said = [...(q === undefined ? [] : [`“${q}”`]), ...conditionsOf(filter, useSaying()).map((condition) => condition.said)].join(' · ')
  const ask = useMutation({
    mutationFn: () => tell<ExportAnswer>('POST', '/v1/exports', { filter: { ...filterBody(filter), ...(q !== undefined && { q }), ...(filter['segment'] !== undefined && { segment: filter['segment'] }) }, sort, order, separator, words: true }),
    onSettled: () => client.invalidateQueries(exportsAsked),
  })
  return (
    <div className="grid gap-3">
      <p className="font-medium">{said === '' ? words.say('export.everybody') : said}</p>
      <p className="text-ink-2">{words.say('export.what')}</p>
      <Select label={words.say('export.separator')} value={separator} options={Object.keys(SEPARATORS).map((id) => ({ id, name: words.say(`export.separator.${id}`) }))} onChange={(id) => setSeparator(id as Separator)} />
      {ask.error && <ProblemNote problem={problemOf(ask.error)} />}
      <div><Button look="primary" onPress={() => ask.mutate()} isPending={ask.isPending}>{words.say('export.start')}</Button></div>
    </div>
  )
}
