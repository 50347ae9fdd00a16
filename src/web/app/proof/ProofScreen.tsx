import { useQuery } from '@tanstack/react-query'
import { Scale } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MapProof, ProofAnswer } from '#contract/proof/proof.ts'
import { asked } from '../data/ask.ts'
import { Await } from '../parts/Await.tsx'
import { Page } from '../parts/Page.tsx'
import { Empty, Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { Calibration } from './Calibration.tsx'
import { ModelPanel } from './ModelPanel.tsx'
import { ProveButton } from './ProveButton.tsx'
import { Rates } from './Rates.tsx'
import { Thresholds } from './Thresholds.tsx'
import { Verdicts } from './Verdicts.tsx'

/** Whether the map is true of this company: what was known at a moment of the past, held against what came. */
export function ProofScreen(): ReactNode {
  const words = useWords()
  const query = useQuery(asked<ProofAnswer>('/v1/proof'))
  const proof = query.data?.proof ?? null
  return (
    <Page title={words.say('proof.title')} lead={proof ? <Lead proof={proof} /> : words.say('proof.about')} actions={<ProveButton again={proof !== null} />}>
      <Await query={query} height={480} empty={(answer) => (answer.proof === null ? <Panel><Empty title={words.say('proof.nothing')}>{words.say('proof.none')}</Empty></Panel> : null)}>
        {(answer) => answer.proof && <Proof proof={answer.proof} />}
      </Await>
      <div className="mt-4"><ModelPanel /></div>
    </Page>
  )
}

function Lead({ proof: { verdicts } }: { readonly proof: MapProof }): ReactNode {
  const words = useWords()
  const count = (finding: string): number => verdicts.filter((verdict) => verdict.finding === finding).length
  return words.say('proof.finding', { yes: count('yes'), no: count('no'), open: count('unclear') + count('not_enough') })
}

function Proof({ proof }: { readonly proof: MapProof }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const { cut, until, looked_at, made_at, telling } = proof
  return (
    <div className="grid gap-4">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-2">
        <span><Scale size={15} aria-hidden className="mr-2 inline align-[-2px]" />{words.say('proof.when', { cut: formats.day(cut), until: formats.day(until), customers: looked_at })}</span>
        <span>{words.say('proof.made', { when: formats.moment(made_at), telling: telling.id, policy: telling.policy })}</span>
      </p>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel title={words.say('proof.verdicts')}><Verdicts verdicts={proof.verdicts} /></Panel>
        <div className="grid gap-4">
          <Panel title={words.say('proof.rates')} note={words.say('proof.rates_note')}><Rates proof={proof} /></Panel>
          {proof.calibration && <Panel title={words.say('proof.calibration')} note={words.say('proof.calibration_note')}><Calibration calibration={proof.calibration} /></Panel>}
        </div>
      </div>
      <Panel title={words.say('proof.thresholds')} note={words.say('proof.thresholds_note')}><Thresholds thresholds={proof.thresholds} /></Panel>
    </div>
  )
}
