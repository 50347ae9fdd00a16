import { Check, Copy as CopyIcon } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useWords } from '../words/words.tsx'
import { Button } from './Button.tsx'

/** Copies a text; says so where it was pressed. */
export function Copy({ text, label }: { readonly text: string; readonly label?: string }): ReactNode {
  const words = useWords()
  const [done, setDone] = useState(false)
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => setDone(true), () => setDone(false))
  return <Button icon={done ? Check : CopyIcon} onPress={copy} onBlur={() => setDone(false)}><span aria-live="polite">{done ? words.say('frame.copied') : (label ?? words.say('frame.copy'))}</span></Button>
}
