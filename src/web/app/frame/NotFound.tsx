import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Page } from '../parts/Page.tsx'
import { useWords } from '../words/words.tsx'

/** As `parts/Button` looks, which is not loaded yet where this is needed. */
export const LOOKS_LIKE_A_BUTTON = 'inline-flex min-h-9 items-center rounded-md border border-line-strong bg-surface px-3 py-1.5 font-medium hover:bg-hover'

export function NotFound(): ReactNode {
  const words = useWords()
  return <Page title={words.say('frame.not_found')} lead={words.say('frame.not_found_do')}><Link to="/" className={LOOKS_LIKE_A_BUTTON}>{words.say('frame.home')}</Link></Page>
}
