import { FileSpreadsheet, Image, Link2, Printer, Share2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import { useSetting } from '../charts/setting.ts'
import { asked } from '../data/ask.ts'
import { client } from '../data/client.ts'
import { useMe } from '../data/me.ts'
import { MenuButton } from '../parts/MenuButton.tsx'
import { toast } from '../parts/toast.ts'
import { useWords } from '../words/words.tsx'
import type { Looking } from './view.ts'

const WAYS = [['link', Link2], ['svg', Image], ['csv', FileSpreadsheet], ['print', Printer]] as const

/** The map for others: as a link that shows just this, as a picture, as a table, on paper. */
export function Share({ view, map }: { readonly view: Looking; readonly map: MapAnswer | undefined }): ReactNode {
  const words = useWords()
  const setting = useSetting()
  const { company } = useMe()
  const copy = async (): Promise<void> => {
    const copied = await navigator.clipboard.writeText(location.href).then(() => true, () => false)
    toast(words.say(copied ? 'share.copied' : 'share.not_copied'))
  }
  const act = async (what: string): Promise<void> => {
    if (what === 'link') return copy()
    if (what === 'print') return print()
    if (!map) return
    const { pictureFile, save, tableFile } = await import('./files.ts')
    const split = await client.fetchQuery(asked<MapAnswer>('/v1/map', { ...view.filter, ...view.time, by: view.by ?? 'unit' }))
    save(what === 'svg' ? await pictureFile(map, view, setting, company.name) : tableFile(split, view, setting, company.name))
  }
  return (
    <MenuButton label={words.say('share.label')} icon={Share2} isShort isDisabled={map === undefined} onAction={(id) => void act(id)} items={WAYS.map(([id, icon]) => ({ id, icon, name: words.say(`share.${id}`) }))}>
      {words.say('share.label')}
    </MenuButton>
  )
}
