import type { CustomerFilter } from '#store/relationship/filter.ts'
import type { Db } from '#store/pool.ts'

/** A word as `customer.known_as` has it. */
const FOLDED = String.raw`
  case when w ~ '^[ -~]*$' then lower(w)
    else translate(encode(decode(replace(replace(replace(replace(replace(translate(lower(normalize(regexp_replace(normalize(
      w, NFKD), '[\u0300-\u036f]', '', 'g'), NFC) collate "default"), 'øđłħıðŧ', 'odlhidt'), 'æ', 'ae'), 'œ', 'oe'), 'ß', 'ss'), 'þ', 'th'), '\', '\\'), 'escape'), 'escape'), '\', 'z')
  end`

/** Shorter than this, a word is looked for at the beginning of words: trigrams know those, and elsewhere nearly everybody has it. */
const SHORT = 3

/** Who is known by all of these words, each a part of a name, a key or an e-mail address; of those who were merged, by any of their keys. */
export async function knownAs(db: Db, words: readonly string[]): Promise<NonNullable<CustomerFilter['known']>> {
  const { rows } = await db.query<{ pattern: string }>(
    `select case when length(f) < ${SHORT} then '% ' else '%' end || regexp_replace(f, '([\\\\%_])', '\\\\\\1', 'g') || '%' as pattern
     from (select ${FOLDED} collate "C" as f, n from unnest($1::text[]) with ordinality as u(w, n)) folded order by n`, [words])
  const like = rows.map(({ pattern }) => pattern)
  const { rows: members } = await db.query<{ root: string }>(
    `select distinct m.root from member m join customer c on c.customer = m.customer where c.known_as like all ($1::text[])`, [like])
  return { like, roots: members.map(({ root }) => root) }
}
