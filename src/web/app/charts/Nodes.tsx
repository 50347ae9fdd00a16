import type { ReactNode } from 'react'
import type { Fade, Group, Node, Paint, Text } from '#web/charts/picture.ts'
import { cssOf } from '#web/charts/tone.ts'
import { STATE_PATHS } from '#web/state-paths.ts'

interface NodesProps {
  readonly nodes: readonly Node[]
  /** Before the names of fades, which are known to the whole page. */
  readonly prefix: string
}

/** The marks of a picture, in the colours of the theme. A group with a target says so (`data-target`), for whoever listens to the pointer. */
export const Nodes = ({ nodes, prefix }: NodesProps): ReactNode => nodes.map((node, i) => <One key={node.shape === 'group' ? node.key : i} node={node} id={`${prefix}-${i}`} />)

function One({ node, id }: { readonly node: Node; readonly id: string }): ReactNode {
  switch (node.shape) {
    case 'group':
      return <Marks group={node} id={id} />
    case 'text':
      return <Words text={node} />
    case 'icon':
      return (
        <g transform={`translate(${node.at[0] - node.size / 2} ${node.at[1] - node.size / 2}) scale(${node.size / 24})`} fill="none" stroke={cssOf(`s-${node.state}`)} strokeWidth={2} strokeLinecap="round" strokeLinejoin="round">
          {STATE_PATHS[node.state].map((d) => <path key={d} d={d} />)}
        </g>
      )
    case 'hit':
      return <path d={node.d} fill={node.line === undefined ? 'transparent' : 'none'} stroke="transparent" strokeWidth={node.line ?? 0} />
    default:
      return <Painted node={node} id={id} />
  }
}

const Marks = ({ group: { target, opacity, nodes }, id }: { readonly group: Group; readonly id: string }): ReactNode => (
  <g data-target={target} style={{ opacity }} className="transition-opacity duration-150"><Nodes nodes={nodes} prefix={id} /></g>
)

function Words({ text: { at, text, size, weight, tone, anchor, halo } }: { readonly text: Text }): ReactNode {
  const rim = halo ? { stroke: 'var(--surface)', strokeWidth: 4, strokeLinejoin: 'round', paintOrder: 'stroke' } as const : {}
  return <text x={at[0]} y={at[1]} fontSize={size} fontWeight={weight} fill={cssOf(tone)} textAnchor={anchor} {...rim}>{text}</text>
}

function Painted({ node, id }: { readonly node: Extract<Node, { shape: 'rect' | 'path' | 'circle' }>; readonly id: string }): ReactNode {
  const fade = [node.fill, node.stroke].find((paint) => typeof paint === 'object')
  const colour = (paint: Paint | undefined): string => (paint === undefined ? 'none' : typeof paint === 'string' ? cssOf(paint) : `url(#${id})`)
  const paint = { fill: colour(node.fill), stroke: colour(node.stroke), strokeWidth: node.stroke === undefined ? undefined : (node.line ?? 1), opacity: node.opacity }
  return (
    <>
      {fade && <Gradient fade={fade} id={id} />}
      {node.shape === 'rect' && <rect x={node.x} y={node.y} width={node.width} height={node.height} rx={node.radius} {...paint} />}
      {node.shape === 'circle' && <circle cx={node.at[0]} cy={node.at[1]} r={node.r} {...paint} />}
      {node.shape === 'path' && <path d={node.d} strokeDasharray={node.dashed ? '3 3' : undefined} strokeLinejoin="round" {...paint} />}
    </>
  )
}

const Gradient = ({ fade: { tone, from, to, opacity }, id }: { readonly fade: Fade; readonly id: string }): ReactNode => (
  <defs>
    <linearGradient id={id} gradientUnits="userSpaceOnUse" x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]}>
      <stop offset={0} stopColor={cssOf(tone)} stopOpacity={opacity[0]} />
      <stop offset={1} stopColor={cssOf(tone)} stopOpacity={opacity[1]} />
    </linearGradient>
  </defs>
)
