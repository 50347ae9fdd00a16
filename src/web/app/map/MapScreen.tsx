import type { ReactNode } from 'react'
import { Page } from '../parts/Page.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useWords } from '../words/words.tsx'

export function MapScreen(): ReactNode {
  const words = useWords()
  return <Page title={words.say('nav.map')}><Panel title={words.say('map.off_the_ladder')}>{null}</Panel></Page>
}
