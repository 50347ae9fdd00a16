import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { SegmentAnswer } from '#contract/customers/segment.ts'
import { tell } from '../../data/ask.ts'
import { problemOf } from '../Await.tsx'
import { useWords } from '../../words/words.tsx'
import { Button, IconButton } from '../Button.tsx'
import { Dialog } from '../Dialog.tsx'
import { Checkbox } from '../Checkbox.tsx'
import { TextField } from '../Field.tsx'
import { ProblemNote } from '../ProblemNote.tsx'
import { toast } from '../Toasts.tsx'
import { segmentsAsked, useSaying, useSegments } from './choices.ts'
import { conditionsOf, searchOf } from './said.ts'

/** The segments that somebody may change: their names, whether they are shared, and away with them. */
export function ManageSegments({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }): ReactNode {
  const words = useWords()
  const segments = useSegments().filter(({ may_change }) => may_change)
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={words.say('segment.manage')} width={560}>
      {segments.length === 0 ? <p className="text-ink-2">{words.say('segment.none')}</p> : <ul className="grid gap-4">{segments.map((segment) => <One key={segment.id} segment={segment} />)}</ul>}
      <div className="mt-5 flex justify-end"><Button onPress={onClose}>{words.say('frame.close')}</Button></div>
    </Dialog>
  )
}

function One({ segment }: { readonly segment: SegmentAnswer }): ReactNode {
  const words = useWords()
  const client = useQueryClient()
  const said = conditionsOf(searchOf(segment.filter), useSaying()).map((condition) => condition.said).join(' · ')
  const [name, setName] = useState(segment.name)
  const [shared, setShared] = useState(segment.shared)
  const done = (text: string): Promise<void> => {
    toast(text)
    return client.invalidateQueries(segmentsAsked)
  }
  const path = `/v1/segments/${segment.id}`
  const change = useMutation({ mutationFn: () => tell('PATCH', path, { name, shared }), onSuccess: () => done(words.say('segment.saved', { name })) })
  const remove = useMutation({ mutationFn: () => tell('DELETE', path), onSuccess: () => done(words.say('segment.removed', { name: segment.name })) })
  const problem = (change.error ?? remove.error) && problemOf(change.error ?? remove.error)
  const isChanged = name !== segment.name || shared !== segment.shared
  return (
    <li className="grid gap-1.5 border-t border-line pt-3 first:border-0 first:pt-0">
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1"><TextField label={words.say('segment.name')} value={name} onChange={setName} maxLength={100} error={problem?.at('/name')} /></div>
        <IconButton icon={Trash2} label={`${words.say('segment.remove')}: ${segment.name}`} onPress={() => remove.mutate()} />
      </div>
      <p className="text-sm text-ink-2">{said}{segment.made_by !== null && ` · ${words.say('segment.by', { name: segment.made_by })}`}</p>
      <Checkbox isSelected={shared} onChange={setShared}>{words.say('segment.share')}</Checkbox>
      {isChanged && <div><Button look="primary" onPress={() => change.mutate()} isPending={change.isPending} isDisabled={name.trim() === ''}>{words.say('segment.update')}</Button></div>}
      {problem && problem.at('/name') === undefined && <ProblemNote problem={problem} />}
    </li>
  )
}
