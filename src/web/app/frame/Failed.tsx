import type { ReactNode } from 'react'
import { Page } from '../parts/Page.tsx'
import { useWords } from '../words/words.tsx'
import { LOOKS_LIKE_A_BUTTON } from './NotFound.tsx'

/** A screen that could not be shown: a part that did not load, or a bug of ours. It is made of nothing that would have to be loaded first. */
export function Failed(): ReactNode {
  const words = useWords()
  return (
    <Page title={words.say('frame.failed')} lead={words.say('frame.again_do')}>
      <button type="button" onClick={() => location.reload()} className={LOOKS_LIKE_A_BUTTON}>{words.say('frame.again')}</button>
    </Page>
  )
}
