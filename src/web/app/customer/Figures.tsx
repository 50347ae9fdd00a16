import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Distribution } from '#contract/map/distributions.ts'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import type { Formats } from '#core/words/format.ts'
import { sayLifetime } from '#core/words/lifetime.ts'
import { DistributionChart } from '../charts/customer-charts.tsx'
import { Panel } from '../parts/Panel.tsx'
import { distributionsAsked } from './asked-customer.ts'
import { useFormats, useWords } from '../words/words.tsx'

interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Stay, say and pay, each in its own units with its interval, on how the company's customers lie. */
export function Figures({ customer: { standing, purchases, lifetime } }: { readonly customer: CustomerAnswer }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const { data } = useQuery(distributionsAsked)
  const share = (value: number): string => percentShort(formats, value)
  const finer = (value: number): string => formats.percent(value, 1)
  if (!standing) return null
  const { stay, hand } = standing
  const restsStay = stay?.by === 'contract' && hand.contract_since !== null ? words.say('customer.rests_contract', { day: formats.day(hand.contract_since) }) : words.say('customer.rests_stay', { n: hand.purchase_days })
  const note = data && data.counted > 0 ? words.say('person.figures_of', { sample: data.sample ? 'yes' : 'no', n: formats.count(data.counted) }) : '\u00A0'
  return (
    <Panel title={words.say('person.figures')} note={note}>
      <div className="grid gap-4">
        <Row name={words.say('customer.stay')} is={words.say('customer.stay_is', { by: standing.stay?.by ?? 'purchases', days: standing.horizon_days })} figure={standing.stay} show={share} finer={finer} bins={data?.figures.stay} rests={restsStay}>
          {purchases && <Purchases ahead={purchases} />}
        </Row>
        <Row name={words.say('customer.say')} is={words.say('customer.say_is')} figure={standing.say} show={(rate) => formats.figure(rate)} finer={(rate) => formats.figure(rate, 3)} bins={data?.figures.say} rests={words.say('customer.rests_say', { n: standing.hand.said })} />
        <Row name={words.say('customer.pay')} is={words.say('customer.pay_is')} figure={standing.pay} show={share} finer={finer} bins={data?.figures.pay} rests={words.say('customer.rests_pay', { n: standing.pay?.orders ?? 0 })} />
        {lifetime && <Lifetime lifetime={lifetime} />}
      </div>
    </Panel>
  )
}

/** What they are still worth, or why that is not told. */
function Lifetime({ lifetime: { figures, missing } }: { readonly lifetime: NonNullable<CustomerAnswer['lifetime']> }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const { sum, percent } = formats
  return (
    <div className="border-t border-line pt-3">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="font-semibold">{words.say('person.lifetime')}</h3>
        {figures && <p className="num shrink-0 text-right"><span className="text-lg font-semibold">{sum(figures.expected)}</span> <span className="text-sm text-ink-2">{between(sum(figures.p10), sum(figures.p90))}</span></p>}
      </div>
      <p className="text-sm text-ink-2">{figures ? sayLifetime(words, formats, figures) : words.say(`person.lifetime_missing.${missing}`)}</p>
      {figures && <p className="mt-1 text-xs text-ink-2">{words.say(`worth.margin_${figures.margin.source}`, { share: percent(figures.margin.share), known: percent(figures.margin.known) })}</p>}
    </div>
  )
}

/** A chance that is nearly one is not certain, and one that is nearly none is not ruled out. */
const percentShort = ({ percent }: Formats, share: number): string => (share > 0.995 && share < 1 ? percent(Math.min(share, 0.999), 1) : share > 0 && share < 0.005 ? percent(Math.max(share, 0.001), 1) : percent(share))

/** An interval narrower than what is written of it is written finer; one narrower still says nothing. */
const between = (low: string, high: string): string => (low === high ? '' : `${low}–${high}`)

interface RowProps {
  readonly name: string
  readonly is: string
  readonly figure: Interval | null
  readonly show: (value: number) => string
  /** The same with a digit more. */
  readonly finer: (value: number) => string
  /** How the company's customers lie; undefined until it was read. */
  readonly bins: Distribution | undefined
  /** What of theirs it rests on, with its n. */
  readonly rests: string
  readonly children?: ReactNode
}

/** On how many days they are expected to buy within a year. */
function Purchases({ ahead: { expected: { value, low, high }, p10, p90 } }: { readonly ahead: NonNullable<CustomerAnswer['purchases']> }): ReactNode {
  const words = useWords()
  const { figure } = useFormats()
  return <p className="num mt-1 text-sm">{words.say('customer.purchases', { expected: figure(value, 1), low: figure(low, 1), high: figure(high, 1), p10, p90 })}</p>
}

/** As high as the picture will be with its n. */
const HEIGHT = 94

function Row({ name, is, figure, show, finer, bins, rests, children }: RowProps): ReactNode {
  const words = useWords()
  return (
    <div>
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="font-semibold">{name}</h3>
        <p className="num shrink-0 text-right">{figure ? <><span className="text-lg font-semibold">{show(figure.value)}</span> <span className="text-sm text-ink-2">{between(show(figure.low), show(figure.high)) || between(finer(figure.low), finer(figure.high))}</span></> : <span className="text-sm text-ink-2">{words.say('customer.unknown')}</span>}</p>
      </div>
      <p className="mb-1 text-sm text-ink-2">{is}</p>
      <div style={{ minHeight: bins && bins.n === 0 ? 0 : HEIGHT }}>{bins && bins.n > 0 && <DistributionChart bins={bins} own={figure} figure={{ name, format: show }} />}</div>
      {figure && <p className="text-xs text-ink-2">{words.say('customer.rests', { rests })}</p>}
      {children}
    </div>
  )
}
