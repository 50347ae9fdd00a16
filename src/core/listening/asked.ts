import { QUESTIONS, SCALES } from '#core/history/kinds.ts'

/** What customers are asked for a number: by a rating, or beside what they felt. */
export const ASKED = [...QUESTIONS, 'business_need', 'personal_need'] as const
export type Asked = (typeof ASKED)[number]

/** The least and the highest answer. */
export const scaleOf = (asked: Asked): readonly [number, number] => (asked === 'business_need' || asked === 'personal_need' ? [1, 5] : SCALES[asked])
