/** Where a worker thread begins that asks models what they would have foretold. */
import { serveCrew } from '#actions/crew/serve.ts'
import { chooser } from './choose-stay.ts'

serveCrew(chooser)
