import { AUDITED, type Audited } from '#core/house/audited.ts'
import type { Words } from './index.ts'

/** An entry of the audit log, as far as its sentence goes. */
export interface AuditedEntry {
  readonly what: string
  readonly subject: string | null
  /** What the account, key, unit, promise or person is called now. */
  readonly subject_name: string | null
  readonly detail: Readonly<Record<string, unknown>>
}

/** A customer who was erased is named in the log by a number that leads nowhere. */
const NUMBER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const isAudited = (what: string): what is Audited => (AUDITED as readonly string[]).includes(what)

/** What somebody did, in a sentence without its subject: "looked at customer anna". What a later version wrote, and this one does not know, is said by its name. */
export function auditedSentence(words: Words, { what, subject, subject_name, detail }: AuditedEntry): string {
  if (!isAudited(what)) return [what, subject].filter(Boolean).join(' ')
  const named = subject_name ?? subject ?? '–'
  const text = (field: string): string => (typeof detail[field] === 'string' || typeof detail[field] === 'number' ? String(detail[field]) : '')
  const customer = (key: string): string => (NUMBER.test(key) ? words.say('audited_erased') : key)
  return words.say(`audited.${what}`, {
    subject: what.startsWith('customer.') ? customer(named) : named,
    other: customer(text('other')), email: text('email'), known: text('email') === '' ? 'no' : 'yes', name: text('name'), reason: text('reason'), made_at: text('made_at'),
    rows: Number(detail['rows'] ?? 0),
    role: detail['role'] === undefined ? '' : words.say(`role.${text('role')}`),
    kind: !what.startsWith('job.') || detail['kind'] === undefined ? '' : words.say(`job_kind.${text('kind')}`),
    fields: fieldsOf(words, detail),
  })
}

/** The fields that changed, by name; those of which only the log's own reader makes something are left out. */
const fieldsOf = (words: Words, detail: AuditedEntry['detail']): string =>
  new Intl.ListFormat(words.locale, { type: 'conjunction' }).format(Object.keys(detail).filter((field) => words.has(`audited_field.${field}`)).map((field) => words.say(`audited_field.${field}`)))
