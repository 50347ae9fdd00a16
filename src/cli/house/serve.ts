import { jobLog } from '#api/door/log.ts'
import { makeServer } from '#api/server.ts'
import { hasAccounts } from '#actions/house/access/list-accounts.ts'
import { makeOwnerLink } from '#actions/house/access/make-link.ts'
import { Refused } from '#contract/refusals.ts'
import type { Settings } from '#contract/settings.ts'
import type { Context } from '#actions/context.ts'
import type { JobLog } from '#jobs/keep-time.ts'
import type { Cli } from '#cli/cli.ts'

/** An address as a browser takes it; one that stands for all of a machine's is reached by its own name for itself. */
export function urlOf(host: string, port: number): string {
  const named = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return `http://${named.includes(':') ? `[${named}]` : named}:${port}/`
}

/** What was begun may take so long to end. Who runs Troth as a service usually gives it 30 seconds. */
export const MOST_STOPPING_MS = 20_000

export interface Serving {
  close(): Promise<void>
  /** Where work in the background of this process tells what became of it. */
  log(job: string): JobLog
}

/** Serves the API and the page, and says where. @throws Refused where the address or the port is not to be had */
export async function serve({ version, pages, app, terminal, words }: Cli, ctx: Context, { host, port, data, databaseUrl, logLevel, limits, uploadBytes }: Settings): Promise<Serving> {
  const server = await makeServer({ ctx, version, pages, ...(app && { app: app() }), logLevel, limits, uploadBytes })
  server.log.level = 'silent' // it would tell in its own words what is told below
  await server.listen({ host, port }).catch(async (error: NodeJS.ErrnoException) => {
    await server.close()
    throw unserved(error, host, port)
  })
  server.log.level = logLevel
  const address = server.server.address()
  const url = urlOf(host, typeof address === 'object' && address ? address.port : port)
  const place = databaseUrl === undefined ? data : new URL(databaseUrl).host
  const lines = [words.say('house.ready', { place }), words.say('start.serving', { url })]
  if (!(await hasAccounts(ctx))) lines.push(words.say('start.owner', { url: linkAt(url, await makeOwnerLink(ctx)) }))
  lines.push(words.say('start.key_hint'))
  terminal.out(`${lines.join('\n')}\n`)
  return { close: () => server.stop(MOST_STOPPING_MS), log: (job) => jobLog(server, ctx, job) }
}

/** A link behind the address at which Troth is reached. */
export const linkAt = (url: string, { path }: { readonly path: string }): string => `${url}${path.slice(1)}`

function unserved(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') return new Refused({ code: 'port_in_use', values: { host, port: String(port) } })
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') return new Refused({ code: 'setting_invalid', values: { name: 'HOST', found: host, expected: '127.0.0.1, 0.0.0.0' } })
  if (error.code === 'EACCES') return new Refused({ code: 'setting_invalid', values: { name: 'PORT', found: String(port), expected: '1024–65535' } })
  return error
}
