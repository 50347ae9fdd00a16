/**
 * The kinds of facts. A kind's number is its place in this list plus one: it is stored, and it is the kind's rank in the
 * total order of a history, so new kinds are appended and none is ever moved.
 */
export const KINDS = [
  'contract', 'purchase', 'refund', 'visit', 'moment', 'contact', 'complaint', 'recovery', 'broke', 'kept', 'asked', 'told',
  'felt', 'rating', 'stance', 'reason', 'referral', 'praise', 'rival',
] as const
export type Kind = (typeof KINDS)[number]

const NUMBERS: ReadonlyMap<string, number> = new Map(KINDS.map((kind, i) => [kind, i + 1]))

/** The number under which a kind is stored and ranked (1 = first). */
export const kindNumber = (kind: Kind): number => NUMBERS.get(kind) as number

/** The kind of a stored number. */
export const kindOf = (number: number): Kind => {
  const kind = KINDS[number - 1]
  if (kind === undefined) throw new RangeError(`no kind of facts has the number ${number}`)
  return kind
}

export const FEELINGS = [
  'happy', 'joyful', 'assured', 'cared_for', 'delighted', 'welcome', 'grateful',
  'frustrated', 'angry', 'disgusted', 'afraid', 'helpless', 'ignored', 'distrustful', 'foolish',
  'indifferent',
] as const
export type Feeling = (typeof FEELINGS)[number]

export const CONTRACT_ACTIONS = ['started', 'renewed', 'cancelled', 'resumed'] as const
/** `still_at_5`: would still buy if prices rose by five percent. */
export const QUESTIONS = ['recommend', 'satisfaction', 'ease', 'trust', 'would_miss', 'price_fair', 'worth_it', 'helped_me', 'still_at_5'] as const
export type Question = (typeof QUESTIONS)[number]
/** The scale of each question, lowest and highest answer. */
export const SCALES: Readonly<Record<Question, readonly [number, number]>> = {
  recommend: [0, 10], satisfaction: [1, 5], ease: [1, 7], trust: [1, 5], would_miss: [1, 5], price_fair: [1, 5], worth_it: [1, 5], helped_me: [1, 5],
  still_at_5: [1, 5],
}
export const REASONS = ['cared_for', 'not_cared_for', 'taken_for_granted', 'price', 'product', 'moved', 'rival', 'other'] as const
export const REFERRAL_STEPS = ['invited', 'joined', 'bought'] as const
export const RIVAL_ACTIONS = ['quote_asked', 'match_asked', 'tried'] as const
export const RIVAL_OUTCOMES = ['stayed', 'left', 'open'] as const
export const STANCES = ['glad', 'fine', 'uneasy', 'betrayed'] as const
/** What loyal customers expect and the rest do not; every promise is tied to one. */
export const EXPECTATIONS = ['fidelity', 'ownership', 'stability', 'consistency'] as const
export type Expectation = (typeof EXPECTATIONS)[number]
/** The languages a person may read Troth in. */
export const LANGUAGES = ['en', 'nb', 'sv', 'et', 'ja', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]
