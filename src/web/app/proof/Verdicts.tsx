import { CircleCheck, CircleDashed, CircleHelp, CircleX, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MapProof } from '#contract/proof/proof.ts'
import { verdictText } from '#core/words/verdict.ts'
import { useFormats, useWords } from '../words/words.tsx'

type Verdict = MapProof['verdicts'][number]

const SIGNS: Readonly<Record<Verdict['finding'], readonly [LucideIcon, string]>> = {
  yes: [CircleCheck, 'text-up'], no: [CircleX, 'text-down'], unclear: [CircleHelp, 'text-ink-2'], not_enough: [CircleDashed, 'text-ink-3'],
}

/** Each claim of the map, what was found of it, and the figures that say so. */
export function Verdicts({ verdicts }: { readonly verdicts: readonly Verdict[] }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  return (
    <ul className="divide-y divide-line">
      {verdicts.map((verdict) => {
        const { question, answer, figures } = verdictText(verdict, words, formats)
        const [Icon, colour] = SIGNS[verdict.finding]
        return (
          <li key={question} className="flex gap-3 py-3 first:pt-0 last:pb-0">
            <Icon size={20} aria-hidden className={`mt-0.5 shrink-0 ${colour}`} />
            <div className="min-w-0">
              <p>{question} <strong className="inline-block font-semibold">{answer}</strong></p>
              {figures !== '' && <p className="num text-sm text-ink-2">{figures}</p>}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
