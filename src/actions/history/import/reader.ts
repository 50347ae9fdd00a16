import { readPiece, type LineSink, type Piece } from '#core/history/mapping/csv.ts'
import type { Hand } from '#actions/crew/crew.ts'
import { Intake, type IntakeSetting, type Outcome, type Taker } from './intake.ts'
import type { FileLayout } from './planned.ts'
import { factLines, mappedLines } from './read-json.ts'
import { tableLines } from './read-table.ts'

export interface ReadingSetting {
  readonly intake: IntakeSetting
  readonly files: readonly FileLayout[]
}
/** Some whole rows of one of the files. */
export interface ReadingJob {
  readonly file: number
  readonly piece: Piece
}

/** What reads the rows of a file. */
export function linesOf(file: FileLayout, { company }: Pick<IntakeSetting, 'company'>, intake: Taker): LineSink {
  if (file.form === 'facts') return factLines(file, intake)
  return file.form === 'json' ? mappedLines(file, company, intake) : tableLines(file, company, intake)
}

/** Reads rows, piece by piece, in whatever thread. */
export const reader: Hand<ReadingSetting, ReadingJob, Outcome> = ({ intake: setting, files }) => {
  // A secret that came from another thread is no longer a Buffer.
  const intake = new Intake({ ...setting, company: { ...setting.company, secret: Buffer.from(setting.company.secret) } })
  const sinks: LineSink[] = []
  return {
    ask({ file, piece }) {
      readPiece(piece, (sinks[file] ??= linesOf(files[file] as FileLayout, setting, intake)))
      return intake.outcome()
    },
  }
}
