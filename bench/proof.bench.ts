/**
 * bench/proof: are the chances of coming back right a year on? The proof of the sample company, as the screen and `npx troth prove` make it.
 *
 *   npm run -s bench -- proof [customers] [seeds]     (20,000 customers; three years; seed 1, or as many companies as seeds: 1,2,3)
 *
 * Everything is learned from what was known a year before the end, the choice of the model with it, and held against what came.
 */
import { loadSample } from '#actions/house/load-sample.ts'
import { proveMap } from '#actions/proof/prove-map.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { proveBody } from '#contract/proof/proof.ts'
import { playSample } from '#sample/play.ts'
import { END, machine } from './machine.ts'
import { inScratch } from './scratch.ts'

const CUSTOMERS = Number(process.argv[2] ?? 20_000)
const SEEDS = (process.argv[3] ?? '1').split(',').map(Number)

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

console.log(`bench/proof  ${machine()}`)
console.log(`${CUSTOMERS.toLocaleString('en')} customers of the sample company, three years, the last of them foretold`)
for (const seed of SEEDS) await inScratch(END, async ({ ctx }) => {
  await loadSample(ctx, playSample({ customers: CUSTOMERS, years: 3, seed, end: END }), { customers: CUSTOMERS })
  await keepTime(ctx)
  const begun = performance.now()
  const made = await proveMap(ctx, proveBody.parse({}), { signal: new AbortController().signal, onProgress: () => undefined })
  if (!made.ok) throw new Error(JSON.stringify(made.refusals))
  const { calibration, verdicts } = made.value
  if (!calibration) throw new Error('nobody was foretold')
  const { n, said, did, slope, brier } = calibration
  const told = (finding: string): number => verdicts.filter((verdict) => verdict.finding === finding).length
  console.log(`seed ${seed}: said ${percent(said)}, came ${percent(did.value)} of ${n.toLocaleString('en')}, slope ${slope?.toFixed(2)}, Brier ${brier.toFixed(3)}; of ${verdicts.length} claims ${told('yes')} hold, ${told('no')} fail; ${((performance.now() - begun) / 1000).toFixed(0)} s`)
})
