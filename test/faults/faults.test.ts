import { expect, test } from 'vitest'
import { chanceOf } from './chance.ts'
import { FAULTS, type FaultName } from './faults.ts'
import { migrateAtOnce } from './migrating.ts'
import { strike } from './rounds.ts'

/** `npm run bench -- faults` strikes hundreds of times; here each kind strikes once, in an order that the seed gives, but for those that have tests of their own. */
const STRUCK_ELSEWHERE: ReadonlySet<string> = new Set<FaultName>(['an erasure', 'the way to the database'])
const SEED = Number(process.env['TROTH_FAULTS_SEED'] ?? 1)

test(`killed at any moment, nothing that was acknowledged is lost, nothing counts twice, and nobody has to mend anything (seed ${SEED})`, async () => {
  const kinds = chanceOf(SEED).shuffled((Object.keys(FAULTS) as FaultName[]).filter((name) => !STRUCK_ELSEWHERE.has(name)))
  const rounds = await strike(kinds, SEED, { clients: 2, most: 40, mostFile: 500, every: 3 })
  expect(rounds.map(({ fault }) => fault)).toEqual(kinds)
  expect(rounds.length).toBeGreaterThanOrEqual(12)
  expect(rounds.filter(({ lost, twice, announced, findings, manual }) => [lost, twice, announced, findings, manual].some((list) => list.length > 0))).toEqual([])
  expect(rounds.at(-1)?.acknowledged).toBeGreaterThan(500)
}, 400_000)

test('many processes at once make, migrate and open one database', async () => {
  expect(await migrateAtOnce(6)).toEqual([])
}, 60_000)
