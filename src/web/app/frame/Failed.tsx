import type { ReactNode } from 'react'
import { Problem } from '../data/problem.ts'
import { Page } from '../parts/Page.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { useWords } from '../words/words.tsx'

/** A screen that could not be shown: a part that did not load, or a bug of ours. */
export function Failed({ error }: { readonly error: unknown }): ReactNode {
  const words = useWords()
  const problem = error instanceof Problem ? error : new Problem(0, null, error)
  return <Page title={words.say('frame.failed')}><ProblemNote problem={problem} onAgain={() => location.reload()} /></Page>
}
