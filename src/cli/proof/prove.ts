import type { Command } from 'commander'
import { askJob } from '#actions/house/jobs/ask-job.ts'
import { showCompany } from '#actions/house/name-company.ts'
import { readProof } from '#actions/proof/read-proof.ts'
import { proveBody, type MapProof } from '#contract/proof/proof.ts'
import { formatsOf } from '#core/words/format.ts'
import { verdictText } from '#core/words/verdict.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { asQuery } from '#cli/options.ts'
import { paintOn } from '#cli/paint.ts'
import { seeJob } from '#cli/see-job.ts'
import type { Setting } from '#cli/setting.ts'
import { tableOf, wrap } from '#cli/table.ts'

interface Options {
  readonly cut?: string
  readonly sample?: string
  readonly json?: boolean
}

export function proveCommand(program: Command, cli: Cli): void {
  const { terminal, words } = cli
  program
    .command('prove')
    .description(words.say('cli.command.prove'))
    .option('--cut <DATE>', words.say('cli.option.cut'))
    .option('--sample <N>', words.say('cli.option.look_at'))
    .option('--json', words.say('cli.option.json'))
    .action(async ({ cut, sample, json }: Options) => {
      const asked = asQuery(proveBody, { cut, sample: sample === undefined ? undefined : Number(sample) })
      const { proof, company } = await cli.inHouse(async (ctx) => {
        await seeJob(cli, ctx, await askJob(ctx, 'prove', { sample: asked.sample, ...(asked.cut !== undefined && { cut: asked.cut }) }))
        return { ...(await readProof(ctx)), company: await showCompany(ctx) }
      })
      if (!proof) throw new Error('a proof was made, and is not there')
      if (json) return printJson(cli, proof)
      const setting = { words, formats: formatsOf(words, company.zone, company.currency), paint: paintOn(terminal), width: Math.min(terminal.columns, 120) }
      terminal.out(proofText(proof, setting))
    })
}

/** The proof for a terminal: the verdicts first, then the rates they rest on. */
export function proofText(proof: MapProof, setting: Setting): string {
  const { words, formats, paint, width } = setting
  const head = words.say('proof.when', { cut: formats.day(proof.cut), until: formats.day(proof.until), customers: proof.looked_at })
  const verdicts = proof.verdicts.map((verdict) => {
    const { question, answer, figures } = verdictText(verdict, words, formats)
    const said = wrap(`${question} ${paint.strong(answer)}`, width)
    return figures === '' ? said : `${said}\n${paint.quiet(wrap(figures, width - 2, '  '))}`
  })
  return `${wrap(head, width)}\n\n${verdicts.join('\n')}\n\n${ratesText(proof, setting)}`
}

function ratesText({ states }: MapProof, { words, formats, paint, width }: Setting): string {
  const columns = [{ head: words.say('map.state') }, ...['map.customers', 'proof.returned', 'proof.referred', 'proof.paid'].map((id) => ({ head: words.say(id), right: true }))]
  const rate = ({ value, low, high, n }: MapProof['states'][number]['returned']): string => (n === 0 ? '–' : `${formats.percent(value, 1)} (${formats.percent(low)}–${formats.percent(high)})`)
  const rows = states.map(({ state, customers, returned, referred, paid_of_list: paid }) => [
    paint.state(state, words.say(`state.${state}`)), formats.count(customers), rate(returned), rate(referred), paid === null ? '–' : formats.percent(paid),
  ])
  return tableOf(columns, rows, width)
}
