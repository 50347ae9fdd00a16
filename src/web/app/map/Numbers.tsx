import type { ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import { loyalShare } from '#core/map/loyal-share.ts'
import { keyFiguresOf } from '#core/words/finding.ts'
import { Delta, Figure, Figures, type Good } from '../parts/Figure.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import type { View } from './view.ts'

interface NumbersProps {
  readonly map: MapAnswer
  readonly compared: MapAnswer | null
  readonly view: View
}

/** Four numbers, each with its n, its interval or what it changed by, and what the changes are against. */
export function Numbers({ map, compared, view }: NumbersProps): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const now = keyFiguresOf(map)
  const then = compared && compared.customers.now > 0 ? keyFiguresOf(compared) : null
  const change = (value: number, good: Good, format = formats.change): ReactNode => (value === 0 ? null : <Delta value={value} text={format(value)} good={good} />)
  const handcuffed = map.states.find(({ state }) => state === 'handcuffed')
  const within = map.customers.before > 0
  return (
    <>
      <Figures>
        <Loyal map={map} compared={then && compared} />
        <Figure name={words.say('number.staying')} value={formats.count(now.staying)} note={then ? change(now.staying - then.staying, 'up') : within && change(now.staying_change, 'up')} />
        <Figure name={words.say('number.at_risk')} value={within ? formats.sum(now.at_risk) : '–'} note={!within ? undefined : then ? change(now.at_risk - then.at_risk, 'down', (value) => `${value > 0 ? '+' : '−'}${formats.sum(Math.abs(value))}`) : words.say('number.year_before')} />
        <Figure name={words.say('state.handcuffed')} value={formats.count(now.handcuffed)} note={<>{then ? change(now.handcuffed - then.handcuffed, 'down') : within && change(now.handcuffed - (handcuffed?.before ?? 0), 'down')} {words.say('state_hint.handcuffed')}</>} />
      </Figures>
      <p className="mb-4 text-sm text-ink-3">{againstSaid()}</p>
    </>
  )

  function againstSaid(): string | null {
    if (view.compare === null) return within ? words.say('compare.within', { day: formats.day(map.from) }) : null
    if (compared === null) return within ? ' ' : words.say('compare.unlike')
    return then ? words.say('compare.with', { period: formats.period(compared.from, compared.to) }) : words.say('compare.unlike')
  }
}

/** The loyal share among those heard, with its interval; a change in it is in points. */
function Loyal({ map, compared }: { readonly map: MapAnswer; readonly compared: MapAnswer | null }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const share = loyalShare(map.states)
  if (share === null) return <Figure name={words.say('number.loyal')} value="–" note={words.say('number.too_few')} />
  const then = compared && loyalShare(compared.states)
  const points = then ? Math.round((share.value - then.value) * 1000) / 10 : 0
  const of = words.say('number.loyal_of', { heard: formats.count(share.heard), low: formats.percent(share.low), high: formats.percent(share.high) })
  return (
    <Figure
      name={words.say('number.loyal')} value={formats.percent(share.value, 1)}
      note={<>{points !== 0 && <Delta value={points} text={words.say('number.points', { change: `${points > 0 ? '+' : '−'}${formats.figure(Math.abs(points), 1)}` })} good="up" />} <span className="block">{of}</span></>}
    />
  )
}
