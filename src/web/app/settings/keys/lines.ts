/** The terminals whose lines differ. */
export const SHELLS = ['bash', 'powershell'] as const
export type Shell = (typeof SHELLS)[number]

interface Line {
  /** Where Troth is reached, as the browser knows it. */
  readonly origin: string
  readonly secret: string
  /** When it happened, ISO 8601. */
  readonly at: string
  /** Told apart by: sent twice, it counts once. */
  readonly id: string
}

/** A purchase, as a till would send it. */
const factOf = ({ at, id }: Line): object => ({ kind: 'purchase', id, source: 'hello', customer: 'first-customer', at, order: id, paid: 1250 })

/** A line that sends one fact and can be pasted as it stands. Neither shell takes anything in single quotes for its own; the body has none. */
export function lineFor(shell: Shell, line: Line): string {
  const body = JSON.stringify(factOf(line))
  const url = `${line.origin}/v1/facts`
  return shell === 'bash'
    ? `curl '${url}' \\\n  -H 'Authorization: Bearer ${line.secret}' \\\n  -H 'Content-Type: application/json' \\\n  -d '${body}'`
    : `Invoke-RestMethod -Method Post -Uri '${url}' \`\n  -Headers @{ Authorization = 'Bearer ${line.secret}' } \`\n  -ContentType 'application/json' \`\n  -Body '${body}'`
}
