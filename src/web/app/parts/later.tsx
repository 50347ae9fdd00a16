import { useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { useWords } from '../words/words.tsx'
import { toast } from './toast.ts'

/** What is fetched when it is first shown, or before. */
export interface Later<P> {
  (props: P): ReactNode
  /** Fetches it, so that it is there at once when it is asked for. What cannot be fetched now is fetched when it is. */
  readonly fetch: () => void
  readonly isHere: () => boolean
}

/** A part that is fetched once, however often it is shown. What failed is fetched anew. */
export function partOf<P extends object>(load: () => Promise<ComponentType<P>>): { readonly here: () => ComponentType<P> | undefined; readonly fetched: () => Promise<ComponentType<P>>; readonly fetch: () => void } {
  let here: ComponentType<P> | undefined
  const fetched = async (): Promise<ComponentType<P>> => (here ??= await load())
  return { here: () => here, fetched, fetch: () => void fetched().catch(() => undefined) }
}

/**
 * A part that is not needed for the first look. Nothing else on the page is hidden, or made anew, while it is fetched (as under `Suspense`).
 *
 * One that opens on a press has an `onClose`. Who shows it says that it is open until it is closed, so that a press before it is there is kept; meanwhile it is
 * said that it is on its way. Where it cannot be fetched, that is said and it is closed: whoever presses again tries again, and what was typed elsewhere stays.
 * What nobody pressed for stays away then without a word: what belongs on the page by itself is a `laterPanel`.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  const part = partOf(load)
  function Part(props: P): ReactNode {
    const words = useWords()
    const [Shown, show] = useState(part.here)
    const onClose = closeOf(props)
    const failed = (): void => {
      if (!onClose) return
      toast(`${words.say('frame.failed')}. ${words.say('frame.again_do')}`)
      onClose()
    }
    useEffect(() => {
      if (Shown) return undefined
      let isGone = false
      part.fetched().then((it) => isGone || show(() => it), () => isGone || failed())
      return () => void (isGone = true)
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    }, [])
    return Shown ? <Shown {...props} /> : onClose && <OnItsWay />
  }
  return Object.assign(Part, { fetch: part.fetch, isHere: () => part.here() !== undefined })
}

const closeOf = (props: object): (() => void) | undefined => ('onClose' in props ? (props.onClose as () => void) : undefined)

/** A line along the top. */
const OnItsWay = (): ReactNode => (
  <span role="status" className="waiting fixed inset-x-0 top-0 z-50 h-1 bg-accent"><span className="sr-only">{useWords().say('frame.loading')}</span></span>
)
