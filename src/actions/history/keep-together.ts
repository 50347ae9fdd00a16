import type { Company } from '#store/house/company.ts'
import type { Pool } from '#store/pool.ts'
import { keepFacts } from './keep-facts.ts'
import type { Prepared } from './prepare-facts.ts'
import type { Receipt } from './sift-facts.ts'

/** Facts of one request, and whoever waits for what becomes of them. */
interface Waiting {
  readonly company: Company
  readonly prepared: readonly Prepared[]
  readonly resolve: (receipts: Receipt[]) => void
  readonly reject: (error: unknown) => void
}

interface Gathered {
  readonly waiting: Waiting[]
  underWay: number
}

/** Transactions at once: while some wait for the disk, others work. */
const AT_ONCE = 2
/** Facts of one transaction, from however many requests. */
const MOST = 1000

const GATHERED = new WeakMap<Pool, Gathered>()

/**
 * Keeps the facts of a request together with those of others that came meanwhile: what waits while a transaction is under way goes
 * into the next one. Nobody is made to wait for others to come; one fact alone is kept at once.
 */
export function keepTogether(pool: Pool, company: Company, prepared: readonly Prepared[]): Promise<Receipt[]> {
  const gathered = GATHERED.get(pool) ?? { waiting: [], underWay: 0 }
  GATHERED.set(pool, gathered)
  return new Promise((resolve, reject) => {
    gathered.waiting.push({ company, prepared, resolve, reject })
    begin(pool, gathered)
  })
}

function begin(pool: Pool, gathered: Gathered): void {
  while (gathered.underWay < AT_ONCE && gathered.waiting.length > 0) {
    gathered.underWay++
    void keepAll(pool, nextOf(gathered)).finally(() => {
      gathered.underWay--
      begin(pool, gathered)
    })
  }
}

/** The requests that have waited longest, as many as go together: of one house, and not more than are good for one transaction. */
function nextOf({ waiting }: Gathered): Waiting[] {
  const [first] = waiting as [Waiting]
  let count = 0
  let facts = 0
  for (const { company, prepared } of waiting) {
    facts += prepared.length
    if (count > 0 && (facts > MOST || !company.secret.equals(first.company.secret))) break
    count++
  }
  return waiting.splice(0, count)
}

async function keepAll(pool: Pool, requests: readonly Waiting[]): Promise<void> {
  const [first] = requests as [Waiting]
  try {
    const receipts = await keepFacts(pool, first.company, requests.flatMap(({ prepared }) => prepared))
    let from = 0
    for (const { prepared, resolve } of requests) resolve(receipts.slice(from, (from += prepared.length)))
  } catch (error) {
    // What one of them brought must not be the end of the others.
    if (requests.length === 1) first.reject(error)
    else for (const request of requests) await keepAll(pool, [request])
  }
}
