import type { Database, EngineOptions, Place } from './database.ts'
import { openEmbedded } from './embedded.ts'
import { openServer } from './server.ts'

export type { Database, EngineOptions, Place } from './database.ts'

/**
 * Opens the database of an installation: the server that `databaseUrl` names, or else the embedded PostgreSQL in the data
 * folder. Throws `Refused` with engine_missing, folder_unusable, database_unreachable, database_too_old or database_too_new.
 */
export function openDatabase(place: Place, options: EngineOptions = {}): Promise<Database> {
  return place.databaseUrl === undefined ? openEmbedded(place, options) : openServer(place.databaseUrl)
}
