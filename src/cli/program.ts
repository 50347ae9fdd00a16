import { Command } from 'commander'
import type { Cli } from './cli.ts'
import { eraseCommand } from './customers/erase.ts'
import { exportCommand } from './customers/export.ts'
import { mergeCommands } from './customers/merge.ts'
import { speak } from './help.ts'
import { importCommand } from './history/import.ts'
import { importsCommands } from './history/imports.ts'
import { backupCommands } from './house/backup.ts'
import { accountCommands } from './house/access/account.ts'
import { auditCommand } from './house/access/audit.ts'
import { inviteCommands } from './house/access/invite.ts'
import { ownerCommand } from './house/access/owner.ts'
import { clearCommand } from './house/clear.ts'
import { companyCommand } from './house/company.ts'
import { doctorCommand } from './house/doctor.ts'
import { jobsCommands } from './house/jobs.ts'
import { keyCommands } from './house/key.ts'
import { sampleCommand } from './house/sample.ts'
import { startCommand } from './house/start.ts'
import { driversCommand } from './map/drivers.ts'
import { mapCommand } from './map/map.ts'
import { costsCommand } from './money/costs.ts'
import { moneyCommand } from './money/money.ts'
import { reckoningCommand } from './money/reckoning.ts'
import { modelCommand } from './relationship/model.ts'
import { driversOfCommand } from './numbers/drivers-of.ts'
import { fitCommand } from './numbers/fit.ts'
import { markovCommand } from './numbers/markov.ts'
import { proveCommand } from './proof/prove.ts'
import { customerCommand } from './relationship/customer.ts'
import { customersCommand } from './relationship/customers.ts'
import { policyCommands } from './relationship/policy.ts'
import { retellCommand } from './relationship/retell.ts'
import { worthCommand } from './worth/worth.ts'

/** Every command, in the order that help lists them. */
const COMMANDS: readonly ((program: Command, cli: Cli) => void)[] = [
  startCommand, importCommand, importsCommands, mapCommand, driversCommand, worthCommand, customersCommand, customerCommand, policyCommands, companyCommand, reckoningCommand, modelCommand, ownerCommand, inviteCommands, accountCommands, keyCommands, auditCommand, sampleCommand, clearCommand, retellCommand, jobsCommands, backupCommands, doctorCommand,
  mergeCommands, exportCommand, eraseCommand, fitCommand, markovCommand, driversOfCommand, proveCommand,
  moneyCommand, costsCommand,
]

/** The whole command line of Troth. */
export function programOf(cli: Cli): Command {
  const { terminal, version, words } = cli
  const program = speak(new Command('troth'), words)
    .description(words.say('cli.about'))
    .version(version, '-V, --version', words.say('cli.version'))
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err, getOutHelpWidth: () => terminal.columns, getErrHelpWidth: () => terminal.columns })
  for (const add of COMMANDS) add(program, cli)
  return program
}
