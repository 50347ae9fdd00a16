/** All that the audit log speaks of. Each has a sentence in the words (`audited.<what>`). */
export const AUDITED = [
  'customer.read', 'customer.merged', 'customer.parted', 'customer.exported', 'customer.erased',
  'customer.noted', 'customer.note_deleted', 'customer.fact_told', 'customer.fact_taken_back',
  'customers.exported', 'segment.made', 'segment.changed', 'segment.removed',
  'signin', 'signin.failed', 'account.made', 'account.changed', 'account.recovered',
  'password.changed', 'password.reset', 'reset_link.made', 'sessions.ended',
  'invitation.made', 'invitation.revoked', 'owner_link.made',
  'key.made', 'key.revoked',
  'company.changed', 'company.cleared', 'house.restored',
  'unit.added', 'unit.changed', 'unit.removed',
  'promise.added', 'promise.changed', 'promise.removed',
  'person.added', 'person.changed', 'person.removed',
  'policy.changed', 'job.asked', 'job.cancelled',
  'mapping.saved', 'mapping.dropped', 'import.undone', 'costs.brought', 'costs.dropped',
] as const
export type Audited = (typeof AUDITED)[number]

/** What entries are about: the first part of what they say. */
export const AUDITED_KINDS: readonly string[] = [...new Set(AUDITED.map((what) => what.split('.')[0] as string))]
