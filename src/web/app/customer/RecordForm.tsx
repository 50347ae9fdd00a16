import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { SendAnswer } from '#contract/history/send.ts'
import type { UnitAnswer, UnitsAnswer } from '#contract/house/unit.ts'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { HAND_FORMS, type Ask, type HandKind } from '#core/history/by-hand.ts'
import type { Words } from '#core/words/words.ts'
import { asked, tell } from '../data/ask.ts'
import { useChange, type Changing } from '../data/change.ts'
import { client } from '../data/client.ts'
import { useMe } from '../data/me.ts'
import { Button } from '../parts/Button.tsx'
import { DateField } from '../parts/DateField.tsx'
import { Select } from '../parts/Select.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { toast } from '../parts/toast.ts'
import { useWords } from '../words/words.tsx'
import { AskField } from './AskField.tsx'
import { customerAsked, CUSTOMERS } from './asked-customer.ts'
import { factToSend, flawsOf, MOST_TEXT, newId, wallClock, type Flaws, type Values } from './record-fact.ts'
import { ServedBy } from './ServedBy.tsx'

interface RecordFormProps {
  readonly customerKey: string
  readonly customer: CustomerAnswer
  readonly kind: HandKind
  /** The complaint that is answered, where the page knows it. */
  readonly complaint: string | undefined
  readonly back: ReactNode
  readonly onClose: () => void
}

interface Filled {
  /** Made anew with every change, so that what says something else is another fact, and what is pressed twice is one. */
  readonly id: string
  readonly values: Values
  readonly wall: string
  readonly unit: string | null
  readonly person: string | null
}

const NOWHERE = ''

/** The form of one kind of fact, made from what its kind asks for. */
export function RecordForm({ customerKey, customer, kind, complaint, back, onClose }: RecordFormProps): ReactNode {
  const words = useWords()
  const { company, reach } = useMe()
  const { data, isPending } = useQuery(asked<UnitsAnswer>('/v1/units'))
  const units = data?.units ?? []
  const [filled, setFilled] = useState<Filled>(() => ({ id: newId(), values: complaint === undefined ? {} : { complaint }, wall: wallClock(Date.now(), company.zone), unit: null, person: null }))
  const [isAsked, setAsked] = useState(false)
  const unit = filled.unit ?? usualUnit(units, customer, reach !== 'all')
  const flaws = flawsOf(kind, filled.values, filled.wall, company.zone, Date.now())
  const change = (some: Partial<Filled>): void => setFilled((before) => ({ ...before, ...some, id: newId() }))
  const around = { id: filled.id, customer: customerKey, wall: filled.wall, zone: company.zone, unit: unit === NOWHERE ? null : unit, person: filled.person, language: customer.language ?? words.language }
  const send = useSending(customerKey, customer, () => factToSend(kind, filled.values, around), onClose)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (Object.keys(flaws).length === 0) send.change(undefined)
  }
  const errorOf = (field: string): string | undefined => (isAsked ? said(words, flaws, field) : undefined) ?? send.problem?.at(`/${field}`)
  const asks: readonly Ask[] = HAND_FORMS[kind]
  const answerable = asks.every((ask) => (ask.as !== 'case' || openOf(customer) > 0) && (ask.as !== 'promise' || customer.promises.length > 0))
  if (!answerable) return <><p className="mb-4">{words.say(kind === 'recovery' ? 'person.nothing_open' : 'person.no_promises')}</p>{back}</>
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {asks.map((ask) => <AskField key={ask.field} kind={kind} ask={ask} customer={customer} values={filled.values} error={errorOf(ask.field)} onChange={(value) => change({ values: { ...filled.values, [ask.field]: value } })} />)}
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField label={words.say('ask.when')} withTime value={filled.wall} onChange={(wall) => change({ wall })} error={errorOf('at')} />
        {isPending && <div className="waiting h-[60px]" />}
        {units.length > 0 && <Select label={words.say('ask.unit')} options={unitOptions(units, reach === 'all' ? words.say('ask.no_unit') : null)} value={unit} onChange={(next) => change({ unit: next })} error={errorOf('unit')} />}
        <ServedBy unit={unit} value={filled.person} onChange={(person) => change({ person })} error={errorOf('person')} />
      </div>
      {send.problem && <ProblemNote problem={send.problem} />}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div>{back}</div>
        <div className="flex gap-2"><Button onPress={onClose}>{words.say('frame.cancel')}</Button><Button type="submit" look="primary" isPending={send.isPending}>{words.say('person.save')}</Button></div>
      </div>
    </form>
  )
}

const openOf = ({ cases, promises }: CustomerAnswer): number => cases.length + promises.filter(({ open }) => open !== null).length

const unitOptions = (units: readonly UnitAnswer[], nowhere: string | null): { id: string; name: string }[] =>
  [...(nowhere === null ? [] : [{ id: NOWHERE, name: nowhere }]), ...units.map(({ key, name }) => ({ id: key, name }))]

/** Where it most likely happened: the customer's unit, if whoever records it may say so; those of units must name one. */
function usualUnit(units: readonly UnitAnswer[], { standing, home_unit }: CustomerAnswer, mustName: boolean): string {
  const own = standing?.unit ?? home_unit
  if (own !== null && units.some(({ key }) => key === own)) return own
  return mustName ? (units[0]?.key ?? NOWHERE) : NOWHERE
}

const said = (words: Words, flaws: Flaws, field: string): string | undefined => {
  const flaw = flaws[field]
  return flaw === undefined ? undefined : words.say(flaw, { most: field === 'topic' ? MOST_TEXT.text : MOST_TEXT.words })
}

/** Sends the fact; what it did to the customer is shown at once, and said. */
function useSending(customerKey: string, customer: CustomerAnswer, fact: () => object, onDone: () => void): Changing<undefined> {
  const words = useWords()
  return useChange({
    act: () => tell<SendAnswer>('POST', '/v1/facts?standing=true', fact()),
    refresh: CUSTOMERS,
    after: ({ results: [result] }) => {
      const standing = result && 'standing' in result ? result.standing : null
      if (standing) client.setQueryData(customerAsked(customerKey).queryKey, (before) => before && { ...before, standing })
      const moved = standing ? (standing.state === customer.standing?.state ? 'no' : 'yes') : 'unknown'
      toast(words.say('person.recorded', { moved, state: standing ? words.say(`state.${standing.state}`) : '' }))
      onDone()
    },
  })
}
