import { CircleCheck, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Text, UNSTABLE_Toast as Toast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as ToastRegion } from 'react-aria-components'
import { useWords } from '../words/words.tsx'

const queue = new ToastQueue<string>({ maxVisibleToasts: 3 })
const SHOWN_MS = 6000

/** Says that something was done, for a few seconds, to the eye and to the ear. What went wrong is said where it went wrong instead. */
export const toast = (text: string): void => void queue.add(text, { timeout: SHOWN_MS })

/** Where they appear. */
export function Toasts(): ReactNode {
  const words = useWords()
  return (
    <ToastRegion queue={queue} aria-label={words.say('frame.news')} className="no-print fixed inset-x-4 bottom-18 z-50 mx-auto grid max-w-[420px] gap-2 outline-none md:bottom-6">
      {({ toast: one }) => (
        <Toast toast={one} className="card flex items-center gap-2.5 py-2 pl-4 pr-2 shadow-over">
          <CircleCheck size={18} aria-hidden className="shrink-0 text-good" />
          <ToastContent className="min-w-0 flex-1"><Text slot="title">{one.content}</Text></ToastContent>
          <Button slot="close" aria-label={words.say('frame.close')} className="grid size-8 place-items-center rounded-sm text-ink-2 hover:bg-hover"><X size={15} aria-hidden /></Button>
        </Toast>
      )}
    </ToastRegion>
  )
}
