import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import type { UploadAnswer } from '#contract/history/upload.ts'
import { useWords } from '../words/words.tsx'

export const stepsOf = ['upload', 'map', 'check', 'import', 'result'] as const
export type Step = (typeof stepsOf)[number]

interface Place {
  readonly step: Step
  readonly done: boolean
  /** Where it leads; nowhere while it cannot be gone to. */
  readonly to: { readonly to: string; readonly search: Readonly<Record<string, string>> } | null
}

function placesOf({ id, mapping, checked, check, bring, import: number }: UploadAnswer): readonly Place[] {
  const step = (name: Step): Place['to'] => ({ to: `/import/${id}`, search: { step: name } })
  const mapped = mapping !== null && mapping.problems.length === 0
  return [
    { step: 'upload', done: true, to: { to: '/import', search: {} } },
    { step: 'map', done: mapped, to: step('map') },
    { step: 'check', done: checked !== null || number !== null, to: mapped || check ? step('check') : null },
    { step: 'import', done: number !== null, to: bring ? step('import') : null },
    { step: 'result', done: number !== null, to: number === null ? null : { to: `/import/${number}`, search: {} } },
  ]
}

/** Where one is on the way, and back to what was before. */
export function Steps({ upload, at }: { readonly upload: UploadAnswer; readonly at: Step }): ReactNode {
  const words = useWords()
  return (
    <nav aria-label={words.say('bring.steps')}>
      <ol className="flex items-center gap-1 overflow-x-auto text-sm md:gap-2">
        {placesOf(upload).map(({ step, done, to }, i) => (
          <li key={step} aria-current={step === at ? 'step' : undefined} className="flex shrink-0 items-center gap-1 md:gap-2">
            {i > 0 && <span aria-hidden className="h-px w-3 bg-line-strong md:w-8" />}
            <StepName to={to} isHere={step === at}>
              <span aria-hidden className={`num grid size-6 place-items-center rounded-full border text-xs font-semibold ${step === at ? 'border-accent bg-accent text-accent-ink' : done ? 'border-accent text-accent' : 'border-line-strong text-ink-2'}`}>{done && step !== at ? <Check size={13} /> : i + 1}</span>
              <span className={step === at ? 'font-semibold text-ink' : 'max-md:sr-only'}>{words.say(`bring.step.${step}`)}</span>
            </StepName>
          </li>
        ))}
      </ol>
    </nav>
  )
}

const StepName = ({ to, isHere, children }: { readonly to: Place['to']; readonly isHere: boolean; readonly children: ReactNode }): ReactNode => to && !isHere
  ? <Link to={to.to} search={to.search as never} className="flex min-h-8 items-center gap-2 rounded-md px-1 text-ink-2 hover:text-ink">{children}</Link>
  : <span className="flex min-h-8 items-center gap-2 px-1 text-ink-2">{children}</span>
