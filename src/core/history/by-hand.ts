import { FEELINGS, QUESTIONS, REASONS, REFERRAL_STEPS, RIVAL_ACTIONS, RIVAL_OUTCOMES, type Kind } from './kinds.ts'

/** The source of facts that somebody told Troth themselves, standing in front of the customer or on the phone. Who it was is in the audit log. */
export const BY_HAND = 'by-hand'

/** What a choice is of: how its parts are called in words is told apart by it. */
export type Called = 'feeling' | 'why' | 'question' | 'step' | 'rival' | 'outcome'

/** How one field of a fact is asked for. What it may hold is what its kind's schema says; a test holds the two together. */
export type Ask =
  | { readonly field: string; readonly needed: boolean; readonly as: 'text' | 'words' | 'yes_no' | 'case' | 'promise' }
  /** One of these, or several; `called` tells what they are. */
  | { readonly field: string; readonly needed: boolean; readonly as: 'one' | 'some'; readonly of: readonly string[]; readonly called: Called }
  | { readonly field: string; readonly needed: boolean; readonly as: 'scale'; readonly low: number; readonly high: number }
  /** An answer on the scale of the question that another field names. */
  | { readonly field: string; readonly needed: boolean; readonly as: 'answer'; readonly question: string }

const text = (field: string): Ask => ({ field, needed: true, as: 'text' })
const words = (field: string): Ask => ({ field, needed: false, as: 'words' })
const one = (field: string, of: readonly string[], called: Called): Ask => ({ field, needed: true, as: 'one', of, called })
const scale = (field: string, high: number, needed = true): Ask => ({ field, needed, as: 'scale', low: 1, high })

/**
 * The kinds of facts that are told by hand, the likeliest first, and what is asked for each. What machines know better (orders, contracts) is not
 * among them.
 */
export const HAND_FORMS = {
  complaint: [text('topic'), scale('severity', 3)],
  praise: [text('where'), words('text')],
  felt: [{ field: 'feelings', needed: true, as: 'some', of: FEELINGS, called: 'feeling' }, scale('strength', 3), scale('personal_need', 5, false), scale('business_need', 5, false), words('comment')],
  recovery: [{ field: 'complaint', needed: true, as: 'case' }, text('action'), { field: 'accepted', needed: false, as: 'yes_no' }],
  kept: [{ field: 'promise', needed: true, as: 'promise' }, words('note')],
  broke: [{ field: 'promise', needed: true, as: 'promise' }, words('note')],
  moment: [text('what')],
  reason: [one('why', REASONS, 'why'), words('words')],
  rating: [one('question', QUESTIONS, 'question'), { field: 'value', needed: true, as: 'answer', question: 'question' }],
  referral: [text('invitee'), one('step', REFERRAL_STEPS, 'step')],
  rival: [one('action', RIVAL_ACTIONS, 'rival'), one('outcome', RIVAL_OUTCOMES, 'outcome')],
  contact: [text('channel'), text('topic'), { field: 'resolved', needed: false, as: 'yes_no' }],
  visit: [text('channel')],
} as const satisfies Partial<Record<Kind, readonly Ask[]>>

export type HandKind = keyof typeof HAND_FORMS
export const HAND_KINDS = Object.keys(HAND_FORMS) as readonly HandKind[]

/** What a form does not ask for and a fact of this kind needs all the same. @param language in which the customer spoke */
export function impliedBy(kind: HandKind, language: string): Readonly<Record<string, string>> {
  if (kind === 'felt') return { language }
  return kind === 'moment' ? { play: BY_HAND } : {}
}
