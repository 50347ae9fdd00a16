import type { Words } from './index.ts'

/** What a setting of the policy means, in plain words. `deposits.broke` is said as itself, a feeling's value as one of many. */
export function settingMeans(words: Words, name: string): string {
  const [group, within] = name.split('.') as [string, string?]
  return group === 'valence' ? words.say('setting.valence', { feeling: words.say(`feeling.${within}`) }) : words.say(`setting.${name}`)
}

/**
 * Why the default of a setting, or of its group, is what it is. "Measured" names what it was tried on: a CD shop (23,570 customers), a gift
 * wholesaler (5,878), a grocer (2,377 households), a marketplace with review scores (8,016); "simulated" a simulator with a known bond.
 * "Convention" means that nothing was found for or against it: it is a place to start, to be tried on a company's own data.
 */
export const settingWhy = (words: Words, name: string): string => words.say(`setting_why.${name.split('.')[0] as string}`)
