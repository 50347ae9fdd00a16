/** What a request is counted as. `unknown` is whatever comes from somebody who has not said who they are, or could not prove it. */
export const LIMITED = ['sending', 'reading', 'changing', 'unknown'] as const
export type Limited = (typeof LIMITED)[number]

/** How many requests a minute, of each class, from one who asks; 0 for any number. */
export type Limits = Readonly<Record<Limited, number>>

/**
 * What nobody who means well comes near: a till that sends 500 facts a second one by one, and screens that many look at. They are there so that one
 * who asks without end leaves room for the others.
 */
export const USUAL_LIMITS: Limits = { sending: 300_000, reading: 30_000, changing: 6000, unknown: 6000 }
