import type { Route } from '#api/route.ts'
import { accounts, changeOne, endTheirs, resetPassword } from './accounts.ts'
import { audit } from './audit.ts'
import { accept, invitations, inviteOne, revokeInvited } from './invitations.ts'
import { addKey, keys, oneKey, takeKey } from './keys.ts'
import { beginSession, changeOwn, endOwnOthers, endSession, me, ownSessions, password } from './session.ts'

/** Who may come in: sessions, accounts, invitations, keys, and the log of who did what. */
export const accessRoutes: readonly Route[] = [
  beginSession, endSession, me, changeOwn, ownSessions, endOwnOthers, password, accounts, changeOne, endTheirs, resetPassword, invitations, inviteOne, revokeInvited, accept, keys, oneKey, addKey, takeKey, audit,
]
