import { useQuery } from '@tanstack/react-query'
import { ArrowDown } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { PolicyAnswer } from '#contract/relationship/policy-answers.ts'
import { asked } from '../../data/ask.ts'
import { useMay } from '../../data/me.ts'
import { Await } from '../../parts/Await.tsx'
import { Button } from '../../parts/Button.tsx'
import { Disclosure } from '../../parts/Disclosure.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { later } from '../../parts/later.tsx'
import { useFormats, useWords } from '../../words/words.tsx'
import { writeDraft, type Draft } from './draft.ts'
import { SETTING_GROUPS, settingsIn, type Setting } from './groups.ts'
import { SettingRow } from './SettingRow.tsx'
import { Telling } from './Telling.tsx'
import { TryPanel, useTry } from './TryPanel.tsx'
import { useDraft, useSettled } from './use-draft.ts'
import { Versions } from './Versions.tsx'

const ApplyDialog = later(() => import('./ApplyDialog.tsx').then((it) => it.ApplyDialog))

/** So long after the last change it is tried. */
const SETTLE_MS = 400

/** What counts as what: every threshold, and beside it what the map would look like under others. */
export function PolicyPart(): ReactNode {
  const query = useQuery(asked<PolicyAnswer>('/v1/policy'))
  return <Await query={query} height={600}>{(policy) => <Policy policy={policy} />}</Await>
}

function Policy({ policy }: { readonly policy: PolicyAnswer }): ReactNode {
  const mayChange = useMay()('settings.change')
  const [draft, change, reset] = useDraft(policy.settings)
  const texts = useSettled(writeDraft(draft), SETTLE_MS)
  const tried = useTry(texts, policy.settings)
  const [applying, setApplying] = useState(false)
  const errorOf = (name: string): string | undefined => (draft.size === 0 ? undefined : tried.problem?.at(`/changes/${name.replace('.', '/')}`))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <InForce policy={policy} />
      <Telling next={policy.next} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <Groups settings={policy.settings} draft={draft} onChange={change} errorOf={errorOf} />
        {draft.size > 0 && <ToTheMap n={draft.size} />}
        <div className="xl:sticky xl:top-4 xl:max-h-[calc(100dvh-32px)] scroll-mt-16 outline-none xl:overflow-y-auto" id={TRY} tabIndex={-1}>
          <TryPanel draft={draft} tried={tried} settings={policy.settings} onReset={reset} onApply={mayChange && !policy.next?.job ? () => setApplying(true) : null} />
        </div>
      </div>
      <Versions />
      {applying && <ApplyDialog policy={policy} draft={draft} onClose={() => setApplying(false)} onApplied={() => { setApplying(false); reset() }} />}
    </div>
  )
}

const TRY = 'try'

/** Where both do not fit beside each other: the way from the settings to what they would do. */
function ToTheMap({ n }: { readonly n: number }): ReactNode {
  const words = useWords()
  const go = (): void => {
    const place = document.getElementById(TRY)
    place?.scrollIntoView()
    place?.focus({ preventScroll: true })
  }
  return (
    <div className="card sticky bottom-18 z-10 flex items-center justify-between gap-3 py-2 pl-4 pr-2 shadow-over md:bottom-4 xl:hidden">
      <span>{words.say('settings.changes_n', { n })}</span><Button look="primary" icon={ArrowDown} onPress={go}>{words.say('settings.try_title')}</Button>
    </div>
  )
}

/** Which version the map is told under, since when and why. */
function InForce({ policy: { version, since, reason, by } }: { readonly policy: PolicyAnswer }): ReactNode {
  const words = useWords()
  const { moment } = useFormats()
  return <p className="text-ink-2">{words.say('settings.policy_in_force', { version, since: moment(since) })} {by === 'troth' ? words.say('settings.policy_first') : words.say('settings.policy_because', { reason })}</p>
}

interface GroupsProps {
  readonly settings: readonly Setting[]
  readonly draft: Draft
  readonly onChange: (name: string, value: number | string | null) => void
  readonly errorOf: (name: string) => string | undefined
}

/** All settings, each group of them folded but those that are thought of changing and the first. */
function Groups({ settings, draft, onChange, errorOf }: GroupsProps): ReactNode {
  const words = useWords()
  return (
    <Panel title={words.say('settings.thresholds')} note={words.say('settings.thresholds_note')}>
      {SETTING_GROUPS.map(({ id, settings: names }, i) => {
        const some = settingsIn(names, settings)
        const changed = some.filter(({ name }) => draft.has(name)).length
        return (
          <Disclosure
            key={id} isGroup isOpen={i === 0 || changed > 0} title={words.say(`settings.group_${id}`)} about={words.say(`settings.group_${id}_about`)}
            aside={changed > 0 && <span className="shrink-0 rounded-full bg-accent-soft px-2 py-0.5 text-sm text-accent">{words.say('settings.changes_n', { n: changed })}</span>}
          >
            <div className="pb-2">{some.map((setting) => <SettingRow key={setting.name} setting={setting} value={draft.get(setting.name) ?? setting.value} onChange={(value) => onChange(setting.name, value)} isDisabled={false} error={errorOf(setting.name)} />)}</div>
          </Disclosure>
        )
      })}
    </Panel>
  )
}
