/** A server in a process of its own, over the database of a benchmark. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { buildApp } from '../test/setup/app.ts'

export async function startServer(folder: string): Promise<{ readonly url: string; readonly pid: number; stop(): Promise<void> }> {
  buildApp()
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../src/main.ts'), 'start', '--empty'], {
    env: { ...process.env, TROTH_DATA: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'warn', TROTH_LANGUAGE: 'en' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString()
      const found = /http:\/\/[\w.:[\]]+\//.exec(said)
      if (found) resolve(found[0])
    })
    child.once('exit', () => reject(new Error(`the server ended: ${said}`)))
  })
  return {
    url,
    pid: child.pid as number,
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
