import { applied as appliedMigrations, readMigrations } from '#store/migrate.ts'
import { compareSchema, sequencesBehind } from '#store/house/doctor/schema.ts'
import { found, named, type Looked, type OpenSubject } from './subject.ts'

/** The migrations: those of this version, whole and unedited. */
export async function checkMigrations({ pool }: OpenSubject): Promise<Looked> {
  const [known, applied] = await Promise.all([readMigrations(), appliedMigrations(pool)])
  if (applied.length === 0) return { findings: [found('never_started')], ends: true }
  const strange = applied.filter(({ number, checksum }) => known[number - 1]?.checksum !== checksum)
  if (strange.length > 0) return { findings: [found('migration_strange', { names: named(strange.map(({ name }) => name)) })], ends: true }
  const there = new Set(applied.map(({ number }) => number))
  const pending = known.filter(({ number }) => !there.has(number))
  return pending.length === 0 ? { findings: [] } : { findings: [found('migration_pending', { names: named(pending.map(({ name }) => name)) })], ends: true }
}

/** The schema: tables, columns, keys and indexes as the migrations make them, and numbers that go on where they were. */
export async function checkSchema({ pool }: OpenSubject): Promise<Looked> {
  const { lacking, extra } = await compareSchema(pool)
  const behind = lacking.length > 0 ? [] : await sequencesBehind(pool)
  return {
    findings: [
      ...lacking.map((what) => found('schema_lacking', { what })),
      ...extra.map((what) => found('schema_extra', { what })),
      ...behind.map(({ what, sequence, largest }) => found('sequence_behind', { what, sequence, largest: String(largest) })),
    ],
    ends: lacking.length > 0,
  }
}
