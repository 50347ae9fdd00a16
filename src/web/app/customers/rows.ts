import { followed, opened, placed, preceded, wanted, type Block, type Known } from './block.ts'

/** What a page is asked for by. */
export type Ask = Readonly<{ after?: string; before?: string; at?: number }>
export type Page<Row> = Pick<Block<Row>, 'rows' | 'previous' | 'next'>

/** A page and where it stands: enough to come back to it. */
export interface Came {
  readonly ask: Ask
  readonly start: number
  readonly counted: boolean
  readonly total: number
}

export interface Seen<Row> {
  readonly block: Block<Row> | null
  readonly total: number
  /** The row at the top, with the part of it that is out of sight. */
  readonly first: number
  /** The row where the keyboard is. */
  readonly active: number
  readonly error: unknown
}

/** Where somebody is in a list. */
export interface Place {
  readonly came: Came
  readonly first: number
  readonly active: number
}

/** Whoever drags the scroll bar past a place does not want to see it. */
const PATIENCE_MS = 70

/**
 * The rows of one list around those in sight: what comes before and after is loaded as one gets near, a place far away by its share of the list. One request at a
 * time; what is in sight when it comes says what is asked next.
 */
export class Rows<Row> {
  readonly #load: (ask: Ask) => Promise<Page<Row>>
  readonly #listeners = new Set<() => void>()
  #seen: Seen<Row>
  #pages: { readonly ask: Ask; readonly rows: number }[] = []
  /** How many rows are in sight; until somebody says so, none. */
  #fit = 0
  #busy = false
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @param back where one was before, to come back to */
  constructor(load: (ask: Ask) => Promise<Page<Row>>, back: Place | null = null) {
    this.#load = load
    this.#seen = { block: null, total: back?.came.total ?? 0, first: back?.first ?? 0, active: back?.active ?? 0, error: null }
    void this.#work(() => this.#open(back?.came.ask ?? {}, back?.came.start ?? 0, back?.came.counted ?? true))
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly snapshot = (): Seen<Row> => this.#seen

  /** Says which rows are in sight. */
  readonly see = (first: number, fit: number): void => {
    this.#fit = fit
    const most = Math.max(0, this.#seen.total - fit)
    this.#say({ first: Math.max(0, Math.min(most, first)) })
    this.#look()
  }

  /** Moves the keyboard to a row. */
  readonly go = (index: number): void => this.#say({ active: Math.max(0, Math.min(this.#seen.total - 1, index)) })

  /** A count that comes later puts right what was only guessed. */
  count(total: number): void {
    const { block } = this.#seen
    if (block && (block.previous !== null || block.next !== null)) this.#take(opened(block, block.start, block.counted, total))
    else if (!block) this.#say({ total })
  }

  /** Tries again after something went wrong. */
  again(): void {
    this.#say({ error: null })
    if (this.#seen.block) this.#look()
    else void this.#work(() => this.#open({}, 0, true))
  }

  /** The page in sight, to come back to. */
  place(): Place | null {
    const { block, total, first, active } = this.#seen
    if (!block) return null
    let start = block.start
    for (const { ask, rows } of this.#pages) {
      if (first < start + rows) return { came: { ask, start, counted: block.counted, total }, first, active }
      start += rows
    }
    return null
  }

  #say(change: Partial<Seen<Row>>): void {
    this.#seen = { ...this.#seen, ...change }
    for (const listener of this.#listeners) listener()
  }

  #take({ block, total, shift }: Known<Row>): void {
    const { first, active } = this.#seen
    const within = (index: number, most: number): number => Math.max(0, Math.min(most, index + shift))
    this.#say({ block, total, error: null, first: within(first, Math.max(0, total - this.#fit)), active: within(active, Math.max(0, total - 1)) })
  }

  async #open(ask: Ask, start: number, counted: boolean): Promise<void> {
    const page = await this.#load(ask)
    this.#pages = [{ ask, rows: page.rows.length }]
    // The last page ends where the list does.
    this.#take(opened(page, ask.at === 1 ? Math.max(0, this.#seen.total - page.rows.length) : start, counted, this.#seen.total))
  }

  async #go(next: NonNullable<ReturnType<typeof wanted>>): Promise<void> {
    if (next.what === 'at') {
      const index = Math.floor(next.index)
      const { at, counted } = placed(index, this.#fit, this.#seen.total)
      return this.#open(at === undefined ? {} : { at }, index, counted)
    }
    const ask = next.what === 'after' ? { after: next.cursor } : { before: next.cursor }
    const page = await this.#load(ask)
    const { block, total } = this.#seen
    if (!block) return
    const piece = { ask, rows: page.rows.length }
    this.#pages = next.what === 'after' ? [...this.#pages, piece] : [piece, ...this.#pages]
    this.#take(next.what === 'after' ? followed({ block, total }, page) : preceded({ block, total }, page))
  }

  #look(): void {
    const { block, total, first, error } = this.#seen
    if (!block || this.#busy || error !== null) return
    const next = wanted({ block, total }, first, first + this.#fit)
    clearTimeout(this.#timer)
    if (!next) return
    if (next.what === 'at') this.#timer = setTimeout(() => this.#lookFar(), PATIENCE_MS)
    else void this.#work(() => this.#go(next))
  }

  /** By now one may be elsewhere. */
  #lookFar(): void {
    const { block, total, first } = this.#seen
    const next = block && wanted({ block, total }, first, first + this.#fit)
    if (next && !this.#busy) void this.#work(() => this.#go(next))
  }

  async #work(work: () => Promise<void>): Promise<void> {
    this.#busy = true
    try {
      await work()
    } catch (error) {
      this.#say({ error })
    } finally {
      this.#busy = false
    }
    this.#look()
  }
}
