import { DAY_MS, type Instant } from '#core/units/time.ts'
import { shortenWait } from './effects.ts'
import type { Life } from './life.ts'
import { PARAMETERS } from './parameters.ts'
import { note } from './trace.ts'

const P = PARAMETERS.bond

/**
 * The hidden state at a later instant if nothing happens: satisfaction fades to nothing, and the bond is drawn towards the
 * customer's own level, shifted by how satisfied they are.
 */
export function fadedTo(life: Life, at: Instant): { bond: number; satisfaction: number } {
  const days = (at - life.now) / DAY_MS
  const satisfaction = life.satisfaction * Math.exp(-days / P.satisfaction_days)
  const level = life.traits.ownBond + P.satisfaction_pull * life.satisfaction
  return { bond: level + (life.bond - level) * Math.exp(-days / P.bond_days), satisfaction }
}

/** Lets time pass for one customer. */
export function passTo(life: Life, at: Instant): void {
  if (at <= life.now) return
  if (life.trace) note(life.trace, life.now, at, (instant) => fadedTo(life, instant))
  shortenWait(life, at)
  const faded = fadedTo(life, at)
  life.bond = faded.bond
  life.satisfaction = faded.satisfaction
  life.now = at
}

/** What an experience does to the hidden state; `quality` 0 is neither good nor bad. */
export function feel(life: Life, quality: number): void {
  const weighed = quality < 0 ? quality * P.bad_weight : quality * Math.min(1, Math.max(0, 1 - life.bond / P.ceiling))
  life.satisfaction += P.experience_on_satisfaction * weighed
  life.bond += P.experience_on_bond * weighed
}
