import { useState, type FormEvent, type ReactNode } from 'react'
import { DAY_MS, isoDayOf } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import { Button } from '../Button.tsx'
import { DateField } from '../DateField.tsx'
import { Dialog } from '../Dialog.tsx'
import { useWords } from '../../words/words.tsx'

/** The ends of a time that is shown, and the company's zone; it has no beginning where nobody was there yet. */
export interface Shown {
  readonly from: string | null
  readonly to: string
  readonly zone: string
}

interface OwnDatesProps {
  /** Undefined while nobody knows: the fields are empty until somebody does, or fills them in. */
  readonly shown: Shown | undefined
  readonly onClose: () => void
  readonly onShow: (dates: { readonly from: string; readonly to: string }) => void
}

/** The day of an instant on the company's calendar, as a field for days takes it. */
const dayIn = (zone: string, at: string): string => isoDayOf(zoneOf(zone).dayOf(Date.parse(at)) * DAY_MS)

/** What the fields say before somebody fills them in. */
const shownDays = (shown: Shown | undefined): { readonly from: string; readonly to: string } =>
  shown ? { from: shown.from === null ? '' : dayIn(shown.zone, shown.from), to: dayIn(shown.zone, shown.to) } : { from: '', to: '' }

/** The window in which somebody names the first and the last day. */
export function OwnDates({ shown, onClose, onShow }: OwnDatesProps): ReactNode {
  const words = useWords()
  const [chosen, choose] = useState<{ readonly from?: string; readonly to?: string }>({})
  const { from, to } = { ...shownDays(shown), ...chosen }
  const isWrong = from !== '' && to !== '' && from > to
  const show = (event: FormEvent): void => {
    event.preventDefault()
    if (!isWrong && from !== '' && to !== '') onShow({ from, to })
  }
  return (
    <Dialog isOpen onClose={onClose} title={words.say('period.own')} width={420}>
      <form onSubmit={show} className="grid gap-4">
        <div className="grid grid-cols-2 gap-3">
          <DateField label={words.say('period.from')} value={from} onChange={(date) => choose({ ...chosen, from: date })} isRequired autoFocus />
          <DateField label={words.say('period.to')} value={to} onChange={(date) => choose({ ...chosen, to: date })} isRequired />
        </div>
        {isWrong && <p role="alert" className="text-sm text-danger">{words.say('period.order')}</p>}
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{words.say('frame.cancel')}</Button>
          <Button look="primary" type="submit" isDisabled={isWrong || from === '' || to === ''}>{words.say('period.show')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
