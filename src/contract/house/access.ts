import { RIGHTS, type Right } from '#core/house/rights.ts'

export { isBound, RIGHTS, RIGHTS_OF, ROLES, type Right, type Role } from '#core/house/rights.ts'

/** Who may call a route: anybody at all, whoever is known (for what concerns themselves), or whoever has a right. */
export const ACCESS = ['open', 'known', ...RIGHTS] as const
export type Access = (typeof ACCESS)[number]

/** May somebody with these rights go where this is asked for? */
export const admits = (access: Access, rights: readonly Right[]): boolean => access === 'open' || access === 'known' || rights.includes(access)

/** What a key may do unless it is made for more, or for less. */
export const USUAL_SCOPES: readonly Right[] = ['facts.send', 'map.read', 'customers.read']
