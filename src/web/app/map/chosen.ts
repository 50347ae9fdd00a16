import type { MapAnswer } from '#contract/map/map.ts'
import { firstMovement, movementsOf, type Movement } from '#core/words/finding.ts'
import { flowName } from './people.ts'

/** The movement that is looked into: the one that was chosen, else the one that comes first. */
export const chosenFlow = (map: MapAnswer, chosen: string | null): Movement | null => movementsOf(map).movements.find((move) => flowName(move) === chosen) ?? firstMovement(map)
