import type { ReactNode } from 'react'
import type { Names } from '#contract/house/names.ts'
import { sayFact, type SaidFact } from '#core/words/fact.ts'
import { useFormats, useWords } from '../words/words.tsx'
import type { ShownFact } from './timeline-items.ts'

/** A fact as it is said: a promise is called by what it says, not by its key. */
export const saidOf = (fact: ShownFact, names: Names): ShownFact => ('promise' in fact ? { ...fact, promise: names.promises[String(fact['promise'])] ?? fact['promise'] } : fact)

/** A fact in a sentence of the reader's language. */
export const FactSaid = ({ fact, names }: { readonly fact: ShownFact; readonly names: Names }): ReactNode => sayFact(useWords(), useFormats(), saidOf(fact, names) as unknown as SaidFact)
