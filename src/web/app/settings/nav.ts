import { Building2, ClipboardList, Eraser, Handshake, KeyRound, SlidersHorizontal, Store, UserRound, Users, UsersRound, type LucideIcon } from 'lucide-react'
import type { Right } from '#core/house/rights.ts'

/** A page of the settings: what it is called, and what one must be allowed to do to see it. */
export interface SettingsPart {
  readonly id: string
  readonly label: string
  /** What it is for, in a few words: on a phone, where the list is a page of its own. */
  readonly about: string
  readonly icon: LucideIcon
  readonly right: Right | null
}

/** The pages of the settings, in groups. */
export const PARTS: readonly { readonly label: string; readonly parts: readonly SettingsPart[] }[] = [
  {
    label: 'settings.of_company',
    parts: [
      { id: 'company', label: 'settings.company', about: 'settings.company_about', icon: Building2, right: 'settings.read' },
      { id: 'units', label: 'settings.units', about: 'settings.units_about', icon: Store, right: 'settings.read' },
      { id: 'promises', label: 'settings.promises', about: 'settings.promises_about', icon: Handshake, right: 'settings.read' },
      { id: 'staff', label: 'settings.staff', about: 'settings.staff_about', icon: UsersRound, right: 'settings.read' },
    ],
  },
  {
    label: 'settings.of_map',
    parts: [{ id: 'policy', label: 'settings.policy', about: 'settings.policy_about', icon: SlidersHorizontal, right: 'settings.read' }],
  },
  {
    label: 'settings.of_access',
    parts: [
      { id: 'people', label: 'settings.people', about: 'settings.people_about', icon: Users, right: 'people.manage' },
      { id: 'keys', label: 'settings.keys', about: 'settings.keys_about', icon: KeyRound, right: 'people.manage' },
      { id: 'audit', label: 'settings.audit', about: 'settings.audit_about', icon: ClipboardList, right: 'people.manage' },
      { id: 'erase', label: 'settings.erase', about: 'settings.erase_about', icon: Eraser, right: 'customers.change' },
    ],
  },
  { label: 'settings.of_me', parts: [{ id: 'me', label: 'settings.me', about: 'settings.me_about', icon: UserRound, right: null }] },
]

/** The pages that somebody may see. */
export const partsFor = (may: (right: Right) => boolean): typeof PARTS =>
  PARTS.map((group) => ({ ...group, parts: group.parts.filter(({ right }) => right === null || may(right)) })).filter(({ parts }) => parts.length > 0)
