import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { LookAnswer } from '#contract/history/upload.ts'
import { MenuButton } from '../parts/MenuButton.tsx'
import { useWords } from '../words/words.tsx'
import { newOutput, outputsOf, unusedColumns, withOutput, withOutputs, withoutOutput, type Owner } from './draft.ts'
import { OutputPanel } from './OutputPanel.tsx'
import { OWNERS } from './owners.ts'
import type { Drafting } from './use-draft.ts'

/** What each row makes: one panel for each kind of thing. */
export function Outputs({ look, drafting: { draft, change } }: { readonly look: LookAnswer; readonly drafting: Drafting }): ReactNode {
  const words = useWords()
  const outputs = outputsOf(draft)
  const unused = unusedColumns(draft, look.columns.map(({ column }) => column))
  const add = (owner: Owner): void => change(withOutputs(draft, (all) => [...all, newOutput(all, owner)]))
  return (
    <>
      {outputs.map((output, i) => (
        <OutputPanel key={`${i} ${outputs.length}`} look={look} output={output} isAlone={outputs.length === 1} onChange={(next) => change(withOutput(draft, i, () => next))} onRemove={() => change(withoutOutput(draft, i))} />
      ))}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <MenuButton label={words.say('bring.add_output')} icon={Plus} items={OWNERS.map((id) => ({ id, name: words.say(`bring.kind.${id}`) }))} onAction={(id) => add(id as Owner)}>{words.say('bring.add_output')}</MenuButton>
        {unused.length > 0 && <p className="min-w-0 flex-1 basis-[260px] text-sm text-ink-2 [overflow-wrap:anywhere]">{words.say('bring.unused', { columns: unused.map((column) => (typeof column === 'number' ? words.say('bring.nth', { n: column }) : column)).join(', ') })}</p>}
      </div>
    </>
  )
}
