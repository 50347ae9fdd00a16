import type { ReactNode } from 'react'
import type { ImportAnswer } from '#contract/history/import-report.ts'
import { ProgressBar } from '../parts/ProgressBar.tsx'
import { useFormats, useWords } from '../words/words.tsx'

/** How far an import is taken back: first its facts go, then the map is drawn without them. */
export function UndoProgress({ one: { state, progress } }: { readonly one: ImportAnswer }): ReactNode {
  const words = useWords()
  const { count } = useFormats()
  if (state !== 'undone' || progress === null) return <div className="card p-4"><ProgressBar label={words.say(state === 'undone' ? 'bring.phase.telling' : 'bring.phase.removing')} share={null} /></div>
  const { phase, done, total } = progress
  const note = total === null || phase !== 'telling' ? undefined : words.say('bring.done_of_customers', { done: count(done), total: count(total) })
  return <div className="card p-4"><ProgressBar label={words.say(words.has(`bring.phase.${phase}`) ? `bring.phase.${phase}` : 'bring.phase.telling')} share={total ? Math.min(1, done / total) : null} {...(note !== undefined && { note })} /></div>
}
