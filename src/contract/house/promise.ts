import * as z from 'zod'
import { EXPECTATIONS } from '#core/history/kinds.ts'
import { name, words } from '#contract/history/fact.ts'

/** Shapes of promises: what the company stands for. */
const key = name.meta({ description: 'As facts name it (`kept`, `broke`). It stays.' })
const text = words.min(1).max(2000).meta({ description: 'The promise, as customers would say it.' })
const expectation = z.enum(EXPECTATIONS).meta({ description: 'Which expectation of loyal customers it answers to.' })

export const promiseAnswer = z.object({ key, text, expectation }).meta({ id: 'Promise' })
export type PromiseAnswer = z.output<typeof promiseAnswer>
export const promisesAnswer = z.object({ promises: z.array(promiseAnswer) })
export type PromisesAnswer = z.output<typeof promisesAnswer>

export const promiseBody = z.strictObject({ key, text, expectation })
export type PromiseBody = z.output<typeof promiseBody>
export const promiseChanges = z.strictObject({ text, expectation }).partial()
export type PromiseChanges = z.output<typeof promiseChanges>
export const promisePath = z.object({ key: z.string().meta({ description: 'The promise’s key, percent-encoded.' }) })
