import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import type { UploadAnswer } from '#contract/history/upload.ts'
import { Await } from '../parts/Await.tsx'
import { LinkButton } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { Empty } from '../parts/Panel.tsx'
import { oneOf } from '../data/search.ts'
import { useWords } from '../words/words.tsx'
import { CheckStep } from './CheckStep.tsx'
import { isOpen, lookAgain, uploadAsked } from './data.ts'
import { ImportStep } from './ImportStep.tsx'
import { Steps, stepsOf, type Step } from './Steps.tsx'

// Forms are the half of it, and only one step has them.
const MapStep = lazy(() => import('./MapStep.tsx').then((it) => ({ default: it.MapStep })))

/** The step that the address names, or the one that a file has come to. */
function stepOf(asked: string | undefined, { check, bring }: UploadAnswer): Step {
  const step = stepsOf.find((one) => one === asked)
  if (step !== undefined && step !== 'upload' && step !== 'result') return step
  return bring ? 'import' : check ? 'check' : 'map'
}

/** One file on its way in, step by step. Every step is an address; what was said of the file is kept with it. */
export function Wizard({ id }: { readonly id: string }): ReactNode {
  const words = useWords()
  const search = useSearch({ strict: false })
  const query = useQuery(uploadAsked(id))
  const busy = query.data !== undefined && (isOpen(query.data.bring) || isOpen(query.data.check))
  useEffect(() => () => void (busy && lookAgain()), [busy])
  return (
    <Page title={query.data?.name ?? words.say('nav.import')}>
      <Await query={query} height={480}>
        {(upload) => {
          const step = stepOf(oneOf(search['step']), upload)
          return (
            <div className="grid gap-4 md:gap-5">
              <Steps upload={upload} at={step} />
              {upload.whole ? <StepShown step={step} upload={upload} /> : <Empty title={words.say('bring.half')} action={<LinkButton to="/import" look="primary">{words.say('bring.back')}</LinkButton>}>{words.say('bring.half_do')}</Empty>}
            </div>
          )
        }}
      </Await>
    </Page>
  )
}

function StepShown({ step, upload }: { readonly step: Step; readonly upload: UploadAnswer }): ReactNode {
  if (step === 'check') return <CheckStep upload={upload} />
  return step === 'import' ? <ImportStep upload={upload} /> : <Suspense fallback={<div className="waiting h-[480px]" />}><MapStep upload={upload} /></Suspense>
}
