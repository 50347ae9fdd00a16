import type { Setting } from './groups.ts'

/** Settings that somebody thinks of changing, by name. */
export type Draft = ReadonlyMap<string, number | string>

/** `heart_high=0.5` as it stands in the address, like `--set` at the command line. What names no setting, or is what counts already, is left out. */
export function readDraft(texts: readonly string[], settings: readonly Setting[]): Draft {
  const draft = new Map<string, number | string>()
  for (const text of texts) {
    const at = text.indexOf('=')
    const setting = settings.find(({ name }) => name === text.slice(0, at))
    const value = setting && valueOf(setting, text.slice(at + 1))
    if (setting && value !== null && value !== undefined && value !== setting.value) draft.set(setting.name, value)
  }
  return draft
}

function valueOf({ choices, least, most, whole }: Setting, text: string): number | string | null {
  if (choices) return choices.includes(text) ? text : null
  const value = Number(text)
  const isGood = text.trim() !== '' && Number.isFinite(value) && value >= (least ?? -Infinity) && value <= (most ?? Infinity)
  return isGood ? (whole ? Math.round(value) : value) : null
}

export const writeDraft = (draft: Draft): string[] => [...draft].map(([name, value]) => `${name}=${value}`)

/** As the API takes changes: what stands before a dot is a group. */
export function changesOf(draft: Draft): Record<string, unknown> {
  const changes: Record<string, Record<string, unknown> | number | string> = {}
  for (const [name, value] of draft) {
    const [group = name, within] = name.split('.')
    if (within === undefined) changes[group] = value
    else changes[group] = { ...(changes[group] as Record<string, unknown> | undefined), [within]: value }
  }
  return changes
}
