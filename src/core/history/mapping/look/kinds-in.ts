import type { Kind } from '#core/history/kinds.ts'
import type { LookedColumn } from './look.ts'

/** Kinds of facts that one file may hold side by side, and what tills and other systems call them in six languages. */
const CALLED: readonly (readonly [Kind, RegExp])[] = [
  ['refund', /refund|return|credit|revers|retur|refusjon|kredit|återbet|tagast|返品|返金|退货|退款/i],
  ['complaint', /complain|klag|reklam|kaebus|苦情|クレーム|投诉/i],
  ['rating', /rating|survey|nps|csat|score|undersøkelse|enkät|küsitlus|アンケート|评分|调查/i],
  ['visit', /visit|log.?in|check.?in|stay|session|besøk|innlogging|besök|inlogg|külast|来店|访问|登录/i],
  ['contact', /call|contact|ticket|support|chat|kontakt|samtale|henvendelse|samtal|ärende|pöördumine|問い合わせ|咨询|来电/i],
  ['purchase', /sale|purchase|order|buy|payment|^s$|salg|kjøp|ordre|köp|försäljning|müük|ost|tellimus|販売|購入|売上|注文|销售|购买|订单/i],
]

export const COMPLAINT = CALLED[1]?.[1] as RegExp

/** The values of a column that name kinds of facts, by kind; null where they do not, or are too many to be kinds. */
export function kindsIn(column: LookedColumn | undefined): ReadonlyMap<Kind, readonly string[]> | null {
  if (!column?.values || column.values.length < 2) return null
  const found = Map.groupBy(column.values.flatMap((value) => {
    const kind = CALLED.find(([, called]) => called.test(value))?.[0]
    return kind ? [{ kind, value }] : []
  }), ({ kind }) => kind)
  return found.size === 0 ? null : new Map([...found].map(([kind, of]) => [kind, of.map(({ value }) => value)]))
}
