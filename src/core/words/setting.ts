import type { Words } from './index.ts'

/** What a setting of the policy means, in plain words. `deposits.broke` is said as itself, a feeling's value as one of many. */
export function settingMeans(words: Words, name: string): string {
  const [group, within] = name.split('.') as [string, string?]
  return group === 'valence' ? words.say('setting.valence', { feeling: words.say(`feeling.${within}`) }) : words.say(`setting.${name}`)
}
