import { RotateCcw } from 'lucide-react'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Disclosure } from '../../parts/Disclosure.tsx'
import { NumberField } from '../../parts/NumberField.tsx'
import { Slider } from '../../parts/Slider.tsx'
import { useFormats, useWords } from '../../words/words.tsx'
import type { Setting } from './groups.ts'

// Few settings are a choice, and none of those that are open at first.
const Select = lazy(() => import('../../parts/Select.tsx').then((it) => ({ default: it.Select })))

interface SettingRowProps {
  readonly setting: Setting
  /** What it would be. */
  readonly value: number | string
  readonly onChange: (value: number | string | null) => void
  readonly isDisabled: boolean
  /** Why the try refuses it. */
  readonly error: string | undefined
}

/** One threshold: what it means, what it is and may be, and why its default is what it is. */
export function SettingRow({ setting, value, onChange, isDisabled, error }: SettingRowProps): ReactNode {
  const words = useWords()
  const { name, means, why, default: usual } = setting
  const isChanged = value !== setting.value
  return (
    <div className={`border-t border-line py-3 first:border-t-0 ${isChanged ? '-ml-3 pl-3 shadow-[inset_3px_0_0_var(--accent)]' : ''}`}>
      <p className="mb-1 font-medium">{means}</p>
      {typeof value === 'string' ? <Chosen setting={setting} value={value} onChange={onChange} isDisabled={isDisabled} /> : <Measured setting={setting} value={value} onChange={onChange} isDisabled={isDisabled} error={error} />}
      <div className="mt-0.5 flex min-h-8 flex-wrap items-center justify-between gap-x-3 text-sm text-ink-2">
        <Usual setting={setting} />
        {isChanged && <Button look="quiet" icon={RotateCcw} onPress={() => onChange(null)}>{words.say('settings.as_it_is')}</Button>}
        {!isChanged && !isDisabled && value !== usual && <Button look="quiet" icon={RotateCcw} onPress={() => onChange(usual)}>{words.say('settings.to_default')}</Button>}
      </div>
      <Disclosure title={words.say('settings.why')}>
        <div className="pl-5 text-sm text-ink-2"><p className="max-w-[60ch] pb-1">{why}</p><code className="text-ink-3">{name}</code></div>
      </Disclosure>
    </div>
  )
}

type Control = Omit<SettingRowProps, 'error' | 'value'>

/** What it is now, what it is as it comes, and what it may be. */
function Usual({ setting: { value, default: usual, least, most } }: Pick<Control, 'setting'>): ReactNode {
  const words = useWords()
  const shown = useShown()
  const bounds = least === null || most === null ? '' : words.say('settings.bounds', { least: shown(least), most: shown(most) })
  return <span className="num">{value === usual ? words.say('settings.is_default', { value: shown(value) }) : words.say('settings.is_now', { value: shown(value), usual: shown(usual) })}{bounds !== '' && <span className="text-ink-3"> · {bounds}</span>}</span>
}

/** A value as a reader's language writes it; a choice by its name. */
export function useShown(): (value: number | string) => string {
  const words = useWords()
  const formats = useFormats()
  return (value) => (typeof value === 'string' ? words.say(`settings.choice_${value}`) : formats.figure(value, decimalsOf(value)))
}

const decimalsOf = (value: number): number => Math.min(3, String(value).split('.')[1]?.length ?? 0)

function Chosen({ setting: { means, choices }, value, onChange, isDisabled }: Control & { readonly value: string }): ReactNode {
  const words = useWords()
  return <Suspense fallback={<div className="waiting h-9" />}><Select label={means} isLabelHidden options={(choices ?? []).map((id) => ({ id, name: words.say(`settings.choice_${id}`) }))} value={value} onChange={onChange} isDisabled={isDisabled} /></Suspense>
}

/** How far a slider goes with one step: whole days one by one, scores and shares by hundredths. */
const stepOf = ({ whole, least, most }: Setting): number => (whole ? 1 : (most ?? 1) - (least ?? 0) <= 2 ? 0.01 : 0.05)

/** Where the bounds are wide the slider reaches what is likely, four times the default either way; the field takes all of it. */
function reachOf({ least, most, default: usual }: Setting, value: number): readonly [from: number, to: number] {
  const [from, to, middle] = [least ?? 0, most ?? 1, Number(usual)]
  if (middle > 0 && from >= 0 && to > 4 * middle) return [Math.min(value, from === 0 ? 0 : Math.max(from, middle / 4)), Math.max(value, 4 * middle)]
  if (middle < 0 && to <= 0 && from < 4 * middle) return [Math.min(value, 4 * middle), to]
  return [from, to]
}

function Measured({ setting, value, onChange, isDisabled, error }: Control & { readonly value: number; readonly error: string | undefined }): ReactNode {
  const { means, least, most, whole } = setting
  const [from, to] = reachOf(setting, value)
  // While it is dragged nothing is tried; what counts is where it is let go.
  const [dragged, setDragged] = useState<number | null>(null)
  const shown = dragged ?? value
  const settle = (next: number): void => {
    setDragged(null)
    if (!Number.isNaN(next)) onChange(next)
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_96px] items-center gap-4">
      <Slider label={means} value={shown} least={whole ? Math.floor(from) : from} most={whole ? Math.ceil(to) : to} step={stepOf(setting)} onChange={setDragged} onChangeEnd={settle} isDisabled={isDisabled} />
      <NumberField label={means} isLabelHidden value={shown} onChange={settle} minValue={least ?? undefined} maxValue={most ?? undefined} step={whole ? 1 : undefined} formatOptions={{ maximumFractionDigits: whole ? 0 : 3 }} isDisabled={isDisabled} isWheelDisabled />
      {error !== undefined && <p className="col-span-2 text-sm text-danger">{error}</p>}
    </div>
  )
}
