import { spaced } from '#core/history/mapping/look/roles.ts'

/** What a column of a cost file can be. `month` stands for the first and the last day at once. */
export const COST_FIELDS = ['purpose', 'channel', 'campaign', 'month', 'from', 'to', 'amount', 'currency'] as const
export type CostField = (typeof COST_FIELDS)[number]

/** How heads call it in English, Norwegian, Swedish, Estonian, Japanese and Chinese: the head begins so. */
const HEADS: Readonly<Record<CostField, RegExp>> = {
  purpose: begins('purpose|type|kind|for what|aim|goal|formål|type|art|syfte|typ|ändamål|eesmärk|liik|otstarve|目的|種別|区分|用途|类型|類型'),
  channel: begins('channel|source|medium|kanal|kilde|källa|allikas|チャネル|経路|渠道|来源'),
  campaign: begins('campaign|promotion|kampanje|kampanj|kampaania|キャンペーン|活动|活動'),
  month: begins('month|period|måned|månad|kuu(?!p)|月份|月$|対象月'),
  from: begins('from|start|begin|first day|valid from|date$|day$|fra|start|från|datum$|dato$|alates|algus|kuupäev$|開始|开始|から|起|日付$|日期$'),
  to: begins('to$|to |until|end|last day|valid to|til$|til |slutt|till|slut|kuni|lõpp|終了|结束|まで|止'),
  amount: begins('amount|cost|spend|spent|sum|total|value|price|paid|beløp|belop|kostnad|utgift|sum|belopp|kostnad|summa|kulu|maksumus|金額|費用|コスト|金额|费用|花费'),
  currency: begins('currency|valuta|valuuta|通貨|货币|币种|幣別'),
}

function begins(words: string): RegExp {
  return new RegExp(`^(?:${words})`, 'iu')
}

/** Which column of a head is which; the first that fits a field has it, and a column has one field. */
export function costColumns(head: readonly string[]): ReadonlyMap<CostField, number> {
  const found = new Map<CostField, number>()
  const taken = new Set<number>()
  for (const field of COST_FIELDS) {
    const at = head.findIndex((name, i) => !taken.has(i) && HEADS[field].test(spaced(name)))
    if (at < 0) continue
    found.set(field, at)
    taken.add(at)
  }
  return found
}

const WIN = /^(?:win|won|acqui|new|verv|vinn|skaff|värv|võit|uus|獲得|新規|获客|獲客|拉新)/iu
const KEEP = /^(?:keep|kept|ret[ae]|loyal|service|behold|behåll|hoid|püsi|維持|継続|保持|留存|维系)/iu

/** What a word says money was spent for; null where it says neither. */
export const purposeOf = (word: string): 'win' | 'keep' | null => (WIN.test(word.trim()) ? 'win' : KEEP.test(word.trim()) ? 'keep' : null)
