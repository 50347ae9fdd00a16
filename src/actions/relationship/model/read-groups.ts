import { stayByGroup, type GroupsAsked, type StayByGroup, type StayGrouping } from '#core/relationship/stay-groups.ts'
import { USUAL_STAY } from '#core/relationship/stay.ts'
import type { ModelGroupsAnswer } from '#contract/relationship/model-groups.ts'
import type { Context } from '#actions/context.ts'
import { askedApart, type Hand } from '#actions/crew/crew.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { readUnits, type UnitRow } from '#store/map/flows.ts'
import { readGroupCells } from '#store/relationship/group-cells.ts'
import type { Pool } from '#store/pool.ts'
import { partsFor, slicesOf } from '#store/slices.ts'

/** Of more customers some are looked at by lot. */
const MOST_FITTED = 100_000
/** So many groups are told apart: the largest. */
const MOST_GROUPS = 24
/** Fewer histories than this are fitted to before a thread would be ready for it. */
const WORTH_A_THREAD = 2000

/** Fits each group by itself, in whatever thread. */
export const grouper: Hand<null, GroupsAsked, StayByGroup> = () => ({ ask: stayByGroup })

const WORKER = new URL('./groups-worker.ts', import.meta.url)

/** How customers of each unit, or of each year of joining, stay: by the model in use, fitted to them alone, where there are enough. */
export async function readModelGroups(ctx: Context, by: StayGrouping): Promise<ModelGroupsAnswer> {
  const force = await inForce(ctx.pool)
  const units = by === 'unit' ? await readUnits(ctx.pool) : []
  return drawnOnce(ctx.pool, force, { what: ['model-groups', by, units], draw: () => draw(ctx.pool, force, by, units) })
}

async function draw(pool: Pool, { company, telling: { id, model }, rules: { policy } }: InForce, by: StayGrouping, units: readonly UnitRow[]): Promise<ModelGroupsAnswer> {
  const parts = partsFor(model.customers, MOST_FITTED)
  const { kind = USUAL_STAY, season, ceiling } = model.stay ?? {}
  const { horizon_days, least_repeaters } = policy
  const groups = model.through === null ? [] : await readGroupCells(pool, { telling: id, by, zone: company.zone, through: model.through, slice: slicesOf(parts)[0]!, season })
  const names = new Map(units.map(({ key, name }) => [key, name]))
  const { all, groups: told, apart } = await fitted({ kind, season, ceiling, groups: groups.slice(0, MOST_GROUPS), horizon_days, least_repeaters })
  return {
    by, kind, horizon_days, least_repeaters, looked_at: 1 / parts, beyond: Math.max(0, groups.length - MOST_GROUPS),
    all, groups: told.map((group) => ({ ...group, name: (group.key !== null && names.get(group.key)) || group.key })), apart,
  }
}

const fitted = (asked: GroupsAsked): Promise<StayByGroup> => askedApart(grouper, WORKER, asked, asked.groups.reduce((sum, group) => sum + group.cells.length, 0) >= WORTH_A_THREAD)
