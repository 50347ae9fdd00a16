import type { Staging } from '#store/history/staging.ts'
import { MOST_PREVIEWED, type Outcome } from './intake.ts'
import type { Rejects } from './rejects.ts'
import type { PreviewRow } from './summary.ts'
import { addTally, newTally, type Tally } from './tally.ts'

/** Where all that readers made of rows comes together, in the order of the rows. */
export class Gathering {
  readonly tally: Tally = newTally()
  readonly preview: PreviewRow[] = []
  readonly staging: Staging
  readonly rejects: Rejects

  constructor(staging: Staging, rejects: Rejects) {
    this.staging = staging
    this.rejects = rejects
  }

  /** Takes in what was made of some rows, and sends on what has gathered. To be awaited before more comes, so that memory stays the same. */
  async take({ staged, tally, rejects, preview }: Outcome): Promise<void> {
    this.staging.add(staged)
    addTally(this.tally, tally)
    for (const reject of rejects) this.rejects.add(reject)
    this.preview.push(...preview.slice(0, MOST_PREVIEWED - this.preview.length))
    await this.staging.breathe()
    await this.rejects.breathe()
  }
}
