import type { ReactNode } from 'react'
import { Page } from '../parts/Page.tsx'
import { useWords } from '../words/words.tsx'

export function OneImportScreen(): ReactNode {
  return <Page title={useWords().say('nav.import')}>{null}</Page>
}
