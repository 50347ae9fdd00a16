/** All that anybody may be allowed to do. A route declares one of them, an account has those of its role, a key those it was made with. */
export const RIGHTS = [
  'facts.send', // bring facts in, and retract them
  'map.read',
  'customers.read', // lists, and one customer
  'customers.export', // files of many customers
  'customers.change', // merge, part, export all that is kept of one, erase
  'settings.read',
  'settings.change', // the company, the policy
  'people.manage', // accounts, invitations, keys, the audit log
  'operate', // metrics, jobs, imports, backups
] as const
export type Right = (typeof RIGHTS)[number]

export const ROLES = ['owner', 'analyst', 'manager', 'counter'] as const
export type Role = (typeof ROLES)[number]

/** What each role may do. */
export const RIGHTS_OF: Readonly<Record<Role, readonly Right[]>> = {
  owner: RIGHTS,
  analyst: ['map.read', 'customers.read', 'customers.export', 'settings.read', 'operate'],
  manager: ['facts.send', 'map.read', 'customers.read', 'customers.export'],
  counter: ['facts.send', 'customers.read'],
}

/** Roles whose holders work for units and reach no further than those. */
const BOUND: ReadonlySet<Role> = new Set(['manager', 'counter'])
export const isBound = (role: Role): boolean => BOUND.has(role)
