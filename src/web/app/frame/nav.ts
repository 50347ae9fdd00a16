import { Coins, Import, Map as MapIcon, MessageCircle, Scale, Settings, Users, type LucideIcon } from 'lucide-react'
import type { Right } from '#core/house/rights.ts'

/** A place in the app: where it is, what it is called, and what one must be allowed to do there. */
export interface Place {
  readonly to: string
  readonly label: string
  /** What it is called where there is little room. */
  readonly short: string
  readonly icon: LucideIcon
  readonly right: Right | null
  /** A phone has room for five tabs; what has none there is in the menu of the account. */
  readonly inMenuOnPhone?: true
}

/** The way around, in groups. A wing that comes later gets its line here. */
export const GROUPS: readonly { readonly label: string | null; readonly places: readonly Place[] }[] = [
  {
    label: null,
    places: [
      { to: '/map', label: 'nav.map', short: 'nav.map_short', icon: MapIcon, right: 'map.read' },
      { to: '/customers', label: 'nav.customers', short: 'nav.customers', icon: Users, right: 'customers.read' },
    ],
  },
  {
    label: 'nav.understand',
    places: [
      { to: '/answers', label: 'nav.answers', short: 'nav.answers_short', icon: MessageCircle, right: 'map.read' },
      { to: '/money', label: 'nav.money', short: 'nav.money', icon: Coins, right: 'settings.read' },
      { to: '/proof', label: 'nav.proof', short: 'nav.proof_short', icon: Scale, right: 'settings.read' },
    ],
  },
  {
    label: 'nav.house',
    places: [
      { to: '/import', label: 'nav.import', short: 'nav.import_short', icon: Import, right: 'operate', inMenuOnPhone: true },
      { to: '/settings', label: 'nav.settings', short: 'nav.settings', icon: Settings, right: null, inMenuOnPhone: true },
    ],
  },
]

/** May somebody be where an address leads? What has no place of its own is for everybody. */
export const isOpenTo = (path: string, may: (right: Right) => boolean): boolean =>
  GROUPS.every(({ places }) => places.every(({ to, right }) => right === null || may(right) || !(path === to || path.startsWith(`${to}/`))))

/** The groups with what somebody may go to. */
export const groupsFor = (may: (right: Right) => boolean): typeof GROUPS =>
  GROUPS.map((group) => ({ ...group, places: group.places.filter(({ right }) => right === null || may(right)) })).filter(({ places }) => places.length > 0)
