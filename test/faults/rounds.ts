import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chanceOf } from './chance.ts'
import { crowd } from './clients.ts'
import { FAULTS, type FaultName, type Scene } from './faults.ts'
import { House } from './house.ts'
import { Ledger } from './ledger.ts'
import { sent } from '#test/actions/world.ts'
import { supplyOf, type Supply } from './supply.ts'
import { verify, type Verdict } from './verify.ts'

/** What one fault came to. */
export interface Round extends Verdict {
  readonly fault: FaultName
  readonly seed: number
  /** Facts acknowledged in this round. */
  readonly fresh: number
  readonly seconds: number
  /** What somebody would have had to do besides starting what had died, or giving a command again; and answers that were no answer. */
  readonly manual: readonly string[]
}

export interface StrikeOptions {
  readonly clients?: number
  /** The largest batch that a client sends, and the largest file that is imported. */
  readonly most?: number
  readonly mostFile?: number
  /** After how many faults everything is looked at; a finding is put to the last of them. */
  readonly every?: number
  /** Facts that are imported before the first fault: from 100,000 on several threads tell them. */
  readonly begin?: number
  readonly onRound?: (round: Round) => void
}

const UNSEEN: Verdict = { acknowledged: 0, lost: [], twice: [], announced: [], findings: [] }

async function strikeAt(scene: Scene, fault: FaultName, crowded: { clients?: number; most?: number }): Promise<readonly string[]> {
  const { house, ledger, supply, chance, complain } = scene
  await house.start()
  const clients = crowd(house, ledger, supply, chance, crowded)
  const noting = (error: unknown): void => complain(error instanceof Error ? error.message : String(error))
  await sleep(chance.whole(50, 300))
  await FAULTS[fault](scene).catch(noting)
  await house.start().catch(noting)
  await clients.stop().catch(noting)
  return clients.strange.map((answer) => JSON.stringify(answer).slice(0, 400))
}

/** A house that has lived for a while. */
async function beginWith(house: House, ledger: Ledger, supply: Supply, count: number): Promise<void> {
  const facts = supply.take(count)
  const path = join(house.data, 'begin.ndjson')
  await writeFile(path, facts.map((fact) => `${JSON.stringify(sent(fact))}\n`).join(''))
  ledger.sending(facts)
  const { code, err } = await house.run(['import', path]).done
  if (code !== 0) throw new Error(err)
  ledger.acknowledged(facts)
  await rm(path)
}

/** Strikes with each of these faults in turn, in one house while clients send; after each everything is looked at. */
export async function strike(faults: readonly FaultName[], seed: number, options: StrikeOptions = {}): Promise<Round[]> {
  const { mostFile = 3000, every = 1, begin = 0, onRound = () => undefined, ...crowded } = options
  const house = await House.found()
  const ledger = new Ledger()
  const supply = supplyOf(chanceOf(seed))
  const rounds: Round[] = []
  let days = 0
  try {
    if (begin > 0) await beginWith(house, ledger, supply, begin)
    for (const [i, fault] of faults.entries()) {
      const begun = performance.now()
      const before = ledger.count
      const manual: string[] = []
      const scene: Scene = { house, ledger, supply, chance: chanceOf(seed * 1000 + i), days, mostFile, complain: (what) => void manual.push(what) }
      manual.push(...(await strikeAt(scene, fault, crowded)))
      days = scene.days
      const looked = (i + 1) % every === 0 || i === faults.length - 1
      const round = { fault, seed: seed * 1000 + i, manual, fresh: ledger.count - before, ...(looked ? await verify(house, ledger) : UNSEEN), seconds: (performance.now() - begun) / 1000 }
      rounds.push(round)
      onRound(round)
    }
    return rounds
  } finally {
    await house.close()
  }
}
