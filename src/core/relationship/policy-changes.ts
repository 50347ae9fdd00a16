import { DEFAULT_POLICY, type Policy } from './policy.ts'

/** A part of a policy, groups of settings in part too: what is to be changed. */
export type PolicyChanges = { readonly [K in keyof Policy]?: (Policy[K] extends object ? Some<Policy[K]> : Policy[K]) | undefined }
type Some<T> = { readonly [K in keyof T]?: T[K] | undefined }

export type SettingValue = number | string

/** One setting that differs. Within a group it is called as `deposits.broke`. */
export interface SettingChange {
  readonly name: string
  readonly from: SettingValue
  readonly to: SettingValue
}

const over = <T extends object>(all: T, some: Some<T> = {}): T => ({ ...all, ...(Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as Partial<T>) })

/** What a policy would be with these changes. */
export const changedBy = (policy: Policy, { deposits, valence, ...plain }: PolicyChanges): Policy => ({
  ...over(policy, plain), deposits: over(policy.deposits, deposits), valence: over(policy.valence, valence),
})

/** Every setting by its name, in the order of the manual. */
export function settingsOf(policy: Policy): ReadonlyMap<string, SettingValue> {
  return new Map((Object.keys(DEFAULT_POLICY) as (keyof Policy)[]).flatMap((name): (readonly [string, SettingValue])[] => {
    const value = policy[name]
    if (typeof value !== 'object') return [[name, value]]
    return Object.keys(DEFAULT_POLICY[name]).map((within) => [`${name}.${within}`, (value as Readonly<Record<string, number>>)[within] as number])
  }))
}

/** What differs between two policies, in the order of the manual. */
export function differences(from: Policy, to: Policy): SettingChange[] {
  const after = settingsOf(to)
  return [...settingsOf(from)].map(([name, value]) => ({ name, from: value, to: after.get(name) as SettingValue })).filter((change) => change.from !== change.to)
}
