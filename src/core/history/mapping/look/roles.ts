import type { Holds } from './holds.ts'
import type { LookedColumn } from './look.ts'

/** What a column may be for whoever brings a file. */
export const ROLES = [
  'email', 'currency', 'at', 'joined', 'customer', 'order', 'list', 'discount', 'cost', 'paid', 'score', 'severity', 'quantity', 'sku', 'unit', 'person',
  'referrer', 'channel', 'campaign', 'language', 'kind', 'question', 'topic', 'comment', 'name',
] as const
export type Role = (typeof ROLES)[number]

/** How headers call it in English, Norwegian, Swedish, Estonian, Japanese and Chinese; each word at the beginning of a word, or anywhere in a CJK name. */
const WORDS: Readonly<Record<Role, RegExp>> = {
  email: words('e?-?mail|epost|e-post', 'メール|邮箱|邮件|電子メール'),
  currency: words('currency|valuta|valuuta', '通貨|货币|币种'),
  at: words('date|time|when|day|timestamp|dato|tid|tidspunkt|dag|datum|kuupäev|kuup|aeg|päev|created|ordered|purchased|visited|answered', '日付|日時|年月日|時刻|日期|时间|時間|注文日|売上日'),
  joined: words('joined|join|signup|sign up|signed up|registered|registration|member since|since|first seen|innmeldt|registrert|medlem siden|registrerad|medlem sedan|liitu|registreeri|klient alates', '登録日|入会|注册|加入'),
  customer: words('cust|client|member|household|user|account|guest|subscriber|buyer|shopper|loyalty|card|kunde|kund|medlem|kort|klie|liige|kasutaja|konto|bruker|användare|gjest|gäst|külaline|ostja', '顧客|会員|お客|得意先|ユーザ|客户|客戶|会员|會員|用户'),
  order: words('order|invoice|basket|receipt|transaction|ticket|booking|bill|ordre|bilag|faktura|kvittering|kvitto|bestilling|beställning|tellimus|arve|kviitung|tšek', '注文|伝票|請求|レシート|订单|訂單|发票|小票'),
  list: words('list|before discount|original|rrp|full price|gross|regular|listepris|veiledende|førpris|ordinarie|listpris|täishind|tavahind', '定価|原价|原價|标价|通常価格'),
  discount: words('disc|coupon|rebate|rabatt|avslag|avdrag|allahindlus|soodustus|kupong', '割引|値引|クーポン|折扣|优惠'),
  cost: words('cost|cogs|kostpris|innkjøp|inköp|omahind|sisseost', '原価|成本|仕入'),
  paid: words('paid|amount|total|value|price|sum|revenue|sales|dollar|euro|net|spend|spent|turnover|beløp|belop|belopp|summa|pris|omsetning|omsättning|betalt|betald|hind|maksumus|tasutud|käive|müük', '金額|売上|合計|支払|価格|金额|總額|总额|实付|销售|消费'),
  score: words('still at|still buy|score|rating|rate|nps|csat|ces|stars?|grade|recommend|satisf|karakter|anbefal|fornøyd|betyg|omdöme|rekommend|nöjd|hinne|hinnang|skoor|soovita|rahulolu', '評価|点数|満足|推奨|评分|打分|满意|推荐'),
  severity: words('severity|priority|urgency|alvor|prioritet|allvar|raskus|tõsidus|prioriteet', '深刻|重大|优先|严重|優先'),
  quantity: words('qty|quantity|units|pieces|count|number of|antall|antal|kogus|tk', '数量|件数|个数|個数'),
  sku: words('sku|product|item|article|upc|ean|stock code|vare|artik|vara|produkt|toode|toote|kaup', '商品|品番|货号|产品|品名'),
  unit: words('store|shop|branch|unit|location|outlet|hotel|restaurant|salon|butikk|butik|avdeling|filial|avdelning|pood|poe|kauplus|osakond|hotell', '店|支店|門店|门店|分店'),
  person: words('staff|employee|cashier|seller|salesperson|sales rep|agent|served|ansatt|selger|medarbeider|anställd|säljare|kassör|töötaja|müüja|teenindaja', '担当|店員|スタッフ|员工|店员|销售员'),
  referrer: words('refer|invited by|recommended by|vervet av|värvad av|kutsuja|soovitaja', '紹介|推荐人'),
  channel: words('channel|source|medium|kanal|allikas', 'チャネル|経路|渠道|来源'),
  campaign: words('campaign|promotion|kampanje|kampanj|kampaania', 'キャンペーン|活动'),
  language: words('lang|locale|språk|keel', '言語|语言'),
  kind: words('type|kind|event|action|hendelse|händelse|typ|art|tüüp|liik|sündmus', '種別|種類|区分|类型|事件'),
  question: words('question|survey|spørsmål|fråga|küsimus', '質問|設問|问题|问卷'),
  topic: words('topic|reason|subject|category|issue|tema|emne|årsak|kategori|ämne|orsak|teema|põhjus|kategooria', '件名|理由|分類|主题|原因|类别'),
  comment: words('comment|remark|text|feedback|review|note|message|description|kommentar|tilbakemelding|beskrivelse|märkus|kommentaar|tagasiside|kirjeldus', 'コメント|感想|意見|自由記述|评论|意见|备注'),
  name: words('name|navn|namn|nimi', '氏名|名前|姓名|名称'),
}

function words(latin: string, east: string): RegExp {
  return new RegExp(`(?:^|[^\\p{L}])(?:${latin})|(?:${east})`, 'iu')
}

/** Which kinds of values a role can have; those not named take anything. */
const FITS: Readonly<Partial<Record<Role, readonly Holds['as'][]>>> = {
  email: ['email'], currency: ['currency'], at: ['time'], joined: ['time'], list: ['number'], discount: ['number'], cost: ['number'], paid: ['number'],
  score: ['number'], severity: ['number', 'text'], quantity: ['number'], comment: ['text'], name: ['text'], topic: ['text'],
  customer: ['number', 'text', 'email'], order: ['number', 'text'], sku: ['number', 'text'], kind: ['text'], question: ['text'], channel: ['text'], campaign: ['text', 'number'], language: ['text'],
}

/** `customerID`, `customer_id` and `Customer ID` read the same. */
export const spaced = (name: string): string => name.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll(/[_./-]+/g, ' ').replaceAll(/\s+/g, ' ').trim().toLowerCase()

const isId = (name: string): boolean => /(^| )(id|no|nr|number|key|code|ref|num|kood|number)$|番号|編号|编号|コード|号$/i.test(name)
const isName = (name: string): boolean => WORDS.name.test(name)

/** How well a column fits a role: 0 not at all. A longer word says more, and so does a name that is about little else. */
export function fitOf(role: Role, { name, holds, distinct, filled, said: rows }: LookedColumn): number {
  if (filled === 0 || FITS[role]?.includes(holds.as) === false) return 0
  const said = spaced(name)
  const found = WORDS[role].exec(said)?.[0].trim() ?? ''
  if (found === '') return role === 'email' || role === 'currency' ? (FITS[role]?.includes(holds.as) ? 2 : 0) : 0
  const share = found.length / Math.max(1, said.length)
  const named = role !== 'name' && role !== 'email' && isName(said) && !isId(said) ? -1.5 : 0
  const ids = (role === 'customer' || role === 'order') && isId(said) ? 1 : (role === 'paid' || role === 'quantity' || role === 'at' || role === 'score') && isId(said) ? -2 : 0
  const whole = role === 'paid' && holds.as === 'number' && !holds.whole ? 0.5 : 0
  const single = distinct === 1 && rows > 3 && (role === 'customer' || role === 'order') ? -2 : 0
  return Math.max(0, 1 + share + named + ids + whole + single)
}

/** Roles that several columns may have. */
const MANY: ReadonlySet<Role> = new Set(['discount'])

/** Gives each column the role that it fits best, and each role to the column that fits it best. */
export function rolesOf(columns: readonly LookedColumn[]): ReadonlyMap<LookedColumn, Role> {
  const fits = columns.flatMap((column) => ROLES.map((role) => ({ column, role, fit: fitOf(role, column) }))).filter(({ fit }) => fit > 0)
  const given = new Map<LookedColumn, Role>()
  const taken = new Set<Role>()
  for (const { column, role } of fits.toSorted((a, b) => b.fit - a.fit || ROLES.indexOf(a.role) - ROLES.indexOf(b.role))) {
    if (given.has(column) || (taken.has(role) && !MANY.has(role))) continue
    given.set(column, role)
    taken.add(role)
  }
  return withoutNames(columns, given, taken)
}

/** Where no name says it, values do: the date, the money (with decimals, the last of them), whoever comes back (a number or word that many rows share). */
function withoutNames(columns: readonly LookedColumn[], given: Map<LookedColumn, Role>, taken: ReadonlySet<Role>): ReadonlyMap<LookedColumn, Role> {
  const free = (): LookedColumn[] => columns.filter((column) => !given.has(column) && column.filled > 0.5)
  const give = (role: Role, column: LookedColumn | undefined): void => {
    if (column && !taken.has(role)) given.set(column, role)
  }
  give('at', free().find(({ holds }) => holds.as === 'time'))
  const numbers = free().filter(({ holds }) => holds.as === 'number')
  const hasTime = [...given.values()].includes('at')
  if (hasTime && !taken.has('score')) give('paid', numbers.findLast(({ holds }) => holds.as === 'number' && !holds.whole) ?? (numbers.length > 1 ? numbers.at(-1) : undefined))
  give('customer', free().find(({ name }) => isId(spaced(name))) ?? free().find(({ holds }) => holds.as === 'email') ?? free().find(({ holds, distinct }) => distinct > 1 && (holds.as === 'text' || (holds.as === 'number' && holds.whole))))
  return given
}
