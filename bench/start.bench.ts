/**
 * bench/start: how long Troth takes to be ready, the first time and again.
 *
 *   npm run bench -- start [runs]
 *
 * From the start of the process until `/readyz` says yes, over an empty house; and from SIGTERM until the process is gone. The least that
 * a process of Node can take stands beside.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machine, median, seconds } from './machine.ts'
import { startServer } from './server.ts'

const RUNS = Number(process.argv[2] ?? 7)

const folder = await mkdtemp(join(tmpdir(), 'troth-bench-'))

async function once(): Promise<{ ready: number; stopped: number }> {
  let server: Awaited<ReturnType<typeof startServer>> | undefined
  const ready = await seconds(async () => {
    server = await startServer(folder)
    const { status } = await fetch(`${server.url}readyz`)
    if (status !== 200) throw new Error(`not ready: ${status}`)
  })
  return { ready, stopped: await seconds(() => server?.stop()) }
}

try {
  const first = await once()
  const again = []
  for (let run = 0; run < RUNS; run++) again.push(await once())
  const node: number[] = []
  for (let run = 0; run < RUNS; run++) node.push(await seconds(() => spawnSync(process.execPath, ['-e', '0'])))
  console.log(`bench/start  ${machine()}`)
  console.log(`first start, database made   ${first.ready.toFixed(2)} s`)
  console.log(`second start                 ${median(again.map(({ ready }) => ready)).toFixed(2)} s  (goal 3; median of ${RUNS})`)
  console.log(`stop                         ${median(again.map(({ stopped }) => stopped)).toFixed(2)} s`)
  console.log(`node alone                   ${median(node).toFixed(2)} s`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
