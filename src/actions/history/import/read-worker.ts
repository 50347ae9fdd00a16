/** Where a worker thread begins that reads rows. */
import { serveCrew } from '#actions/crew/serve.ts'
import { reader } from './reader.ts'

serveCrew(reader)
