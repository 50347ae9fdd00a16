import { zoneOf } from '#core/units/zone.ts'
import type { ChoicesAnswer } from '#contract/customers/choices.ts'
import type { Context } from '#actions/context.ts'
import { readCover } from '#actions/house/cover.ts'
import { listUnits } from '#actions/house/units/list-units.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { readBeginnings, readChoices, type ChoiceRow } from '#store/customers/choices.ts'
import { EVERYBODY, partsFor, slicesOf } from '#store/slices.ts'

/** What of many customers is told from no more than about so many. */
const SAMPLE = 16_384
const GOOD_FOR_MS = 60_000

/** What there is to choose customers by: the units that whoever asks reaches, and what their customers have of channels, campaigns, languages and attributes. */
export async function readChoicesOf(ctx: Context): Promise<ChoicesAnswer> {
  const force = await inForce(ctx.pool)
  const { company, telling } = force
  const cover = await readCover(ctx)
  const units = cover === 'all' ? null : [...cover].toSorted()
  const parts = partsFor(telling.model.customers, SAMPLE)
  const [{ units: reached }, found] = await Promise.all([listUnits(ctx), drawnOnce(ctx.pool, force, { what: ['choices', units], good_for_ms: GOOD_FOR_MS, draw: async () => ({
    rows: await readChoices(ctx.pool, telling.id, units, slicesOf(parts)[0] ?? EVERYBODY),
    begun: await readBeginnings(ctx.pool, telling.id),
  }) })])
  const { rows, begun } = found
  const zone = zoneOf(company.zone)
  const yearOf = (at: number): string => String(1970 + Math.floor(zone.monthOf(at) / 12))
  const of = (what: ChoiceRow['what']): string[] => rows.filter((row) => row.what === what).map(({ value }) => value)
  const attributes = Map.groupBy(rows.filter(({ what }) => what === 'attribute'), (row) => row.name ?? '')
  return {
    units: reached.map(({ key, name: called, parent }) => ({ key, name: called, parent })),
    channels: of('channel'), campaigns: of('campaign'), languages: of('language'),
    attributes: [...attributes].map(([called, values]) => ({ name: called, values: values.map(({ value }) => value) })),
    since: begun && yearOf(begun.first), until: begun && yearOf(begun.last),
  }
}
