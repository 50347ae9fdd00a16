import type { LucideIcon } from 'lucide-react'

/** What a menu says. */
export interface MenuSaid {
  /** What is chosen or done there. */
  readonly label: string
  readonly items: readonly { readonly id: string; readonly name: string; readonly icon?: LucideIcon; readonly href?: string }[]
  /** Those that hold, where it is a choice. */
  readonly selected?: string | readonly string[]
  readonly onAction?: (id: string) => void
  /** Any number may be chosen: handed all that hold then. */
  readonly onSelect?: (ids: readonly string[]) => void
}

/** On which entry a menu opens: none yet for who points at it, the first or the last for who goes by keys. */
export type Opening = true | 'first' | 'last'
