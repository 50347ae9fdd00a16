import type { ReactNode } from 'react'
import { Page } from '../parts/Page.tsx'
import { useWords } from '../words/words.tsx'

export function WelcomeScreen(): ReactNode {
  return <Page title={useWords().say('nav.map')}>{null}</Page>
}
