import { csvCell } from '#core/units/csv.ts'
import type { Refusal, RefusalCode } from '#contract/refusals.ts'
import type { RejectsKeeper } from './keep-rejects.ts'
import type { RejectGroup } from './summary.ts'

/** One thing that was wrong at one place. */
export interface Reject {
  readonly file: string
  /** The file's number in this import. */
  readonly number: number
  readonly line: number
  /** The column, or field where no column is to blame. */
  readonly column: string
  readonly found: string
  readonly expected: string
  readonly code: RefusalCode
  readonly message: string
  readonly values: NonNullable<Refusal['values']>
  /** The row as it stood; empty where it is not at hand, and then fetched at the end. */
  readonly row: string
}

/** Rows of a file by the lines they begin on. */
export type RowsOf = (file: number, lines: ReadonlySet<number>) => Promise<ReadonlyMap<number, string>>

const MOST_GROUPS = 200
const MOST_EXAMPLES = 3
/** Rejects that wait for their row; beyond these the row is left out, so that memory stays the same. */
const MOST_WAITING = 50_000
const MUCH = 65_536
/** Rows that are not written down again: they are about somebody who was erased. */
const WITHHELD: ReadonlySet<RefusalCode> = new Set(['customer_erased'])
const HEADER = '\uFEFFfile,line,column,found,expected,code,message,row\r\n'

type Example = RejectGroup['examples'][number]
type Group = Omit<RejectGroup, 'count' | 'examples'> & { count: number; readonly examples: Example[] }

/** Gathers what was refused: all of it in a CSV file, and in memory only the kinds of repair, each with a count and a few examples. */
export class Rejects {
  readonly #groups = new Map<string, Group>()
  readonly #rowless: Reject[] = []
  readonly #keeper: RejectsKeeper | null
  #waiting = ''
  #begun = false

  /** @param keeper who keeps the file; null for none */
  constructor(keeper: RejectsKeeper | null) {
    this.#keeper = keeper
  }

  add(reject: Reject): void {
    this.#count(reject)
    if (this.#keeper === null) return
    if (WITHHELD.has(reject.code)) this.#waiting += lineOf(reject, '')
    else if (reject.row === '' && this.#rowless.length < MOST_WAITING) this.#rowless.push(reject)
    else this.#waiting += lineOf(reject, reject.row)
  }

  #count({ code, column, expected, file, line, found, message, values }: Reject): void {
    const key = this.#groups.size < MOST_GROUPS ? `${code}\0${column}\0${expected}` : `${code}\0\0`
    const group = this.#groups.get(key)
    if (!group) this.#groups.set(key, { code, column, expected, found, message, values, count: 1, examples: [{ file, line, found }] })
    else {
      group.count++
      if (group.examples.length < MOST_EXAMPLES) group.examples.push({ file, line, found })
    }
  }

  /** What would mend most comes first. */
  groups(): RejectGroup[] {
    return [...this.#groups.values()].toSorted((a, b) => b.count - a.count)
  }

  /** Waits until what was added is on its way. */
  async breathe(): Promise<void> {
    if (this.#waiting.length > MUCH) await this.#write()
  }

  async #write(): Promise<void> {
    if (this.#waiting === '' || this.#keeper === null) return
    const text = this.#begun ? this.#waiting : `${HEADER}${this.#waiting}`
    this.#begun = true
    this.#waiting = ''
    await this.#keeper.write(text)
  }

  /** Fetches the rows that were not at hand, and ends the file. Where it is; null where nothing was rejected. */
  async close(rowsOf?: RowsOf): Promise<string | null> {
    for (const [number, rejects] of Map.groupBy(this.#rowless, (reject) => reject.number)) {
      const rows = await rowsOf?.(number, new Set(rejects.map((reject) => reject.line)))
      for (const reject of rejects) this.#waiting += lineOf(reject, rows?.get(reject.line) ?? '')
      await this.#write()
    }
    await this.#write()
    return this.#begun && this.#keeper ? this.#keeper.end() : null
  }

  async discard(): Promise<void> {
    if (this.#begun) await this.#keeper?.discard()
  }
}

const lineOf = ({ file, line, column, found, expected, code, message }: Reject, row: string): string =>
  `${[file, String(line), column, found, expected, code, message, row].map(csvCell).join(',')}\r\n`
