/** The likelihood of the MBG/NBD model, as a member of the beta-geometric family (`stay/bg.ts`). */
import type { MbgParams } from './mbg.ts'
import type { Evaluation } from './optimise.ts'
import { evaluateBg } from './stay/bg.ts'
import { packCells, type Cell, type PackedCells } from './stay/cells.ts'

/** Log-likelihood and its gradient in (ln r, ln α, ln a, ln b). */
export const evaluateMbg = (packed: PackedCells, params: MbgParams): Evaluation => evaluateBg({ k: 1, firstMayBeLast: true }, packed, params)

/** The log-likelihood of the cells. */
export const mbgLogLikelihood = (params: MbgParams, cells: readonly Cell[]): number => evaluateMbg(packCells(cells), params).value

/** Its gradient in (ln r, ln α, ln a, ln b). */
export const mbgGradient = (params: MbgParams, cells: readonly Cell[]): readonly number[] => evaluateMbg(packCells(cells), params).gradient
