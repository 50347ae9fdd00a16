import { gather, type Part } from '#core/history/mapping/group.ts'
import type { CompiledOutput } from '#core/history/mapping/row.ts'
import { nextParts, openParts, type PartRow } from '#store/history/staging-parts.ts'
import type { Run } from './import-run.ts'
import { Intake } from './intake.ts'

/** More rows than this are no basket; the rest is not held in memory. */
const MOST_ROWS = 10_000

/** Makes facts of the parts that rows left, group by group; memory holds one group at a time. */
export async function gatherGroups({ gathering, setting, onProgress }: Run, outputs: ReadonlyMap<number, CompiledOutput>): Promise<void> {
  const { staging } = gathering
  const intake = new Intake(setting)
  await staging.flush()
  await staging.client.query('begin')
  await openParts(staging.client)
  let group: PartRow[] = []
  let done = 0
  for (;;) {
    const rows = await nextParts(staging.client)
    for (const row of rows) {
      if (group.length > 0 && group[0]?.grp !== row.grp) {
        take(group, intake, outputs)
        group = []
      }
      if (group.length <= MOST_ROWS) group.push(row)
    }
    done += rows.length
    onProgress({ phase: 'gathering', done, total: staging.counts.parts })
    if (rows.length === 0) break
    await gathering.take(intake.outcome())
  }
  if (group.length > 0) take(group, intake, outputs)
  await gathering.take(intake.outcome())
  await staging.flush()
  await staging.client.query('commit')
}

function take(rows: readonly PartRow[], intake: Intake, outputs: ReadonlyMap<number, CompiledOutput>): void {
  const parts = rows.map((row): Part => ({ file: row.file, line: row.line, hash: row.hash, candidate: JSON.parse(row.candidate) as Part['candidate'] }))
  const origins = parts.filter((part) => part.candidate !== null).map(({ file, line }) => ({ file, line, text: '' }))
  const output = outputs.get(Number(rows[0]?.grp.split('\u001f')[0])) as CompiledOutput
  if (rows.length <= MOST_ROWS) return intake.gathered(gather(parts), output, origins)
  for (const origin of origins) intake.refuse([{ code: 'row_broken', values: { found: `over ${MOST_ROWS} rows in one group`, expected: 'the lines of one order' } }], origin)
}
