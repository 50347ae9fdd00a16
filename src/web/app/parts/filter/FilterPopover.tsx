import { useState, type ReactNode, type RefObject } from 'react'
import { Dialog, Header, ListBox, ListBoxItem, ListBoxSection, Popover } from 'react-aria-components'
import { FIGURES } from '#core/customers/sorts.ts'
import { useWords } from '../../words/words.tsx'
import { useChoices, useHasChoices, valuesOf } from './choices.ts'
import { Editor } from './Editors.tsx'
import { LISTED, type Search } from './said.ts'

interface Group {
  readonly id: string
  readonly name: string
  readonly items: readonly { readonly id: string; readonly name: string }[]
}

/** All that can be asked for here: what nobody has anything of is left out. */
function useGroups(): readonly Group[] {
  const words = useWords()
  const choices = useChoices()
  const listed = LISTED.filter((word) => valuesOf(word, choices).length > 0)
  const groups = [
    { id: 'who', name: words.say('filter.who'), items: [...listed, 'heard'].map((id) => ({ id, name: words.say(`filter.word.${id}`) })) },
    { id: 'figures', name: words.say('filter.figures'), items: FIGURES.map((id) => ({ id, name: words.say(`filter.figure.${id}`) })) },
    { id: 'attributes', name: words.say('filter.attributes'), items: choices.attributes.map(({ name }) => ({ id: `attribute.${name}`, name })) },
  ]
  return groups.filter(({ items }) => items.length > 0)
}

function Words({ onChoose }: { readonly onChoose: (id: string) => void }): ReactNode {
  const words = useWords()
  return (
    <ListBox aria-label={words.say('filter.add')} autoFocus="first" escapeKeyBehavior="none" selectionMode="single" selectedKeys={[]} onSelectionChange={(keys) => keys !== 'all' && onChoose(String([...keys][0]))} className="max-h-[min(420px,60vh)] overflow-auto outline-none">
      {useGroups().map((group) => (
        <ListBoxSection key={group.id} id={group.id}>
          <Header className="px-2 pb-1 pt-2 text-sm text-ink-2">{group.name}</Header>
          {group.items.map((item) => <ListBoxItem key={item.id} id={item.id} textValue={item.name} className="min-h-9 cursor-pointer rounded-sm px-2 py-1.5 outline-none first-letter:uppercase data-[focused]:bg-accent-soft">{item.name}</ListBoxItem>)}
        </ListBoxSection>
      ))}
    </ListBox>
  )
}

export interface FilterPopoverProps {
  /** What it opens under. */
  readonly anchor: RefObject<Element | null>
  readonly onClose: () => void
  readonly label: string
  /** The condition that is changed; null where one is added: first what by, then which. */
  readonly id: string | null
  readonly search: Search
  readonly onChange: (search: Search) => void
}

/** Puts a condition together. What is chosen holds at once. */
export function FilterPopover({ anchor, onClose, label, id, search, onChange }: FilterPopoverProps): ReactNode {
  const words = useWords()
  const [chosen, setChosen] = useState(id)
  const isKnown = useHasChoices()
  return (
    <Popover isOpen triggerRef={anchor} onOpenChange={(open) => open || onClose()} placement="bottom start" className="card w-[min(300px,92vw)] overflow-auto p-1.5 shadow-over">
      <Dialog aria-label={label} className="outline-none">
        {!isKnown && <div role="status" className="waiting h-[min(420px,60vh)]"><span className="sr-only">{words.say('frame.loading')}</span></div>}
        {isKnown && (chosen === null ? <Words onChoose={setChosen} /> : <Editor id={chosen} search={search} onChange={onChange} />)}
      </Dialog>
    </Popover>
  )
}
