import { UPLOAD_KEPT_DAYS, UPLOAD_WAITS_HOURS } from '#contract/history/upload.ts'
import { DAY_MS, HOUR_MS } from '#core/units/time.ts'
import type { Context } from '#actions/context.ts'
import { countUntouched, removeUntouched, type Untouched } from '#store/history/uploads.ts'

const since = (now: number): Untouched => ({ whole: now - UPLOAD_KEPT_DAYS * DAY_MS, broken: now - UPLOAD_WAITS_HOURS * HOUR_MS })

export const hasOldUploads = async (ctx: Context): Promise<boolean> => (await countUntouched(ctx.pool, since(ctx.now()))) > 0

/** Removes files that nobody has worked with for long, and beginnings of files whose end never came. @returns how many */
export const sweepUploads = (ctx: Context): Promise<number> => removeUntouched(ctx.pool, since(ctx.now()))
