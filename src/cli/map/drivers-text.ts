import type { DriverAnswer, DriversAnswer } from '#contract/map/drivers.ts'
import { ratioText, sayDriver, sayDriversBasis, sayDriversTrust } from '#core/words/driver.ts'
import type { Setting } from '#cli/setting.ts'
import { tableOf, wrap } from '#cli/table.ts'

/** What came before a move for a terminal: what stands out, by what the rules have to do with it, or all that was looked at. */
export function driversText(answer: DriversAnswer, setting: Setting, all: boolean): string {
  const { words, formats, paint, width } = setting
  const { move, moves, fewest, drivers } = answer
  const title = `${paint.strong(`${words.say(`state.${move.from}`)} → ${words.say(`state.${move.to}`)}`)}, ${formats.period(answer.from, answer.to)}`
  if (moves < fewest.moves) return `${title}\n${wrap(words.say('why.too_few_moves', { moves, fewest: fewest.moves }), width)}\n`
  const basis = sayDriversBasis(words, formats, answer)
  const shown = all ? drivers : drivers.filter(({ stands_out, tie }) => stands_out || tie === 'by_rule')
  const parts = [...new Set(shown.map(({ tie }) => tie))].map((tie) => tableFor(tie, shown.filter((driver) => driver.tie === tie), setting))
  const hidden = drivers.length - shown.length
  const notes = [...(hidden > 0 ? [words.say('cli.drivers.hidden', { drivers: hidden })] : []), ...sayDriversTrust(words, answer)]
  return `${title}\n${wrap(basis, width)}\n\n${(parts.length > 0 ? parts : [`${wrap(words.say(drivers.length > 0 ? 'cli.drivers.none' : 'why.nothing'), width)}\n`]).join('\n')}\n${notes.map((note) => paint.quiet(wrap(note, width))).join('\n')}\n`
}

function tableFor(tie: DriverAnswer['tie'], drivers: readonly DriverAnswer[], { words, formats, width }: Setting): string {
  const percent = (share: { readonly value: number; readonly low: number; readonly high: number } | null): string => (share === null ? '' : `${formats.percent(share.value)} (${formats.percent(share.low)} … ${formats.percent(share.high)})`)
  const ratio = (of: { readonly value: number; readonly low: number; readonly high: number | null } | null): string => (of === null ? '' : `${ratioText(formats, of.value)} (${ratioText(formats, of.low)} … ${of.high === null ? '∞' : ratioText(formats, of.high)})`)
  const columns = [
    { head: words.say(`why.${tie}`), least: 24 }, { head: words.say('cli.drivers.adjusted'), right: true }, { head: words.say('cli.drivers.plain'), right: true, spare: 2 },
    { head: words.say('cli.drivers.had'), right: true, spare: 1 }, { head: words.say('cli.drivers.goes'), right: true, spare: 3 },
  ]
  const rows = drivers.map((driver) => [
    sayDriver(words, driver), driver.unadjusted === null ? ratio(driver.adjusted) : words.say(`cli.drivers.${driver.unadjusted}`), driver.unadjusted === 'at_once' ? '' : ratio(driver.ratio), percent(driver.share), percent(driver.attributable),
  ])
  return tableOf(columns, rows, width)
}
