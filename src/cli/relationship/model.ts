import type { Command } from 'commander'
import { showCompany } from '#actions/house/name-company.ts'
import { changeLearning } from '#actions/relationship/model/change-learning.ts'
import { readModelGroups } from '#actions/relationship/model/read-groups.ts'
import { readModel } from '#actions/relationship/model/read-model.ts'
import { modelGroupsQuery, type ModelGroupsAnswer } from '#contract/relationship/model-groups.ts'
import { learningChange, type ModelAnswer } from '#contract/relationship/model.ts'
import { formatsOf } from '#core/words/format.ts'
import { contractText } from '#core/words/contract-model.ts'
import { modelGroupsText } from '#core/words/model-groups.ts'
import { modelName, modelText } from '#core/words/model.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { asBody } from '#cli/options.ts'
import { paintOn } from '#cli/paint.ts'
import type { Setting } from '#cli/setting.ts'
import { tableOf, wrap } from '#cli/table.ts'

interface Options {
  readonly learn?: string
  readonly by?: string
  readonly json?: boolean
}

export function modelCommand(program: Command, cli: Cli): void {
  const { terminal, words } = cli
  program
    .command('model')
    .description(words.say('cli.command.model'))
    .option('--learn <EVERY>', words.say('cli.option.learn'))
    .option('--by <GROUP>', words.say('cli.option.model_by'))
    .option('--json', words.say('cli.option.json'))
    .action(({ learn, by, json }: Options) =>
      cli.inHouse(async (ctx) => {
        if (learn !== undefined) await changeLearning(ctx, asBody(learningChange, { every: learn }))
        if (by !== undefined) return showGroups(cli, await readModelGroups(ctx, asBody(modelGroupsQuery, { by }).by), json)
        const [model, company] = [await readModel(ctx), await showCompany(ctx)]
        if (json) return printJson(cli, model)
        terminal.out(text(model, { words, formats: formatsOf(words, company.zone, company.currency), paint: paintOn(terminal), width: Math.min(terminal.columns, 120) }))
      }))
}

function showGroups(cli: Cli, answer: ModelGroupsAnswer, json = false): void {
  if (json) return printJson(cli, answer)
  const { terminal, words } = cli
  const [formats, width] = [formatsOf(words, 'UTC', 'EUR'), Math.min(terminal.columns, 120)]
  const days = formats.days(answer.horizon_days)
  const { rows, notes } = modelGroupsText(answer, words, formats)
  const columns = [
    { head: words.say('model.groups_name'), wraps: true, least: 12 }, { head: words.say('model.groups_came'), right: true }, { head: words.say('model.groups_again', { days }), right: true, wraps: true, least: 18 },
    { head: words.say('model.groups_purchases'), right: true, spare: 1 },
  ]
  const table = tableOf(columns, rows.map(({ name, came, again, purchases }) => [name, came, again, purchases]), width)
  terminal.out(`${[table, ...notes.map((note) => paintOn(terminal).quiet(wrap(note, width)))].join('\n')}\n`)
}

function text(model: ModelAnswer, setting: Setting): string {
  const { words, formats, paint, width } = setting
  const { finding, learned, asked, notes, next } = modelText(model, words, formats)
  const chosen = model.stay?.chosen
  const every = `${words.say('model.learning')}: ${words.say(`model.every.${model.learning.every}`)}. ${next}`
  const parts = [
    [paint.strong(wrap(finding, width)), ...(learned === null ? [] : [wrap(learned, width)])],
    ...(chosen?.compared ? [[wrap(asked ?? '', width), comparedText(chosen, setting), ...notes.map((note) => wrap(note, width)), paint.quiet(wrap(words.say('model.score_note'), width))]] : []),
    ...(model.stay ? [[parametersText(model.stay, setting)]] : []),
    ...(model.contract ? contractParts(model.contract, model, setting) : []),
    [wrap(every, width)],
  ]
  return `${parts.map((lines) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n')}\n`
}

function contractParts(contract: NonNullable<ModelAnswer['contract']>, { least_repeaters, horizon_days }: ModelAnswer, { words, formats, paint, width }: Setting): string[][] {
  const columns = [{ head: words.say('model.contract_for') }, { head: words.say('model.contract_still', { days: formats.days(horizon_days) }), right: true, spare: 1 }]
  const rows = contract.kept.map(({ days, share, low, high }) => [
    days === 0 ? words.say('model.contract_new') : formats.days(days), words.say('customer.interval', { value: formats.percent(share), low: formats.percent(low), high: formats.percent(high) }),
  ])
  return [
    [paint.strong(words.say('model.contract')), ...contractText(contract, least_repeaters, words, formats).map((sentence) => wrap(sentence, width))],
    ...(rows.length > 0 ? [[tableOf(columns, rows, width)]] : []),
  ]
}

function comparedText({ models }: Extract<NonNullable<ModelAnswer['stay']>['chosen'], { compared: true }>, { words, formats, width }: Setting): string {
  const columns = [
    { head: words.say('model.name') }, { head: words.say('model.score'), right: true }, { head: words.say('model.behind'), right: true },
    { head: words.say('model.said', { came: formats.count(Math.round(models[0]?.returning_came ?? 0)) }), right: true }, { head: words.say('model.slope'), right: true, spare: 1 },
  ]
  return tableOf(columns, models.map(({ model, log_score, behind, behind_error, returning_said, slope }) => [
    modelName(model), formats.figure(log_score, 4), behind === 0 ? '' : `${formats.figure(behind, 4)} ± ${formats.figure(behind_error, 4)}`,
    formats.count(Math.round(returning_said)), slope === null ? '–' : formats.figure(slope),
  ]), width)
}

function parametersText({ parameters }: NonNullable<ModelAnswer['stay']>, { words, formats, width }: Setting): string {
  const columns = [{ head: words.say('numbers.parameter') }, { head: words.say('numbers.value'), right: true }, { head: words.say('numbers.standard_error'), right: true }]
  return tableOf(columns, parameters.map(({ name, value, standard_error }) => [name, formats.figure(value, 4), formats.figure(standard_error, 4)]), width)
}
