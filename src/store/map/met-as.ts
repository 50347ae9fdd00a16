import { sql, type RawBuilder } from 'kysely'
import { kindNumber, SCALES, type Kind } from '#core/history/kinds.ts'
import type { Split } from '#core/map/drivers.ts'

const number = (kind: Kind): RawBuilder<unknown> => sql.lit(kindNumber(kind))
const field = (name: string): RawBuilder<unknown> => sql`left(f.body ->> ${sql.lit(name)}, 80)`

/** What stands between a split and what it is. */
export const BETWEEN = ':'
const told = (by: Split, what: RawBuilder<unknown>): RawBuilder<unknown> => sql`${sql.lit(`${by}${BETWEEN}`)} || ${what}`

/** A rating is low or high by the middle of its scale; on recommending, as everybody counts it. What is neither says little. */
function rated(): RawBuilder<unknown> {
  const middles = Object.entries(SCALES).map(([question, [low, high]]) => sql`when ${sql.lit(question)} then ${sql.lit((low + high) / 2)}`)
  const value = sql`(f.body ->> 'value')::numeric`
  return sql`case
    when f.body ->> 'question' = 'recommend' then case when ${value} >= 9 then 'high' when ${value} <= 6 then 'low' end
    else case sign(${value} - case f.body ->> 'question' ${sql.join(middles, sql` `)} end) when 1 then 'high' when -1 then 'low' end
  end`
}

/** The one word that tells facts of a kind apart. Kinds not named here are not split. */
const SPLIT: Readonly<Partial<Record<Kind, RawBuilder<unknown>>>> = {
  visit: told('channel', field('channel')),
  contract: told('action', field('action')),
  moment: told('play', field('play')),
  complaint: told('topic', field('topic')),
  recovery: told('accepted', sql`coalesce(f.body ->> 'accepted', 'unknown')`),
  broke: told('promise', field('promise')),
  kept: told('promise', field('promise')),
  asked: told('decision', field('decision')),
  told: told('decision', field('decision')),
  rating: told('question', sql`(f.body ->> 'question') || ${sql.lit(BETWEEN)} || (${rated()})`),
  stance: told('stance', field('stance')),
  reason: told('why', field('why')),
  referral: told('step', field('step')),
  rival: told('action', field('action')),
}

/** All that a fact (`f`) is met as: most kinds as one thing, some as several. @param units those whose names may be told; null where all may */
export function metAs(units: readonly string[] | null): RawBuilder<unknown> {
  const single = Object.entries(SPLIT).map(([kind, what]) => sql`when ${number(kind as Kind)} then array[${what}]`)
  const where = units === null ? told('unit', sql`f.unit`) : sql`case when f.unit = any(${units}::text[]) then ${told('unit', sql`f.unit`)} end`
  return sql`case f.kind
    when ${number('purchase')} then array['', case when f.deals > 0 then 'price:deal' end, case when f.points > 0 then 'price:points' end, ${where}]
    when ${number('contact')} then array[${told('topic', field('topic'))}, case when f.body ->> 'resolved' = 'false' then 'resolved:no' end]
    when ${number('felt')} then array(select ${told('feeling', sql`each`)} from jsonb_array_elements_text(f.body -> 'feelings') each)
    ${sql.join(single, sql` `)}
    else array['']
  end`
}
