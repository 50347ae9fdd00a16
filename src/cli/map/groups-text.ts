import type { MapAnswer } from '#contract/map/map.ts'
import type { Setting } from '#cli/setting.ts'
import { tableOf } from '#cli/table.ts'

type Group = NonNullable<MapAnswer['groups']>[number]

/** The map by units, channels, or whatever it was asked by, the largest first. */
export function groupsText(groups: readonly Group[], by: string, { words, formats, width }: Setting): string {
  const columns = [
    { head: titleOf(by, words), least: 14 }, { head: words.say('map.customers'), right: true },
    { head: words.say('map.heard'), right: true, spare: 2 }, { head: words.say('state.lapsed'), right: true, spare: 4 },
    { head: words.say('class.climbed'), right: true }, { head: words.say('class.slipped'), right: true }, { head: words.say('class.left'), right: true, spare: 3 },
    { head: words.say('map.value'), right: true, spare: 5 },
  ]
  const rows = groups.map((group) => [
    group.name ?? group.key ?? words.say('map.none'), formats.count(group.customers), formats.count(group.heard), formats.count(group.states.lapsed),
    formats.count(group.classes.climbed), formats.count(group.classes.slipped), formats.count(group.classes.left), formats.sum(group.value),
  ])
  return tableOf(columns, rows, width)
}

const titleOf = (by: string, words: Setting['words']): string =>
  by.startsWith('attribute:') ? words.say('map.by.attribute', { name: by.slice('attribute:'.length) }) : words.say(`map.by.${by}`)
