import type { Problem as ProblemBody } from '#contract/house/problem.ts'

/** A request that was refused, or that never got an answer (status 0). */
export class Problem extends Error {
  readonly status: number
  readonly body: ProblemBody | null
  constructor(status: number, body: ProblemBody | null, cause?: unknown) {
    super(body?.detail ?? `HTTP ${status}`, { cause })
    this.name = 'Problem'
    this.status = status
    this.body = body
  }
  get code(): ProblemBody['code'] | null {
    return this.body?.code ?? null
  }
  /** What is wrong with one field of what was sent, by its JSON pointer (`/name`). */
  at(pointer: string): string | undefined {
    return this.body?.errors.find((flaw) => flaw.pointer === pointer)?.detail
  }
}
