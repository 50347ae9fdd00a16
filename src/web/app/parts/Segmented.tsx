import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'

interface SegmentedProps<K extends string> {
  readonly label: string
  readonly options: readonly { readonly id: K; readonly name: string; readonly icon?: LucideIcon }[]
  readonly value: K
  readonly onChange: (id: K) => void
}

/** One of a few ways to look at the same, always exactly one. */
export const Segmented = <K extends string>({ label, options, value, onChange }: SegmentedProps<K>): ReactNode => (
  <ToggleButtonGroup aria-label={label} selectionMode="single" disallowEmptySelection selectedKeys={[value]} onSelectionChange={(keys) => onChange([...keys][0] as K)} className="inline-flex gap-0.5 rounded-md bg-sunken p-1 max-md:w-full">
    {options.map(({ id, name, icon: Icon }) => (
      <ToggleButton key={id} id={id} className="inline-flex min-h-8 items-center justify-center gap-1.5 rounded-sm px-3 text-sm font-medium text-ink-2 max-md:flex-1 max-md:px-1.5 data-[selected]:bg-raised forced-colors:data-[selected]:outline-2 data-[selected]:text-ink data-[selected]:shadow-sm">
        {Icon && <Icon size={15} aria-hidden className="max-md:hidden" />}{name}
      </ToggleButton>
    ))}
  </ToggleButtonGroup>
)
