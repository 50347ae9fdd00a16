import { coverOf, type Cover } from '#core/house/reach.ts'
import type { Context } from '#actions/context.ts'
import { readUnits } from '#store/map/flows.ts'

/** The units that whoever asks may see and change something of, as the tree of units is now. */
export const readCover = async ({ pool, reach }: Context): Promise<Cover> => coverOf(reach, reach === 'all' ? [] : await readUnits(pool))
