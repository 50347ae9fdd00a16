import { CloudLightning, CloudRain, DoorOpen, Heart, HeartHandshake, Lock, Smile, Sprout, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { State } from '#core/relationship/state.ts'
import { useWords } from '../words/words.tsx'

export const STATE_ICONS: Readonly<Record<State, LucideIcon>> = {
  devoted: HeartHandshake, loyal: Heart, satisfied: Smile, disappointed: CloudRain, dissatisfied: CloudLightning, handcuffed: Lock, new: Sprout, lapsed: DoorOpen,
}

/** The sign of a state, hue and outline. It says nothing to those who listen: beside it stands the state's name, or use `StateName`. */
export function StateChip({ state, size = 24 }: { readonly state: State; readonly size?: number }): ReactNode {
  const Icon = STATE_ICONS[state]
  const colour = `var(--s-${state})`
  return (
    <span className="inline-grid shrink-0 place-items-center rounded-full" style={{ width: size, height: size, background: `color-mix(in oklab, ${colour} 16%, var(--surface))`, color: `color-mix(in oklab, ${colour} 82%, var(--ink))` }}>
      <Icon size={size * 0.58} strokeWidth={2} aria-hidden />
    </span>
  )
}

/** A state's sign and name. */
export const StateName = ({ state, size = 20 }: { readonly state: State; readonly size?: number }): ReactNode => (
  <span className="inline-flex items-center gap-2"><StateChip state={state} size={size} />{useWords().say(`state.${state}`)}</span>
)
