import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useMe } from '../data/me.ts'
import { Page } from '../parts/Page.tsx'
import { useWords } from '../words/words.tsx'
import { DropZone } from './DropZone.tsx'
import { PastImports } from './PastImports.tsx'
import { Remembered } from './Remembered.tsx'
import { Waiting } from './Waiting.tsx'
import { uploadsAsked } from './data.ts'

/** Where data is brought in: a new file, files that were begun, what was imported, and what is remembered of files. */
export function ImportScreen(): ReactNode {
  const words = useWords()
  const { company } = useMe()
  const uploads = useQuery(uploadsAsked)
  const open = uploads.data?.uploads.filter((upload) => upload.import === null) ?? []
  return (
    <Page title={words.say('nav.import')} lead={words.say('bring.lead')}>
      <div className="grid gap-4 md:gap-5">
        {company.sample && <p role="note" className="rounded-md border border-line bg-surface p-3">{words.say('bring.sample')} <Link to="/settings/$part" params={{ part: 'company' }} className="text-accent underline">{words.say('bring.sample_do')}</Link></p>}
        <DropZone />
        {open.length > 0 && <Waiting uploads={open} />}
        <PastImports />
        <Remembered />
      </div>
    </Page>
  )
}
