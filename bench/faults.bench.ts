/**
 * bench/faults: kills, and what was lost by them.
 *
 *   npm run -s bench -- faults [kills] [seed]      (240 kills)
 *
 * Real processes on a real disk: two servers over one embedded PostgreSQL, four clients that send to both and write down what was acknowledged, and now
 * and then an import, a retelling, an undo or somebody who keeps time ahead. At a moment that chance picks, one of them is killed (SIGKILL), or the database is, or
 * all of them are. What died is started again and a command that was cut off is given again; nothing else is done. Then the facts that are there are held
 * against what was acknowledged, and `doctor --deep` looks at every history. The seed of a round that went wrong is printed: it strikes there again.
 */
import { chanceOf } from '../test/faults/chance.ts'
import { FAULTS, type FaultName } from '../test/faults/faults.ts'
import { migrateAtOnce } from '../test/faults/migrating.ts'
import { strike, type Round } from '../test/faults/rounds.ts'
import { machine } from './machine.ts'

const KILLS = Number(process.argv[2] ?? 240)
const SEED = Number(process.argv[3] ?? 1)
/** After so many kills a house has seen enough, and the next is built. */
const KILLS_OF_A_HOUSE = 24
/** Every third one begins with so many facts, which several threads read and tell. */
const LARGE = 120_000
const MIGRATING = 20

const kinds = Object.keys(FAULTS) as FaultName[]
const rounds: Round[] = []
const amiss = ({ lost, twice, announced, findings, manual }: Round): readonly string[] => [...lost, ...twice, ...announced, ...findings, ...manual]

for (let seed = SEED; rounds.length < KILLS; seed++) {
  const chance = chanceOf(seed)
  const plan = [...chance.shuffled(kinds), ...chance.shuffled(kinds)].slice(0, Math.min(KILLS_OF_A_HOUSE, KILLS - rounds.length))
  await strike(plan, seed, { begin: (seed - SEED) % 3 === 2 ? LARGE : 0, onRound(round) {
    rounds.push(round)
    const wrong = amiss(round)
    console.error(`${String(rounds.length).padStart(4)}/${KILLS}  ${round.fault.padEnd(32)} ${round.seconds.toFixed(1).padStart(5)} s  ${wrong.length === 0 ? '' : `seed ${round.seed}: ${wrong.slice(0, 5).join(' | ')}`}`)
  } })
}
const migrating = await migrateAtOnce(MIGRATING)

const sum = (of: readonly Round[], part: (round: Round) => number): number => of.reduce((total, round) => total + part(round), 0)
const row = (name: string, of: readonly Round[]): string =>
  [name.padEnd(32), of.length, sum(of, (r) => r.fresh), sum(of, (r) => r.lost.length), sum(of, (r) => r.twice.length), sum(of, (r) => r.announced.length), sum(of, (r) => r.manual.length), sum(of, (r) => r.findings.length), `${(sum(of, (r) => r.seconds) / Math.max(1, of.length)).toFixed(1)} s`]
    .map((cell, i) => (i === 0 ? String(cell) : String(cell).padStart(i === 2 ? 13 : 10))).join('')

console.log(`bench/faults  ${machine()}`)
console.log(`seed ${SEED}; embedded PostgreSQL 18, fsync on; 2 servers, 4 clients`)
console.log(['killed'.padEnd(32), 'kills', 'acknowledged', 'lost', 'twice', 'announced', 'manual', 'findings', 'a round'].map((head, i) => (i === 0 ? head : head.padStart(i === 2 ? 13 : 10))).join(''))
for (const kind of kinds) console.log(row(kind, rounds.filter(({ fault }) => fault === kind)))
console.log(row('all', rounds))
console.log(`${MIGRATING} processes migrating an empty database at once: ${migrating.length === 0 ? 'each migration once, one house' : migrating.join('; ')}`)
process.exitCode = rounds.some((round) => amiss(round).length > 0) || migrating.length > 0 ? 1 : 0
