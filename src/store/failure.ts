/** PostgreSQL goes away, comes up, breaks a session off, or has no memory or connection left. */
const AWAY = /^(08...|57P0[1-5]|53[023]00|25006)$/
/** What a socket says when nobody is there. A file that is not there has another `syscall`. */
const NOBODY = /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/
const OF_SOCKETS = /^(connect|read|write|getaddrinfo)$/
const AWAY_SAID = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/

/** `disk_full` as PostgreSQL and as the system has it. */
const FULL = /^(53100|ENOSPC|EDQUOT)$/

/** What an error says of the machine, where it is the machine's and not ours: the database is not there, or has no room to write. */
export function failureOf(error: unknown): 'unavailable' | 'disk_full' | null {
  if (error instanceof AggregateError) return failureOf(error.errors[0]) // a host with several addresses, none of which answers
  if (!(error instanceof Error)) return null
  const { code = '', syscall = '' } = error as NodeJS.ErrnoException
  if (FULL.test(code)) return 'disk_full'
  return AWAY.test(code) || (NOBODY.test(code) && OF_SOCKETS.test(syscall)) || AWAY_SAID.test(error.message) ? 'unavailable' : null
}
