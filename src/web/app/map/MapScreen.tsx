import { useState, type ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import { findingOf, sayIt } from '#core/words/finding.ts'
import { Await } from '../parts/Await.tsx'
import { Who } from '../parts/filter/Who.tsx'
import { laterPanel } from '../parts/LaterPanel.tsx'
import { Page } from '../parts/Page.tsx'
import { PeriodControl } from '../parts/period/PeriodControl.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { Compare } from './Compare.tsx'
import { Evidence } from './Evidence.tsx'
import { Groups } from './Groups.tsx'
import { emptyMap, isEmpty } from './MapEmpty.tsx'
import { Movements } from './Movements.tsx'
import { Numbers } from './Numbers.tsx'
import { PictureCard } from './PictureCard.tsx'
import { useCompared, useMap } from './read.ts'
import { Share } from './Share.tsx'
import { useView, type Looking } from './view.ts'
import { Why } from './Why.tsx'

// The table of worth stands below the picture: it comes when that is there.
const WorthOfStates = laterPanel(() => import('./WorthOfStates.tsx').then((it) => it.WorthOfStates), 560)

/** The relationship map: the finding in a sentence, few numbers, one picture, and the lists that say why and who. */
export function MapScreen(): ReactNode {
  const words = useWords()
  const view = useView()
  const query = useMap(view)
  const map = query.data
  const isNothing = map !== undefined && isEmpty(map, view)
  const actions = !isNothing && (
    <>
      <PeriodControl time={view.time} shown={map && { from: map.customers.before === 0 ? null : map.from, to: map.to, zone: map.company.zone }} onTime={view.set} />
      <Compare view={view} map={map} />
      <Share view={view} map={map} />
    </>
  )
  return (
    <Page title={words.say('nav.map')} lead={<Lead map={map} view={view} />} actions={actions}>
      {!isNothing && <Who at="/map" />}
      <Await query={query} height={760} empty={(answer) => emptyMap(answer, view)}>{(answer) => <Map map={answer} view={view} />}</Await>
    </Page>
  )
}

/** The finding in a sentence, which has its place before it is known; of nobody there is none. */
function Lead({ map, view }: { readonly map: MapAnswer | undefined; readonly view: Looking }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  if (map === undefined) return <div aria-hidden className="h-15 md:h-12" />
  if (map.customers.now === 0 && !isEmpty(map, view)) return null
  return <>{sayIt(words, findingOf(map), formats)}<span className="hidden text-sm print:block">{map.company.name} · {formats.period(map.from, map.to)}</span></>
}

function Map({ map, view }: { readonly map: MapAnswer; readonly view: Looking }): ReactNode {
  const compared = useCompared(map, view)
  const [hot, setHot] = useState<string | null>(null)
  const isWide = view.look === 'by_state'
  return (
    <>
      <Numbers map={map} compared={compared} view={view} />
      <div className={`grid items-start gap-4 ${isWide ? '' : 'lg:grid-cols-[minmax(0,1fr)_340px] lg:grid-rows-[auto_1fr]'}`}>
        <PictureCard map={map} view={view} hot={hot} onHot={setHot} />
        <div className={`grid min-w-0 items-start gap-4 ${isWide ? 'lg:grid-cols-3' : 'lg:col-start-2 lg:row-span-2 lg:row-start-1'}`}>
          <Why map={map} view={view} />
          <Movements map={map} compared={compared} view={view} hot={hot} onHot={setHot} />
          <Evidence map={map} />
        </div>
        <div className="grid min-w-0 gap-4">
          <WorthOfStates filter={view.filter} />
          <Groups view={view} />
        </div>
      </div>
    </>
  )
}
