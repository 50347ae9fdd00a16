import type { ReactNode } from 'react'
import { Page } from '../parts/Page.tsx'
import { useWords } from '../words/words.tsx'

export function SettingsScreen(): ReactNode {
  return <Page title={useWords().say('nav.settings')}>{null}</Page>
}
