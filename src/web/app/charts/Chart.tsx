import { useId, type MouseEvent, type ReactNode } from 'react'
import type { Picture, Target, View } from '#web/charts/picture.ts'
import { Nodes } from './Nodes.tsx'
import { Targets } from './Targets.tsx'
import { Tip } from './Tip.tsx'
import { usePointing, type Hot } from './use-hot.ts'
import { useWidth } from './use-width.ts'

/** What every chart of the app takes, beside what it shows. */
export interface ChartProps<Mark> extends Hot {
  /** The id of the mark that is chosen; it stays marked. */
  readonly chosen?: string | null
  /** Called with what was clicked, so that a page can show these people. Without it nothing can be clicked. */
  readonly onPick?: (mark: Mark, id: string) => void
  /** What the marks are, for those who listen: the name of the group of buttons. */
  readonly label?: string
}

interface Props<Mark> extends ChartProps<Mark> {
  readonly draw: (view: View) => Picture<Mark>
}

/** A picture that is alive: as wide as its place, with what is pointed at standing out, and every mark a button too. */
export function Chart<Mark>({ draw, chosen = null, onPick, label, ...shared }: Props<Mark>): ReactNode {
  const [ref, width] = useWidth<HTMLDivElement>()
  const id = useId()
  const { hot, setHot, listen } = usePointing(shared)
  const picture = width > 0 ? draw({ width, chosen, hot }) : null
  const find = (name: string | null): Target<Mark> | undefined => picture?.targets.find((target) => target.id === name)
  const onClick = (event: MouseEvent): void => {
    const target = find((event.target as Element).closest('[data-target]')?.getAttribute('data-target') ?? null)
    if (target) onPick?.(target.mark, target.id)
  }
  const pointed = find(hot)
  return (
    <div ref={ref} className="min-w-0">
      {picture && (
        <div className="relative num" style={{ height: picture.height }} {...listen} onKeyDown={(event) => event.key === 'Escape' && setHot(null)}>
          <svg width={picture.width} height={picture.height} viewBox={`0 0 ${picture.width} ${picture.height}`} role="img" aria-label={picture.says} onClick={onClick} className={`block max-w-full overflow-visible ${onPick ? '[&_[data-target]]:cursor-pointer' : ''}`}>
            <Nodes nodes={picture.nodes} prefix={id} />
          </svg>
          {onPick && <Targets targets={picture.targets} label={label} chosen={chosen} setHot={setHot} onPick={onPick} />}
          {pointed?.tip && <Tip target={pointed} width={picture.width} />}
        </div>
      )}
      {picture?.notes.map((note) => <p key={note} className="mt-1 text-xs text-ink-3">{note}</p>)}
    </div>
  )
}
