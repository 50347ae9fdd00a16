import { admits, isBound, RIGHTS, RIGHTS_OF, ROLES, type Role } from '#contract/house/access.ts'
import type { Route } from '#api/route.ts'

/** A route, as far as this is about it. */
export type Walked = Pick<Route, 'method' | 'path' | 'access'>

const held = (role: Role, has: boolean): string => (has ? (isBound(role) ? 'own units' : 'yes') : '–')

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** The page of the manual that says who may do what, as the code has it: the walk holds the server to the same. */
export function accessManual(routes: readonly Walked[]): string {
  const rights = RIGHTS.map((right) => [`\`${right}\``, ...ROLES.map((role) => held(role, RIGHTS_OF[role].includes(right)))])
  const rows = routes.map(({ method, path, access }) => [
    `\`${method} ${path}\``, access === 'open' ? 'anybody' : access === 'known' ? 'whoever is known' : `\`${access}\``,
    ...ROLES.map((role) => (access === 'open' || access === 'known' ? 'yes' : held(role, admits(access, RIGHTS_OF[role])))),
  ])
  return `# Who may do what

This page is made from the code, and a test walks it: every route, asked by nobody, by each role, by a key with each right, by a revoked key, an ended session and a shut account, of the
caller's own unit and of another. *Own units* means that what is of other units is not there for them, nor what is of none.

## Rights and roles

A key has the rights that it was made with and reaches the whole company.

${tableOf(['right', ...ROLES.map((role) => `\`${role}\``)], rights)}

## Routes

A key needs the right in the second column.

${tableOf(['route', 'needs', ...ROLES.map((role) => `\`${role}\``)], rows)}

The document (\`/openapi.json\`) and the page of errors (\`/docs/errors\`) are open to anybody, as are the pages to sign in and to use a link. So are the
files of the web app, which hold no data; its pages lead whoever is not signed in to the door.
`
}
