import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { SegmentAnswer } from '#contract/customers/segment.ts'
import { tell } from '../../data/ask.ts'
import { problemOf } from '../Await.tsx'
import { useWords } from '../../words/words.tsx'
import { Button } from '../Button.tsx'
import { Dialog } from '../Dialog.tsx'
import { Checkbox } from '../Checkbox.tsx'
import { TextField } from '../Field.tsx'
import { ProblemNote } from '../ProblemNote.tsx'
import { toast } from '../Toasts.tsx'
import { segmentsAsked, useSaying } from './choices.ts'
import { conditionsOf, filterBody, type Search } from './said.ts'

interface SaveSegmentProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly search: Search
  readonly onSaved: (segment: SegmentAnswer) => void
}

/** Saves the filter that there is under a name. */
export function SaveSegment({ isOpen, onClose, search, onSaved }: SaveSegmentProps): ReactNode {
  const words = useWords()
  return <Dialog isOpen={isOpen} onClose={onClose} title={words.say('segment.save')}><SaveForm onClose={onClose} search={search} onSaved={onSaved} /></Dialog>
}

function SaveForm({ onClose, search, onSaved }: Omit<SaveSegmentProps, 'isOpen'>): ReactNode {
  const words = useWords()
  const client = useQueryClient()
  const { segment: _s, ...own } = search
  const said = conditionsOf(own, useSaying()).map((condition) => condition.said).join(' · ')
  const [name, setName] = useState(said.slice(0, 60))
  const [shared, setShared] = useState(false)
  const save = useMutation({
    mutationFn: () => tell<SegmentAnswer>('POST', '/v1/segments', { name, shared, filter: filterBody(search) }),
    onSuccess: async (segment) => {
      await client.invalidateQueries(segmentsAsked)
      toast(words.say('segment.saved', { name: segment.name }))
      onClose()
      onSaved(segment)
    },
  })
  const problem = save.error && problemOf(save.error)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit} className="grid gap-3">
      <p className="text-ink-2">{said}</p>
      <TextField label={words.say('segment.name')} value={name} onChange={setName} autoFocus isRequired maxLength={100} error={problem?.at('/name')} />
      <Checkbox isSelected={shared} onChange={setShared}>{words.say('segment.share')}</Checkbox>
      <p className="text-sm text-ink-2">{words.say('segment.save_note')}</p>
      {problem && problem.at('/name') === undefined && <ProblemNote problem={problem} />}
      <div className="mt-2 flex flex-wrap justify-end gap-2">
        <Button onPress={onClose}>{words.say('frame.cancel')}</Button>
        <Button type="submit" look="primary" isPending={save.isPending} isDisabled={name.trim() === ''}>{words.say('segment.save')}</Button>
      </div>
    </form>
  )
}
