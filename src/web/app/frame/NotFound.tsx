import type { ReactNode } from 'react'
import { LinkButton } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { useWords } from '../words/words.tsx'

export function NotFound(): ReactNode {
  const words = useWords()
  return <Page title={words.say('frame.not_found')} lead={words.say('frame.not_found_do')}><LinkButton to="/">{words.say('frame.home')}</LinkButton></Page>
}
