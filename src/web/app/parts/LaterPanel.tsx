import { useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { Problem } from '../data/problem.ts'
import { useWords } from '../words/words.tsx'
import { partOf, type Later } from './later.tsx'
import { ProblemNote } from './ProblemNote.tsx'

/**
 * A part of a page that is fetched when it is first shown, without a press: its place is kept, nothing else is hidden or made anew, and where it cannot be fetched that is said, with a
 * button to try again. Where that fails too, trying again is reading the page anew: a newer Troth may have other parts.
 * @param height what is kept free for it, in px
 */
export function laterPanel<P extends object>(load: () => Promise<ComponentType<P>>, height: number): Later<P> {
  const part = partOf(load)
  function Panel(props: P): ReactNode {
    const words = useWords()
    const [Shown, show] = useState(part.here)
    const [failed, setFailed] = useState(0)
    const [tried, setTried] = useState(0)
    useEffect(() => {
      if (Shown) return undefined
      let isGone = false
      part.fetched().then((it) => isGone || show(() => it), () => isGone || setFailed(tried + 1))
      return () => void (isGone = true)
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    }, [tried])
    if (Shown) return <Shown {...props} />
    if (failed > tried) return <ProblemNote problem={new Problem(0, null)} onAgain={() => (failed > 1 ? location.reload() : setTried(failed))} />
    return <div role="status" className="waiting" style={{ height }}><span className="sr-only">{words.say('frame.loading')}</span></div>
  }
  return Object.assign(Panel, { fetch: part.fetch, isHere: () => part.here() !== undefined })
}
