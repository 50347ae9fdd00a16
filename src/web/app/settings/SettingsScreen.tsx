import { Link, Navigate, useParams } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import { NotFound } from '../frame/NotFound.tsx'
import { useMay } from '../data/me.ts'
import { laterPanel } from '../parts/LaterPanel.tsx'
import { Page } from '../parts/Page.tsx'
import { useWords } from '../words/words.tsx'
import { partsFor, type SettingsPart } from './nav.ts'

/** Each is fetched when it is looked at; where one cannot be, the list beside it stays. */
const partLater = (load: () => Promise<ComponentType>): ComponentType => laterPanel(load, 256)

const SCREENS: Readonly<Record<string, ComponentType>> = {
  company: partLater(() => import('./company/CompanyPart.tsx').then((it) => it.CompanyPart)),
  units: partLater(() => import('./units/UnitsPart.tsx').then((it) => it.UnitsPart)),
  promises: partLater(() => import('./company/PromisesPart.tsx').then((it) => it.PromisesPart)),
  staff: partLater(() => import('./units/StaffPart.tsx').then((it) => it.StaffPart)),
  policy: partLater(() => import('./policy/PolicyPart.tsx').then((it) => it.PolicyPart)),
  people: partLater(() => import('./people/PeoplePart.tsx').then((it) => it.PeoplePart)),
  keys: partLater(() => import('./keys/KeysPart.tsx').then((it) => it.KeysPart)),
  audit: partLater(() => import('./audit/AuditPart.tsx').then((it) => it.AuditPart)),
  erase: partLater(() => import('./erase/ErasePart.tsx').then((it) => it.ErasePart)),
  me: partLater(() => import('./me/MePart.tsx').then((it) => it.MePart)),
}

const isWide = (): boolean => matchMedia('(min-width: 768px)').matches

/** The settings: beside each other the list of pages and one of them; on a phone first the list, then the page. */
export function SettingsScreen(): ReactNode {
  const words = useWords()
  const may = useMay()
  const { part } = useParams({ strict: false })
  const groups = partsFor(may)
  const all = groups.flatMap(({ parts }) => parts)
  if (part === undefined && isWide()) return <Navigate to="/settings/$part" params={{ part: all[0]?.id ?? 'me' }} replace />
  if (part === undefined) return <Page title={words.say('settings.title')}><List groups={groups} /></Page>
  const chosen = all.find(({ id }) => id === part)
  const Screen = SCREENS[part]
  if (!chosen || !Screen) return <NotFound />
  return (
    <Page title={words.say(chosen.label)} lead={words.say(chosen.about)}>
      <Link to="/settings" className="no-print -mt-1 mb-3 inline-flex min-h-9 items-center gap-1 text-accent md:hidden"><ChevronLeft size={16} aria-hidden />{words.say('settings.title')}</Link>
      <div className="md:grid md:grid-cols-[180px_minmax(0,1fr)] md:gap-7">
        <Beside groups={groups} />
        <div className="min-w-0 space-y-4"><Screen /></div>
      </div>
    </Page>
  )
}

interface Grouped {
  readonly groups: ReturnType<typeof partsFor>
}

/** The pages beside the one that is shown. */
function Beside({ groups }: Grouped): ReactNode {
  const words = useWords()
  return (
    <nav aria-label={words.say('settings.title')} className="no-print max-md:hidden">
      <div className="sticky top-6 space-y-4">
        {groups.map(({ label, parts }) => (
          <div key={label}>
            <div className="px-2.5 pb-1 text-xs font-medium text-ink-3">{words.say(label)}</div>
            <ul>{parts.map((part) => <li key={part.id}><BesideLink part={part} /></li>)}</ul>
          </div>
        ))}
      </div>
    </nav>
  )
}

const BesideLink = ({ part: { id, label, icon: Icon } }: { readonly part: SettingsPart }): ReactNode => (
  <Link to="/settings/$part" params={{ part: id }} activeOptions={{ includeSearch: false }} className="flex min-h-8 items-center gap-2 rounded-md px-2.5 py-1 text-ink-2 hover:bg-hover data-[status=active]:bg-accent-soft data-[status=active]:font-medium data-[status=active]:text-ink">
    <Icon size={15} aria-hidden className="shrink-0" />{useWords().say(label)}
  </Link>
)

/** The pages as a page of its own. */
function List({ groups }: Grouped): ReactNode {
  const words = useWords()
  return (
    <nav aria-label={words.say('settings.title')} className="space-y-5">
      {groups.map(({ label, parts }) => (
        <div key={label}>
          <h2 className="mb-1.5 px-1 text-sm font-medium text-ink-2">{words.say(label)}</h2>
          <ul className="card divide-y divide-line overflow-hidden">{parts.map((part) => <li key={part.id}><ListLink part={part} /></li>)}</ul>
        </div>
      ))}
    </nav>
  )
}

const ListLink = ({ part: { id, label, about, icon: Icon } }: { readonly part: SettingsPart }): ReactNode => {
  const words = useWords()
  return (
    <Link to="/settings/$part" params={{ part: id }} className="flex min-h-14 items-center gap-3 px-4 py-2.5 hover:bg-hover">
      <Icon size={19} aria-hidden className="shrink-0 text-ink-2" />
      <span className="min-w-0 flex-1"><span className="block font-medium">{words.say(label)}</span><span className="block text-sm text-ink-2">{words.say(about)}</span></span>
      <ChevronRight size={17} aria-hidden className="shrink-0 text-ink-3" />
    </Link>
  )
}
