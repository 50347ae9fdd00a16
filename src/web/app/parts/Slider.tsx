import type { ReactNode } from 'react'
import { Slider as AriaSlider, SliderThumb, SliderTrack } from 'react-aria-components'

interface SliderProps {
  /** What it is, for those who do not see what stands beside it. */
  readonly label: string
  readonly value: number
  readonly least: number
  readonly most: number
  readonly step: number
  /** While it is dragged. */
  readonly onChange: (value: number) => void
  /** Where it was let go, or by the keyboard. */
  readonly onChangeEnd: (value: number) => void
  readonly isDisabled?: boolean
}

/** A number on a line from its least to its most. Beside it belongs a field, for whoever knows the number. */
export const Slider = ({ label, value, least, most, step, onChange, onChangeEnd, isDisabled = false }: SliderProps): ReactNode => (
  <AriaSlider aria-label={label} value={value} minValue={least} maxValue={most} step={step} onChange={onChange} onChangeEnd={onChangeEnd} isDisabled={isDisabled} className="grid">
    <SliderTrack className="group relative h-9 w-full data-[disabled]:opacity-50">
      {({ state }) => (
        <>
          <span className="absolute inset-x-0 top-1/2 h-1.5 -translate-y-1/2 rounded-full bg-line" />
          <span className="absolute left-0 top-1/2 h-1.5 -translate-y-1/2 rounded-full bg-accent" style={{ width: `${state.getThumbPercent(0) * 100}%` }} />
          <SliderThumb className="top-1/2 size-5 rounded-full border-2 border-accent bg-surface shadow-sm data-[dragging]:bg-accent-soft data-[focus-visible]:outline-2 data-[focus-visible]:outline-offset-2 data-[focus-visible]:outline-accent" />
        </>
      )}
    </SliderTrack>
  </AriaSlider>
)
