import { parseDate, parseDateTime, type DateValue } from '@internationalized/date'
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Calendar, CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell, DateInput, DatePicker, DateSegment, Dialog, Group, Heading, Label, Popover } from 'react-aria-components'
import { Under, type Own } from './Under.tsx'

interface DateFieldProps extends Own {
  /** A day, or a minute on somebody's wall: `2026-11-23` or `2026-11-23T09:30`. Empty, or no such thing, where nobody has said one. */
  readonly value: string
  /** Handed a day or a minute as `value` has it; empty while there is none. */
  readonly onChange: (value: string) => void
  /** Is it a minute? */
  readonly withTime?: boolean
  readonly autoFocus?: boolean
  readonly isRequired?: boolean
}

/** `2026-11-23T09:30`, without seconds. */
const MINUTE = 'yyyy-mm-ddThh:mm'.length

function readAs(value: string, withTime: boolean): DateValue | null {
  try {
    return withTime ? parseDateTime(value) : parseDate(value)
  } catch {
    return null
  }
}

/** A field for a day, or a day and a time on it, written as the reader's language writes it; with a calendar to choose from. */
export const DateField = ({ label, hint, error, value, onChange, withTime = false, autoFocus = false, isRequired = false }: DateFieldProps): ReactNode => (
  <DatePicker
    value={readAs(value, withTime)} onChange={(next) => onChange(next?.toString().slice(0, MINUTE) ?? '')} granularity={withTime ? 'minute' : 'day'}
    shouldForceLeadingZeros autoFocus={autoFocus} isRequired={isRequired} isInvalid={error !== undefined} className="grid min-w-0 gap-1"
  >
    <Label className="text-sm font-medium">{label}</Label>
    <Group className="field flex min-w-0 items-center pr-0.5 data-[focus-within]:outline-2 data-[focus-within]:outline-offset-1 data-[focus-within]:outline-accent">
      <DateInput className="num flex min-w-0 flex-1 overflow-hidden whitespace-nowrap">
        {(segment) => <DateSegment segment={segment} className="min-h-6 rounded-sm px-px leading-6 outline-none not-data-[type=literal]:min-w-6 not-data-[type=literal]:text-center data-[focused]:bg-accent data-[focused]:text-accent-ink data-[placeholder]:text-ink-2 data-[focused]:data-[placeholder]:text-accent-ink" />}
      </DateInput>
      <Button className="grid size-8 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-hover"><CalendarDays size={16} aria-hidden /></Button>
    </Group>
    <Under hint={hint} error={error} />
    <Popover className="card overflow-auto p-3 shadow-over"><Dialog className="outline-none"><Month /></Dialog></Popover>
  </DatePicker>
)

const TURN = 'grid size-9 place-items-center rounded-md text-ink-2 hover:bg-hover data-[disabled]:opacity-40'

/** The days of a month, a week a row, as the reader's land begins it. */
const Month = (): ReactNode => (
  <Calendar>
    <div className="mb-1 flex items-center justify-between">
      <Button slot="previous" className={TURN}><ChevronLeft size={17} aria-hidden /></Button>
      <Heading className="font-semibold" />
      <Button slot="next" className={TURN}><ChevronRight size={17} aria-hidden /></Button>
    </div>
    <CalendarGrid className="num">
      <CalendarGridHeader>{(day) => <CalendarHeaderCell className="pb-1 text-sm font-medium text-ink-2">{day}</CalendarHeaderCell>}</CalendarGridHeader>
      <CalendarGridBody>
        {(date) => <CalendarCell date={date} className="grid size-9 cursor-pointer place-items-center rounded-md hover:bg-hover data-[outside-month]:invisible data-[selected]:bg-accent data-[selected]:text-accent-ink" />}
      </CalendarGridBody>
    </CalendarGrid>
  </Calendar>
)
