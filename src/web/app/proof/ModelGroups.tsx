import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { ModelGroupsAnswer } from '#contract/relationship/model-groups.ts'
import { modelGroupsText, type GroupRow } from '#core/words/model-groups.ts'
import { asked } from '../data/ask.ts'
import { Await } from '../parts/Await.tsx'
import { DataTable } from '../parts/DataTable.tsx'
import { Segmented } from '../parts/Segmented.tsx'
import { useFormats, useWords } from '../words/words.tsx'

const GROUPINGS = ['unit', 'cohort'] as const

/** How the model does by unit and by year of joining: read when somebody opens it. */
export function ModelGroups(): ReactNode {
  const words = useWords()
  const [by, setBy] = useState<(typeof GROUPINGS)[number]>('unit')
  const query = useQuery(asked<ModelGroupsAnswer>(`/v1/model/groups?by=${by}`))
  return (
    <div className="grid justify-items-start gap-3">
      <Segmented label={words.say('model.groups')} value={by} onChange={setBy} options={GROUPINGS.map((one) => ({ id: one, name: words.say(`map.by.${one}`) }))} />
      <div className="w-full"><Await query={query} height={220}>{(answer) => <Groups answer={answer} />}</Await></div>
    </div>
  )
}

function Groups({ answer }: { readonly answer: ModelGroupsAnswer }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const days = formats.days(answer.horizon_days)
  const { rows, notes } = modelGroupsText(answer, words, formats)
  const columns = [
    { id: 'name', head: words.say('model.groups_name'), cell: ({ name }: GroupRow) => name, isName: true },
    { id: 'came', head: words.say('model.groups_came'), cell: ({ came }: GroupRow) => <span className="whitespace-nowrap">{came}</span>, isNumber: true },
    { id: 'again', head: words.say('model.groups_again', { days }), cell: ({ again }: GroupRow) => again, isNumber: true },
    { id: 'purchases', head: words.say('model.groups_purchases'), cell: ({ purchases }: GroupRow) => purchases, isNumber: true },
  ]
  return (
    <div className="grid gap-3">
      <DataTable caption={words.say('model.groups')} columns={columns} rows={rows} keyOf={({ name }) => name} width={480} />
      {notes.map((note) => <p key={note} className="num max-w-[80ch] text-sm text-ink-2">{note}</p>)}
    </div>
  )
}
