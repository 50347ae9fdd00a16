import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { CompanyAnswer } from '#contract/house/company.ts'
import type { ReckoningAnswer } from '#contract/money/reckoning.ts'
import { minorDigits } from '#core/units/money.ts'
import { asked, tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { useMay } from '../../data/me.ts'
import { Await } from '../../parts/Await.tsx'
import { Button } from '../../parts/Button.tsx'
import { Checkbox } from '../../parts/Checkbox.tsx'
import { NumberField } from '../../parts/NumberField.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Unsaved } from '../../parts/Unsaved.tsx'
import { useWords } from '../../words/words.tsx'

const SHARE = { style: 'percent', maximumFractionDigits: 1 } as const
/** Where somebody begins who says a margin. */
const A_MARGIN = 0.4

/** How money to come is reckoned: margin, discount, years. */
export function ReckoningPanel(): ReactNode {
  const words = useWords()
  const query = useQuery(asked<ReckoningAnswer>('/v1/reckoning'))
  return <Panel title={words.say('reckoning.title')} note={words.say('reckoning.note')}><Await query={query} height={260}>{(reckoning) => <Form key={JSON.stringify(reckoning)} reckoning={reckoning} />}</Await></Panel>
}

function Form({ reckoning }: { readonly reckoning: ReckoningAnswer }): ReactNode {
  const words = useWords()
  const isDisabled = !useMay()('settings.change')
  const [said, setSaid] = useState(reckoning)
  const isDirty = JSON.stringify(said) !== JSON.stringify(reckoning)
  const set = (changes: Partial<ReckoningAnswer>): void => setSaid({ ...said, ...changes })
  const { change, isPending, problem } = useChange({
    act: () => tell<ReckoningAnswer>('PATCH', '/v1/reckoning', Object.fromEntries(Object.entries(said).filter(([name, value]) => value !== reckoning[name as keyof ReckoningAnswer]))),
    refresh: ['/v1/reckoning', '/v1/worth', '/v1/money', '/v1/keeping', '/v1/customers'], said: words.say('settings.saved'),
  })
  const number = (name: keyof ReckoningAnswer) => (value: number): void => set({ [name]: Number.isFinite(value) ? value : reckoning[name] })
  return (
    <form onSubmit={(event) => { event.preventDefault(); change(undefined) }} className="grid gap-5">
      <div className="grid max-w-[520px] gap-4">
        <div className="grid gap-2">
          <Checkbox isSelected={said.margin === null} onChange={(isTicked) => set({ margin: isTicked ? null : (reckoning.margin ?? A_MARGIN) })} isDisabled={isDisabled}>{words.say('reckoning.from_orders')}</Checkbox>
          {said.margin !== null && <NumberField label={words.say('reckoning.margin')} hint={words.say('reckoning.margin_hint')} value={said.margin} onChange={number('margin')} minValue={0} maxValue={1} step={0.001} formatOptions={SHARE} isDisabled={isDisabled} isWheelDisabled error={problem?.at('/margin')} />}
        </div>
        <NumberField label={words.say('reckoning.discount')} hint={words.say('reckoning.discount_hint')} value={said.discount} onChange={number('discount')} minValue={0} maxValue={1} step={0.001} formatOptions={SHARE} isDisabled={isDisabled} isWheelDisabled error={problem?.at('/discount')} />
        <NumberField label={words.say('reckoning.years')} hint={words.say('reckoning.years_hint')} value={said.years} onChange={number('years')} minValue={1} maxValue={10} step={1} isDisabled={isDisabled} isWheelDisabled error={problem?.at('/years')} />
        <PointPrice point={said.point_minor} set={(point_minor) => set({ point_minor })} isDisabled={isDisabled} error={problem?.at('/point_minor')} />
      </div>
      {problem && <ProblemNote problem={problem} />}
      {!isDisabled && (
        <div className="flex flex-wrap gap-2">
          <Button look="primary" type="submit" isPending={isPending} isDisabled={!isDirty}>{words.say('settings.save')}</Button>
          {isDirty && <Button onPress={() => setSaid(reckoning)}>{words.say('settings.undo')}</Button>}
        </div>
      )}
      <Unsaved isDirty={isDirty && !isPending} />
    </form>
  )
}

interface PointPriceProps {
  /** In minor units; null where nobody says. */
  readonly point: number | null
  readonly set: (point: number | null) => void
  readonly isDisabled: boolean
  readonly error: string | undefined
}

/** What a point costs, in the company's currency, of which it may be a small part. */
function PointPrice({ point, set, isDisabled, error }: PointPriceProps): ReactNode {
  const words = useWords()
  const { data: company } = useQuery(asked<CompanyAnswer>('/v1/company'))
  if (!company) return null
  const unit = 10 ** minorDigits(company.currency)
  return (
    <div className="grid gap-2">
      <Checkbox isSelected={point !== null} onChange={(isTicked) => set(isTicked ? 1 : null)} isDisabled={isDisabled}>{words.say('reckoning.point_known')}</Checkbox>
      {point !== null && <NumberField label={words.say('reckoning.point')} hint={words.say('reckoning.point_hint')} value={point / unit} onChange={(value) => Number.isFinite(value) && set(Number((value * unit).toPrecision(12)))} minValue={0} maxValue={1_000_000 / unit} formatOptions={{ style: 'currency', currency: company.currency, maximumFractionDigits: 6 }} isDisabled={isDisabled} isWheelDisabled error={error} />}
    </div>
  )
}
