import {
  FileSignature, Footprints, Handshake, Headset, HeartCrack, HeartHandshake, HeartPulse, Megaphone, MessageCircleQuestion, MessageSquareWarning, Quote, Scale, ShoppingBag, Sparkles, Star, StickyNote,
  Swords, ThumbsUp, Undo2, UserPlus, type LucideIcon,
} from 'lucide-react'
import type { TimelineKind } from '#contract/relationship/timeline.ts'
import type { Words } from '#core/words/words.ts'

/** The sign of each kind of what a timeline has. */
export const KIND_ICONS: Readonly<Record<TimelineKind, LucideIcon>> = {
  purchase: ShoppingBag, refund: Undo2, visit: Footprints, contract: FileSignature, contact: Headset, complaint: MessageSquareWarning, recovery: HeartHandshake, felt: HeartPulse, rating: Star,
  reason: Quote, referral: UserPlus, praise: ThumbsUp, rival: Swords, broke: HeartCrack, kept: Handshake, asked: MessageCircleQuestion, told: Megaphone, stance: Scale, moment: Sparkles, note: StickyNote,
}

/** In the order in which they are offered: what customers say and do first. */
export const TIMELINE_KINDS = Object.keys(KIND_ICONS) as readonly TimelineKind[]

/** Kinds as a choice of them is called; all of them where none is chosen. */
export const namedKinds = (words: Words, kinds: readonly string[]): string => (kinds.length === 0 ? words.say('timeline.all') : kinds.map((kind) => words.say(`kind.${kind}`)).join(', '))
