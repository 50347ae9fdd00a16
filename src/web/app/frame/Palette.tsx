import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useDeferredValue, useState, type ReactNode } from 'react'
import { Autocomplete, Dialog, Header, Input, ListBox, ListBoxItem, ListBoxSection, Modal, ModalOverlay, SearchField } from 'react-aria-components'
import type { CustomersAnswer } from '#contract/relationship/customer.ts'
import { asked } from '../data/ask.ts'
import { useMay } from '../data/me.ts'
import { StateChip } from '../parts/StateChip.tsx'
import { useWords } from '../words/words.tsx'
import { groupsFor, type Place } from './nav.ts'

interface PaletteProps {
  readonly onClose: () => void
  /** What was typed before it was there. */
  readonly begun: () => string
}

/** Search from everywhere: customers by name, key or e-mail, and the places of the app. */
export function Palette({ onClose, begun }: PaletteProps): ReactNode {
  return (
    <ModalOverlay isOpen onOpenChange={(open) => open || onClose()} isDismissable className="no-print fixed inset-0 z-40 grid justify-items-center bg-[rgb(15_19_25/.45)] px-4 pt-[12vh] content-start">
      <Modal className="card w-full max-w-[560px] overflow-hidden shadow-over">
        {/* One press of Escape leaves, whatever was typed. */}
        <div onKeyDownCapture={({ key }) => key === 'Escape' && onClose()}><Dialog aria-label={useWords().say('frame.search')} className="outline-none"><Search close={onClose} begun={begun} /></Dialog></div>
      </Modal>
    </ModalOverlay>
  )
}

function Search({ close, begun }: { readonly close: () => void; readonly begun: () => string }): ReactNode {
  const words = useWords()
  const may = useMay()
  const router = useRouter()
  const [text, setText] = useState(begun)
  const q = useDeferredValue(text.trim())
  const found = useQuery({ ...asked<CustomersAnswer>('/v1/customers', { q, limit: 8 }), enabled: q !== '' && may('customers.read') })
  const places = groupsFor(may).flatMap((group) => group.places).filter(({ label }) => words.say(label).toLowerCase().includes(q.toLowerCase()))
  const customers = q === '' ? [] : (found.data?.customers ?? [])
  const go = (path: string): void => {
    close()
    void router.navigate({ to: path })
  }
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField aria-label={words.say('frame.search_for')} autoFocus className="border-b border-line">
        <Input placeholder={words.say('frame.search_for')} className="h-13 w-full bg-transparent px-4 text-lg outline-none placeholder:text-ink-3" />
      </SearchField>
      <ListBox aria-label={words.say('frame.search')} onAction={(key) => go(String(key))} renderEmptyState={() => <p className="p-4 text-ink-2">{words.say('frame.search_none')}</p>} className="max-h-[50vh] overflow-auto p-2 outline-none">
        <Section title={words.say('nav.customers')}>{customers.map((customer) => <FoundCustomer key={customer.key} customer={customer} />)}</Section>
        <Section title={words.say('frame.places')}>{places.map((place) => <FoundPlace key={place.to} {...place} />)}</Section>
      </ListBox>
    </Autocomplete>
  )
}

const ITEM = 'flex min-h-10 cursor-pointer items-center gap-2.5 rounded-md px-2.5 outline-none data-[focused]:bg-accent-soft'

const Section = ({ title, children }: { readonly title: string; readonly children: readonly ReactNode[] }): ReactNode =>
  children.length > 0 && <ListBoxSection><Header className="px-2.5 py-1 text-xs font-medium text-ink-3">{title}</Header>{children}</ListBoxSection>

const FoundCustomer = ({ customer: { key, name, email, state } }: { readonly customer: CustomersAnswer['customers'][number] }): ReactNode => (
  <ListBoxItem id={`/customers/${encodeURIComponent(key)}`} textValue={name ?? key} className={ITEM}>
    <StateChip state={state} size={22} /><span className="truncate font-medium">{name ?? key}</span><span className="truncate text-sm text-ink-2">{name === null ? email : key}</span>
  </ListBoxItem>
)

const FoundPlace = ({ to, label, icon: Icon }: Place): ReactNode => {
  const words = useWords()
  return <ListBoxItem id={to} textValue={words.say(label)} className={ITEM}><Icon size={16} aria-hidden />{words.say(label)}</ListBoxItem>
}
