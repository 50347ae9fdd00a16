import { CHECKS, FINDINGS, type CheckName, type CheckReport, type DeepSums, type DoctorReport } from '#contract/house/doctor.ts'
import { refusalOfFailure } from '#actions/failure.ts'
import { Refused } from '#contract/refusals.ts'
import type { Settings } from '#contract/settings.ts'
import { openDatabase } from '#store/engine/index.ts'
import { openPool } from '#store/pool.ts'
import { checkEngine, checkRoom } from './check-engine.ts'
import { checkFolder } from './check-folder.ts'
import { checkHistories } from './check-histories.ts'
import { checkCompany, checkCustomers, checkImports, checkTellings, checkTime } from './check-house.ts'
import { checkMigrations, checkSchema } from './check-schema.ts'
import { found, type Looked, type OpenSubject, type Subject } from './subject.ts'

/** The checks that want the database open, each resting on those before it. */
const OPEN_CHECKS: readonly (readonly [CheckName, (subject: OpenSubject) => Promise<Looked>])[] = [
  ['engine', checkEngine], ['migrations', checkMigrations], ['schema', checkSchema], ['company', checkCompany], ['tellings', checkTellings], ['imports', checkImports],
  ['customers', checkCustomers], ['time', checkTime], ['folder', checkRoom],
]

/** A machine that fails is a finding; a bug is a bug. */
function failed(error: unknown): Looked {
  const refusal = refusalOfFailure(error)
  if (!refusal) throw error
  return { findings: [found('look_failed', {}, refusal)], ends: true }
}

/** Gathers what the checks answer. */
class Examination {
  readonly reports = new Map<CheckName, CheckReport>()
  engine: string | null = null
  deep: DeepSums | null = null
  /** Something was found behind which nothing can be looked at. */
  ended = false

  async look(check: CheckName, work: () => Promise<Looked>): Promise<void> {
    if (this.ended) return
    const begun = performance.now()
    const { findings, ends = false, deep } = await work().catch(failed)
    const before = this.reports.get(check)
    const levelled = findings.map((finding) => ({ ...finding, level: FINDINGS[finding.code] }))
    const seconds = (before?.seconds ?? 0) + (performance.now() - begun) / 1000
    this.reports.set(check, { check, skipped: false, seconds, findings: [...(before?.findings ?? []), ...levelled] })
    this.ended = ends
    this.deep = deep ?? this.deep
  }

  report(): DoctorReport {
    const checks = CHECKS.map((check) => this.reports.get(check) ?? { check, skipped: true, seconds: 0, findings: [] })
    return { well: checks.every(({ findings }) => findings.every(({ level }) => level === 'note')), engine: this.engine, checks, deep: this.deep }
  }
}

/**
 * Looks at a house from its settings to its last history and says what is wrong. Nothing is changed: an embedded database is started to be looked at, as
 * any command does, and stopped again; what migrations are missing stays missing.
 * @param deep also replay every history
 */
export async function examine(subject: Subject, { deep = false }: { readonly deep?: boolean } = {}): Promise<DoctorReport> {
  const examination = new Examination()
  const { settings } = subject
  await examination.look('settings', () => Promise.resolve(settings.ok ? { findings: [] } : { findings: settings.refusals.map((refusal) => found('setting_wrong', {}, refusal)), ends: true }))
  if (settings.ok) {
    await examination.look('folder', () => checkFolder(settings.value))
    if (examination.reports.get('folder')?.findings.some(({ code }) => code === 'folder_absent') !== true) await lookInside(examination, subject, settings.value, deep)
  }
  return examination.report()
}

async function lookInside(examination: Examination, subject: Subject, settings: Settings, deep: boolean): Promise<void> {
  const database = await openDatabase(settings).catch((error: unknown) => {
    if (error instanceof Refused) return error
    throw error
  })
  if (database instanceof Refused) return examination.look('engine', () => Promise.resolve({ findings: database.refusals.map((refusal) => found('database_closed', {}, refusal)) }))
  examination.engine = `PostgreSQL ${database.version}`
  try {
    const pool = openPool(database)
    try {
      const open: OpenSubject = { ...subject, settings, pool }
      for (const [check, work] of OPEN_CHECKS) await examination.look(check, () => work(open))
      if (deep) await examination.look('histories', () => checkHistories(open))
    } finally {
      await pool.end()
    }
  } finally {
    await database.close()
  }
}
