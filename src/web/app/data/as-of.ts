/** When it was looked at what is stored for the answers that came, in ms since 1970, by path and query. */
const AS_OF = new Map<string, number>()

/** What was looked at longer ago than this is said to be old. */
const OLD_MS = 60_000

/** Notes how old an answer is, as it says itself (`Age`, in seconds). */
export function noteAge(path: string, response: Response): Response {
  const age = Number(response.headers.get('age') ?? 0)
  if (age > 0) AS_OF.set(path, Date.now() - age * 1000)
  else AS_OF.delete(path)
  return response
}

/** When it was looked at for the oldest of some answers, to the minute; null where that was just now. */
export function oldestOf(paths: readonly string[], now: number): number | null {
  const oldest = Math.min(...paths.map((path) => AS_OF.get(path) ?? Infinity))
  return now - oldest > OLD_MS ? Math.floor(oldest / 60_000) * 60_000 : null
}
