export interface MarkovRequest {
  readonly file: string
  /** Observation at odd moments: rates of moving instead of chances a step. */
  readonly continuous: boolean
  /** States whose moment of arrival is known, in continuous time. */
  readonly exact: readonly string[]
  /** The moves that can happen in continuous time; all between states that are seen if empty. */
  readonly moves: readonly (readonly [from: string, to: string])[]
  /** What somebody in a state brings in a step (or a unit of time); states not named bring nothing. None named: nothing is worth anything. */
  readonly rewards: Readonly<Record<string, number>>
  /** The discount factor of a step (or a unit of time). */
  readonly discount: number
  /** Of everybody, who is ever to stand in `target`, when those in `ends` stay there? */
  readonly target?: string
  readonly ends: readonly string[]
  /** The head of a column that parts people into segments. */
  readonly by?: string
  readonly columns: Readonly<Record<string, string>>
}

export interface MarkovFigure {
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface MarkovAnswer {
  readonly kind: 'steps' | 'continuous'
  readonly states: readonly string[]
  /** Sights of somebody seen before. */
  readonly n: number
  /** counts[i][j] of those seen in i who were next seen in j, over whatever gap. */
  readonly counts: readonly (readonly number[])[]
  /** Of one step, or over one unit of time. */
  readonly chances: readonly (readonly number[])[]
  /** Mean time in each state once it is entered; null where nobody leaves. */
  readonly sojourns: readonly (MarkovFigure | null)[]
  readonly rates: readonly { readonly from: string; readonly to: string; readonly value: number; readonly standard_error: number; readonly held: boolean }[] | null
  readonly log_likelihood: number | null
  readonly worth: {
    readonly states: readonly (MarkovFigure & { readonly state: string })[]
    readonly moves: readonly (MarkovFigure & { readonly from: string; readonly to: string })[]
  } | null
  /** How likely somebody in each state is ever to stand in the target. */
  readonly ever: readonly { readonly state: string; readonly chance: number }[] | null
  readonly segments: {
    /** By state: how many moves of a segment the whole is worth. */
    readonly weights: readonly number[]
    readonly each: readonly { readonly segment: string; readonly n: number; readonly chances: readonly (readonly number[])[] }[]
  } | null
}
