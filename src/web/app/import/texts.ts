import type { Words } from '#core/words/words.ts'

/** How large a file is, in the unit that people use for such. */
export function bytesText(words: Words, figure: (value: number, decimals?: number) => string, bytes: number): string {
  const [unit, size] = bytes >= 1e9 ? (['GB', 1e9] as const) : bytes >= 1e6 ? (['MB', 1e6] as const) : bytes >= 1000 ? (['kB', 1000] as const) : (['B', 1] as const)
  return words.say('bring.bytes', { n: figure(bytes / size, size === 1 || bytes / size >= 100 ? 0 : 1), unit })
}

/** Counts by kind, most first: "33,107 purchases · 12 refunds". */
export const kindsText = (words: Words, count: (value: number) => string, kinds: Readonly<Record<string, number>>): string =>
  Object.entries(kinds).toSorted(([, a], [, b]) => b - a).map(([kind, n]) => `${words.say(`bring.kind.${kind}`)} ${count(n)}`).join(' · ')
