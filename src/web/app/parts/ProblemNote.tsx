import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Problem } from '../data/problem.ts'
import { useWords } from '../words/words.tsx'
import { Button } from './Button.tsx'

interface ProblemNoteProps {
  readonly problem: Problem
  readonly onAgain?: (() => void) | undefined
}

/** What went wrong, what to do about it, and a way to try again. */
export function ProblemNote({ problem: { body, status }, onAgain }: ProblemNoteProps): ReactNode {
  const words = useWords()
  return (
    <div role="alert" className="flex gap-3 rounded-md border border-danger bg-danger-soft p-3">
      <TriangleAlert size={18} aria-hidden className="mt-0.5 shrink-0 text-danger" />
      <div className="min-w-0 space-y-1">
        <p className="font-medium">{body?.detail ?? words.say(status === 0 ? 'frame.unreached' : 'frame.broken')}</p>
        <p className="text-ink-2">{body?.do ?? words.say('frame.again_do')}</p>
        {body?.request_id !== undefined && <p className="text-sm text-ink-2">{words.say('frame.request', { id: body.request_id })}</p>}
        {onAgain && <Button onPress={onAgain}>{words.say('frame.again')}</Button>}
      </div>
    </div>
  )
}
