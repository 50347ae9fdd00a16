import type { ClientConfig } from 'pg'

/** An open database: how to reach it, and how to let go of it. */
export interface Database {
  readonly kind: 'embedded' | 'server'
  /** What `pg` needs to connect. Make pools of it with `openPool`, which also sets time zone and types. */
  readonly connection: Readonly<ClientConfig>
  /** PostgreSQL's own version, for example `18.4`. */
  readonly version: string
  /** Lets go. The last Troth to let go of an embedded database stops it; a server is left as it is. */
  close(): Promise<void>
}

/** Where the facts are kept: a folder, or a server where `databaseUrl` names one. */
export interface Place {
  /** Absolute path of Troth's data folder; the embedded database lives in `pg` below it. */
  readonly data: string
  readonly databaseUrl?: string
}

/** What tests and tools may want otherwise. */
export interface EngineOptions {
  /** A folder with `bin/postgres` and `bin/initdb` to use instead of the package's own. */
  readonly native?: string
  /** False gives up durability for speed (no fsync): for databases that are thrown away. */
  readonly durable?: boolean
}
