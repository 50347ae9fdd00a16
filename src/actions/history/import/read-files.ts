import { cutRows, type Piece } from '#core/history/mapping/csv.ts'
import { crewOfOne, crewOfThreads, type Crew } from '#actions/crew/crew.ts'
import type { Gathering } from './gathering.ts'
import type { IntakeSetting, Outcome } from './intake.ts'
import { encodingIn, type PlannedFile } from './planned.ts'
import { reader, type ReadingJob, type ReadingSetting } from './reader.ts'
import { textOf } from './sources.ts'

/** Files smaller than this are read sooner than other threads would be ready for them. */
const WORTH_A_CREW_BYTES = 8_000_000

const WORKER = new URL('./read-worker.ts', import.meta.url)

/**
 * Reads files: cuts them after whole rows, has a crew make facts of the pieces, and takes in what they made in the order of the rows,
 * so that the result is the same whoever read what.
 * @param onRows is told how many rows were read, and how many there will be as far as can be told
 */
export async function readFiles(files: readonly PlannedFile[], setting: IntakeSetting, gathering: Gathering, onRows: (rows: number, total: number | null) => void): Promise<void> {
  const total = files.reduce((sum, file) => sum + file.source.bytes, 0)
  const crew = crewFor({ intake: setting, files: files.map(({ layout }) => layout) }, total)
  let before = 0
  try {
    for (const file of files) {
      // How many rows there will be is guessed from how far into the files those read so far reach.
      const onBytes = (bytes: number): void => {
        const rows = gathering.tally.files.reduce((sum, counted) => sum + (counted?.rows ?? 0), 0)
        onRows(rows, rows === 0 ? null : Math.round((rows * total) / (before + bytes)))
      }
      await readFile(file, crew, gathering, onBytes)
      before += file.source.bytes
    }
  } finally {
    await crew.close()
  }
}

const crewFor = (setting: ReadingSetting, bytes: number): Crew<ReadingJob, Outcome> =>
  bytes < WORTH_A_CREW_BYTES ? crewOfOne(reader, setting) : crewOfThreads<ReadingSetting, ReadingJob, Outcome>(WORKER, setting)

async function readFile({ layout, source }: PlannedFile, crew: Crew<ReadingJob, Outcome>, gathering: Gathering, onBytes: (bytes: number) => void): Promise<void> {
  const asked: Promise<Outcome>[] = []
  const takeFirst = async (): Promise<void> => gathering.take(await (asked.shift() as Promise<Outcome>))
  const pieces: Piece[] = []
  const cutter = cutRows(layout.form === 'table' ? layout.delimiter : null, (piece) => pieces.push(piece))
  const hand = async (room: number): Promise<void> => {
    for (const piece of pieces.splice(0)) {
      const outcome = crew.ask({ file: layout.number, piece })
      outcome.catch(() => undefined) // awaited in its turn
      asked.push(outcome)
      while (asked.length > room) await takeFirst()
    }
  }
  for await (const text of textOf(source, encodingIn(layout), onBytes)) {
    cutter.push(text)
    await hand(crew.room)
  }
  cutter.end()
  await hand(crew.room)
  while (asked.length > 0) await takeFirst()
}
