import type { ClientConfig } from 'pg'

/** How to reach the test run's PostgreSQL as the one who may make databases. */
export type Server = Readonly<Pick<ClientConfig, 'host' | 'port' | 'user' | 'database'>> & { readonly password?: ClientConfig['password'] }

/** The migrated database that every test file's own is copied from. */
export const TEMPLATE = 'template_troth'

declare module 'vitest' {
  export interface ProvidedContext {
    server: Server
  }
}
