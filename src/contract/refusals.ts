/**
 * Every way in which Troth says no to somebody, with the HTTP status it has at the API. The sentence and what to do are in
 * the words (`refusal.<code>` and `refusal.<code>.do`); the manual lists every code; a test checks both directions.
 */
export const REFUSALS = {
  // house
  setting_invalid: 500,
  port_in_use: 500,
  database_unreachable: 503,
  database_too_new: 500,
  database_too_old: 500,
  engine_missing: 500,
  folder_unusable: 500,
  sample_present: 409,
  sample_absent: 409,
  company_invalid: 422,
  company_in_use: 409,
  unit_unknown: 404,
  unit_exists: 409,
  unit_circle: 422,
  unit_in_use: 409,
  promise_unknown: 404,
  promise_exists: 409,
  promise_in_use: 409,
  person_unknown: 404,
  person_exists: 409,
  backup_missing: 404,
  backup_damaged: 422,
  backup_too_new: 409,
  backup_differs: 409,
  backup_present: 409,
  backup_unwritable: 500,
  house_not_empty: 409,
  house_busy: 409,
  // the door
  key_missing: 401,
  key_unknown: 401,
  key_not_allowed: 403,
  key_absent: 404,
  key_name_invalid: 422,
  scope_unknown: 422,
  session_unknown: 401,
  session_needed: 409,
  signin_failed: 401,
  attempts_too_many: 429,
  role_not_allowed: 403,
  origin_foreign: 403,
  password_wrong: 422,
  password_weak: 422,
  link_unknown: 404,
  account_exists: 409,
  account_unknown: 404,
  owner_last: 409,
  units_needed: 422,
  units_unneeded: 422,
  invitation_unknown: 404,
  unit_out_of_reach: 403,
  request_unreadable: 400,
  request_slow: 408,
  rate_limited: 429,
  headers_too_large: 431,
  url_unreadable: 400,
  not_found: 404,
  method_unknown: 405,
  media_type_unknown: 415,
  body_unreadable: 400,
  body_too_large: 413,
  too_many_facts: 413,
  query_invalid: 400,
  query_unknown: 400,
  unavailable: 503,
  disk_full: 507,
  not_ready: 503,
  internal: 500,
  // facts and records
  field_missing: 422,
  field_unknown: 422,
  field_invalid: 422,
  kind_unknown: 422,
  fact_in_future: 422,
  fact_differs: 409,
  fact_retracted: 409,
  rate_missing: 422,
  customer_unknown: 404,
  customer_erased: 410,
  too_many_keys: 409,
  export_unknown: 404,
  export_unready: 409,
  export_withdrawn: 410,
  segment_unknown: 404,
  segment_exists: 409,
  segment_foreign: 403,
  note_differs: 409,
  note_unknown: 404,
  note_not_yours: 403,
  record_invalid: 422,
  // import
  file_missing: 404,
  file_exists: 409,
  file_unreadable: 422,
  file_unmapped: 422,
  mapping_invalid: 422,
  column_missing: 422,
  cell_invalid: 422,
  row_broken: 422,
  group_incomplete: 422,
  import_unknown: 404,
  import_undone: 409,
  import_busy: 409,
  upload_unknown: 404,
  upload_no_table: 422,
  upload_empty: 422,
  upload_too_large: 413,
  upload_unpacks_too_far: 422,
  uploads_full: 409,
  upload_gap: 409,
  upload_unfinished: 409,
  upload_busy: 409,
  mapping_needed: 409,
  mapping_unknown: 404,
  rejects_gone: 404,
  // policy and jobs
  policy_setting_unknown: 422,
  policy_out_of_bounds: 422,
  policy_unknown: 404,
  policy_oldest: 409,
  policy_overtaken: 409,
  policy_unchanged: 409,
  policy_order: 422,
  policy_band: 422,
  job_unknown: 404,
  job_ended: 409,
  job_needed: 409,
  job_broke: 500,
  job_lost: 500,
  // asking
  fact_unknown: 404,
  period_invalid: 400,
  nothing_yet: 404,
  // numbers
  fit_refused: 422,
  head_missing: 422,
  proof_too_short: 422,
  worth_too_short: 422,
  worth_unpaid: 422,
  worth_too_few: 422,
  worth_hindsight: 422,
  // costs
  costs_empty: 422,
  costs_too_large: 413,
  costs_columns_missing: 422,
  costs_row_invalid: 422,
  costs_currency: 422,
  costs_unknown: 404,
} as const satisfies Record<string, number>

export type RefusalCode = keyof typeof REFUSALS

/** A no, as data. */
export interface Refusal {
  readonly code: RefusalCode
  /** RFC 6901 pointer into what was sent, where there is such a place. */
  readonly pointer?: string
  /** What fills the sentence: found, expected, name, and so on. */
  readonly values?: Readonly<Record<string, string | number>>
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusals: readonly Refusal[] }

export const yes = <T>(value: T): Result<T> => ({ ok: true, value })
export const no = (code: RefusalCode, values?: Refusal['values'], pointer?: string): { ok: false; refusals: [Refusal] } => ({
  ok: false,
  refusals: [{ code, ...(values && { values }), ...(pointer !== undefined && { pointer }) }],
})

/** Carries a refusal out of code that cannot go on; only the edges (cli, api, main) catch it. */
export class Refused extends Error {
  readonly refusals: readonly Refusal[]
  constructor(...refusals: Refusal[]) {
    super(refusals.map((r) => `${r.code} ${JSON.stringify(r.values ?? {})}`).join('; '))
    this.refusals = refusals
  }
}
