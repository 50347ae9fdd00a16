import type { MapAnswer } from '#contract/map/map.ts'
import { biggestLoss, movementsOf, type Movement } from '#core/words/finding.ts'
import { flowName } from './people.ts'

/** The movement that is looked into: the one that was chosen, else the biggest loss, else the biggest of all. */
export function chosenFlow(map: MapAnswer, chosen: string | null): Movement | null {
  const { since, movements } = movementsOf(map)
  const loss = since ? movements.find((move) => move.class === 'slipped' || move.class === 'left') : biggestLoss(map)
  return movements.find((move) => flowName(move) === chosen) ?? loss ?? movements[0] ?? null
}
