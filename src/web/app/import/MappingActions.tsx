import { useMutation } from '@tanstack/react-query'
import { Bookmark, Code, Download } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { LookAnswer, UploadAnswer } from '#contract/history/upload.ts'
import { get, tell } from '../data/ask.ts'
import { problemOf } from '../parts/Await.tsx'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { TextField } from '../parts/Field.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { toast } from '../parts/Toasts.tsx'
import { useWords } from '../words/words.tsx'
import { lookAgain } from './data.ts'
import { MappingText } from './MappingText.tsx'
import type { Drafting } from './use-draft.ts'

interface Props {
  readonly upload: UploadAnswer
  readonly look: LookAnswer
  readonly drafting: Drafting
  readonly onAnew: () => void
}

/** What can be done with a mapping: remember it, take it along to the command line, write it by hand. */
export function MappingActions(props: Props): ReactNode {
  const words = useWords()
  const [open, setOpen] = useState<'save' | 'text' | null>(null)
  const close = (): void => setOpen(null)
  return (
    <div className="flex flex-wrap gap-2">
      <Button icon={Bookmark} onPress={() => setOpen('save')}>{words.say('bring.remember')}</Button>
      <Button icon={Download} onPress={() => void download(props)}>{words.say('bring.as_file')}</Button>
      <Button icon={Code} onPress={() => void props.drafting.save().finally(() => setOpen('text'))}>{words.say('bring.as_text')}</Button>
      {open === 'save' && <Save {...props} onClose={close} />}
      {open === 'text' && <MappingText upload={props.upload} onClose={close} onTaken={props.onAnew} />}
    </div>
  )
}

/** Hands the mapping out as the file that the command line takes. */
async function download({ upload: { id, name }, drafting: { save } }: Props): Promise<void> {
  await save()
  const { mapping } = await get<UploadAnswer>(`/v1/uploads/${id}`)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([mapping?.text ?? ''], { type: 'application/yaml' }))
  link.download = `${name.replace(/(\.\w{2,6}){1,2}$/, '')}.yaml`
  link.click()
  URL.revokeObjectURL(link.href)
}

function Save({ upload: { mapping, name: fileName }, look, drafting: { draft }, onClose }: Props & { readonly onClose: () => void }): ReactNode {
  const words = useWords()
  const [name, setName] = useState(mapping?.name ?? fileName.replace(/(\.\w{2,6}){1,2}$/, ''))
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => tell('POST', '/v1/mappings', { name, written: draft, header: look.header ? look.columns.map((column) => column.name) : [] }),
    onSuccess: () => {
      toast(words.say('bring.remembered_as', { name }))
      lookAgain()
      onClose()
    },
  })
  return (
    <Dialog isOpen onClose={onClose} title={words.say('bring.remember')}>
      <form className="grid gap-4" onSubmit={(event) => {
        event.preventDefault()
        mutate()
      }}>
        <p className="text-ink-2">{words.say('bring.remember_means')}</p>
        <TextField label={words.say('bring.name')} value={name} onChange={setName} autoFocus isRequired maxLength={100} />
        {error && <ProblemNote problem={problemOf(error)} />}
        <div className="flex justify-end gap-2"><Button onPress={onClose}>{words.say('frame.cancel')}</Button><Button look="primary" type="submit" isPending={isPending}>{words.say('bring.remember')}</Button></div>
      </form>
    </Dialog>
  )
}
