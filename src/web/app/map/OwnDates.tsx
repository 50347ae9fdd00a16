import { useState, type FormEvent, type ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import { DAY_MS, isoDayOf } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { TextField } from '../parts/Field.tsx'
import { useWords } from '../words/words.tsx'

interface OwnDatesProps {
  readonly map: MapAnswer
  readonly onClose: () => void
  readonly onShow: (dates: { readonly from: string; readonly to: string }) => void
}

/** The day of an instant on the company's calendar, as a field for days takes it. */
const dayIn = (zone: string, at: string): string => isoDayOf(zoneOf(zone).dayOf(Date.parse(at)) * DAY_MS)

/** The window in which somebody names the first and the last day. */
export default function OwnDates({ map, onClose, onShow }: OwnDatesProps): ReactNode {
  const words = useWords()
  const { zone } = map.company
  const [from, setFrom] = useState(map.customers.before === 0 ? '' : dayIn(zone, map.from))
  const [to, setTo] = useState(dayIn(zone, map.to))
  const isWrong = from !== '' && to !== '' && from > to
  const show = (event: FormEvent): void => {
    event.preventDefault()
    if (!isWrong && from !== '' && to !== '') onShow({ from, to })
  }
  return (
    <Dialog isOpen onClose={onClose} title={words.say('period.own')} width={420}>
      <form onSubmit={show} className="grid gap-4">
        <div className="grid grid-cols-2 gap-3">
          <TextField label={words.say('period.from')} type="date" value={from} onChange={setFrom} isRequired autoFocus />
          <TextField label={words.say('period.to')} type="date" value={to} onChange={setTo} isRequired />
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
