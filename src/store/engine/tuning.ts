import { statfsSync } from 'node:fs'
import { totalmem } from 'node:os'

/**
 * Whether PostgreSQL is told its folder as `/proc/self/cwd`. As root it runs as somebody who may not be able to walk the path
 * to the data folder; started *in* the folder it needs no path.
 */
export const SEES_ITSELF = process.platform === 'linux' && process.getuid?.() === 0

const MB = 1024 * 1024

/** The memory that is ours to use, in MB: the machine's, or the container's where that is less. */
function memory(): number {
  const limit = process.constrainedMemory()
  return Math.floor((limit > 0 ? Math.min(limit, totalmem()) : totalmem()) / MB)
}

const between = (low: number, value: number, high: number): number => Math.round(Math.min(Math.max(value, low), high))

/** Parallel queries share memory through /dev/shm, which containers give 64 MB; System V memory has no such bound. */
function sharedMemory(): string {
  if (process.platform !== 'linux') return 'posix'
  try {
    const { bsize, bavail } = statfsSync('/dev/shm')
    return bsize * bavail >= 256 * MB ? 'posix' : 'sysv'
  } catch {
    return 'sysv'
  }
}

/**
 * The whole `postgresql.conf`, written again at every start so that a newer Troth brings its own settings. The operator's
 * wishes go into `own.conf` beside it, which wins.
 */
export function configuration(durable: boolean): string {
  const mb = memory()
  const settings: Readonly<Record<string, string>> = {
    max_connections: '100',
    shared_buffers: `${between(64, mb / 16, 1024)}MB`,
    effective_cache_size: `${between(256, mb / 2, 65536)}MB`,
    work_mem: `${between(8, mb / 256, 64)}MB`,
    maintenance_work_mem: `${between(64, mb / 32, 512)}MB`,
    dynamic_shared_memory_type: sharedMemory(),
    // Nothing replicates this database, and without replication COPY into a table of the same transaction skips the log.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    min_wal_size: '256MB',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    // Compiling costs more than it saves on the short statements that Troth sends.
    jit: 'off',
    // A client that was killed is noticed within seconds, in the middle of a long statement too, and its locks are free.
    client_connection_check_interval: '5s',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] ',
    ...(!durable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`)
  return ['# Written by Troth at every start. Put what you want otherwise into own.conf in this folder.', ...lines, "include_if_exists 'own.conf'", ''].join('\n')
}
