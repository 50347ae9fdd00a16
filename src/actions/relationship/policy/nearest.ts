/** How many letters must be added, taken out or changed to get from one name to another (Levenshtein 1966). */
function apart(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row.at(-1) as number
}

const LONGEST = 100

/** The known name that is most like one that is not. A name within a group is meant by its own last part, too. */
export function nearest(name: string, known: readonly string[]): string {
  const asked = name.slice(0, LONGEST).toLowerCase()
  const from = (each: string): number => Math.min(apart(asked, each), apart(asked.split('.').at(-1) as string, each.split('.').at(-1) as string))
  return known.toSorted((a, b) => from(a) - from(b))[0] ?? ''
}
