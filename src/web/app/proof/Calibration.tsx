import type { ReactNode } from 'react'
import type { MapProof } from '#contract/proof/proof.ts'
import { calibration as draw } from '#web/charts/calibration.ts'
import { Chart } from '../charts/Chart.tsx'
import { useSetting } from '../charts/setting.ts'

/** The chances that were said, tenth by tenth, against the share that came. */
export function Calibration({ calibration }: { readonly calibration: NonNullable<MapProof['calibration']> }): ReactNode {
  const setting = useSetting()
  const { words, formats } = setting
  const { n, slope, brier, brier_base } = calibration
  return (
    <div className="grid gap-2">
      <Chart draw={(view) => draw(calibration.bands, setting, view)} />
      <p className="num text-sm text-ink-2">
        {words.say('proof.brier', { n, slope: slope === null ? '–' : formats.figure(slope), brier: formats.figure(brier, 3), base: formats.figure(brier_base, 3) })}
      </p>
    </div>
  )
}
