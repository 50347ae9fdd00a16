import { scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import { normalPassword } from '#core/house/password.ts'
import type { Context } from '#actions/context.ts'

/**
 * What a guess costs: 32 MB and about a fifth of a second of a core (one of OWASP's settings for scrypt of equal strength; those with
 * more memory would let a few sign-ins at once take a small machine's). Written into each hash, so that they can be raised later.
 */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const
const BYTES = 32

const derive = (password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const memory = 128 * (options.N ?? 0) * (options.r ?? 0) * 2
    scrypt(normalPassword(password), salt, BYTES, { ...options, maxmem: memory }, (error, key) => (error ? reject(error) : resolve(key)))
  })

/** A password as it is kept: `scrypt$N$r$p$salt$hash`. */
export async function hashPassword(ctx: Context, password: string): Promise<string> {
  const salt = ctx.random(16)
  const hash = await derive(password, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join('$')
}

/** What stands for the password of somebody who is not there: checking against it takes as long as against any other. */
const NOBODYS = `scrypt$${COST.N}$${COST.r}$${COST.p}$${'A'.repeat(22)}==$${'A'.repeat(43)}=`

/** Is this the password? Without a hash it is not, and that takes as long to find out. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = (kept ?? NOBODYS).split('$')
  const found = await derive(password, Buffer.from(salt, 'base64'), { N: Number(N), r: Number(r), p: Number(p) })
  return timingSafeEqual(found, Buffer.from(hash, 'base64')) && kept !== null
}
