import { tokenOf } from '#core/customers/token.ts'
import { no } from '#contract/refusals.ts'
import type { Numbers } from '#store/customers/numbers.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import type { Prepared } from './prepare-facts.ts'

/** The numbers of all customers whom these facts are about or name. */
export function numbersIn(prepared: readonly Prepared[], secret: Buffer): string[] {
  const numbers = new Set<string>()
  for (const p of prepared) {
    if (!p.ok) continue
    numbers.add(p.stored.customer)
    if (p.fact.kind === 'referral') numbers.add(customerIdOf(secret, p.fact.invitee))
  }
  return [...numbers]
}

/** Facts about somebody who was erased are refused; where a fact about somebody else names them, the token that took their place stands. */
export function withoutErased(prepared: readonly Prepared[], secret: Buffer, { isErased }: Numbers): Prepared[] {
  return prepared.map((p) => {
    if (!p.ok) return p
    if (isErased(p.stored.customer)) return no('customer_erased', {}, '/customer')
    if (p.fact.kind !== 'referral') return p
    const number = customerIdOf(secret, p.fact.invitee)
    if (!isErased(number)) return p
    const invitee = tokenOf(number)
    return { ok: true, fact: { ...p.fact, invitee }, stored: { ...p.stored, body: { ...p.stored.body, invitee } } }
  })
}
