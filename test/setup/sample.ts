import { loadSample } from '#actions/house/load-sample.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { playSample } from '#sample/play.ts'
import { openPool, type Pool } from '#store/pool.ts'
import { contextOf } from '#test/actions/world.ts'
import { peopleOf } from '#test/api/callers.ts'
import { asKeeper, connectionTo } from './database.ts'
import { TEMPLATE } from './server.ts'

/** A house with a sample company, as tests want it. */
export interface SampleHouse {
  readonly customers: number
  /** How long its history is. */
  readonly years: number
  /** When its history ends, and it is now. */
  readonly end: number
  /** Whether there is somebody of each role (`PASSWORD`); managers and the counter are of the unit with most customers. */
  readonly accounts: boolean
}

/**
 * The name of a database with such a house, to be copied from: the first file of a test run that asks makes it, and the others wait for that.
 * Playing and importing a company takes seconds, copying it a tenth of one.
 */
export async function sampleTemplate(house: SampleHouse): Promise<string> {
  const name = `sample_${house.customers}_${house.years}_${house.end}${house.accounts ? '_accounts' : ''}`
  await asKeeper(async (keeper) => {
    await keeper.query('select pg_advisory_lock(hashtext($1))', [name])
    if ((await keeper.query('select from pg_database where datname = $1', [name])).rowCount) return
    // Under another name until it is whole: a test that was cut off leaves nothing half that is taken for it.
    await keeper.query(`drop database if exists ${name}_begun with (force)`)
    const before = house.accounts ? await sampleTemplate({ ...house, accounts: false }) : TEMPLATE
    await keeper.query(`create database ${name}_begun owner troth template ${before}`)
    const pool = openPool({ connection: connectionTo(`${name}_begun`) })
    try {
      await (house.accounts ? bringPeople : fill)(pool, house)
    } finally {
      await pool.end()
    }
    await keeper.query(`alter database ${name}_begun rename to ${name}`)
  })
  return name
}

async function fill(pool: Pool, { customers, years, end }: SampleHouse): Promise<void> {
  const ctx = contextOf(pool, end)
  await openHouse(ctx)
  if (customers > 0) await loadSample(ctx, playSample({ customers, years, seed: 5, end }), { customers })
}

async function bringPeople(pool: Pool, { end }: SampleHouse): Promise<void> {
  const { rows } = await pool.query<{ unit: string }>('select unit from standing where unit is not null group by unit order by count(*) desc limit 1')
  await peopleOf(contextOf(pool, end), rows[0]?.unit ?? 'north')
}
