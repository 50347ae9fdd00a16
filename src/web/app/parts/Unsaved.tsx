import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useWords } from '../words/words.tsx'
import { Confirm } from './Dialog.tsx'

/** Asks before somebody leaves behind what they have not saved; closing the window, the browser asks. Put it beside the form. */
export function Unsaved({ isDirty }: { readonly isDirty: boolean }): ReactNode {
  const words = useWords()
  const { history } = useRouter()
  const [isAsking, setAsking] = useState(false)
  const answer = useRef<(mayLeave: boolean) => void>(undefined)
  useEffect(() => {
    if (!isDirty) return
    const ask = (): Promise<boolean> => {
      setAsking(true)
      return new Promise((resolve) => (answer.current = (mayLeave) => resolve(!mayLeave)))
    }
    return history.block({ blockerFn: ask, enableBeforeUnload: true })
  }, [isDirty, history])
  const say = (mayLeave: boolean): void => {
    setAsking(false)
    answer.current?.(mayLeave)
  }
  return (
    <Confirm isOpen={isAsking} onClose={() => say(false)} title={words.say('settings.unsaved')} confirm={words.say('settings.unsaved_leave')} onConfirm={() => say(true)} isDanger>
      <p>{words.say('settings.unsaved_about')}</p>
    </Confirm>
  )
}
