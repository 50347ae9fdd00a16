import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fact } from '#core/history/fact.ts'
import { sent } from '#test/actions/world.ts'
import type { Chance } from './chance.ts'
import type { House } from './house.ts'
import type { Ledger } from './ledger.ts'
import type { Supply } from './supply.ts'

/** What somebody was told who sent facts. */
export type Answer = { readonly status: number; readonly code?: string; readonly refused?: number; readonly text?: string }

/** Sends a batch once. @throws where there is no answer */
export const send = (house: House, url: string, facts: readonly Fact[]): Promise<Answer> => post(house, new URL('v1/facts', url), facts.map(sent))

/** Takes a batch back once. @throws where there is no answer */
const retract = (house: House, url: string, facts: readonly Fact[]): Promise<Answer> =>
  post(house, new URL('v1/facts/retract', url), facts.map(({ customer, source, id }) => ({ customer, source, id })))

async function post(house: House, url: URL, body: readonly object[]): Promise<Answer> {
  const answer = await fetch(url, {
    method: 'POST', headers: { authorization: `Bearer ${house.key}`, 'content-type': 'application/json' }, body: JSON.stringify(body), signal: AbortSignal.timeout(30_000),
  })
  const text = await answer.text()
  const { code, refused } = JSON.parse(text) as { code?: string; refused?: number }
  return { status: answer.status, ...(code !== undefined && { code }), ...(refused !== undefined && { refused }), text }
}

/** Sends a batch and is gone before it can be answered: in the middle of the request, or just after it. */
export async function sendAndLeave(house: House, url: string, facts: readonly Fact[], share: number): Promise<void> {
  const { hostname, port } = new URL(url)
  const body = Buffer.from(JSON.stringify(facts.map(sent)))
  const head = `POST /v1/facts HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${house.key}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(head)
      socket.write(body.subarray(0, Math.ceil(body.length * share)), () => setTimeout(() => socket.destroy(), share === 1 ? 3 : 0))
    })
    socket.on('error', () => undefined).on('close', () => resolve())
  })
}

export interface Crowd {
  /** Resolves when everything that was sent is acknowledged. */
  readonly stop: () => Promise<void>
  /** Answers that were neither yes nor "try again". */
  readonly strange: readonly Answer[]
}

/** Whoever sends facts asks again for as long as they get no answer, or are told to. */
const AGAIN = new Set([503, 507])
const PATIENCE_MS = 90_000

/** Somebody who sends: with what, to whom, and where it is written down. */
class Client {
  readonly strange: Answer[] = []
  readonly #house: House
  readonly #ledger: Ledger
  readonly #chance: Chance

  constructor(house: House, ledger: Ledger, chance: Chance) {
    this.#house = house
    this.#ledger = ledger
    this.#chance = chance
  }

  /** Asks one or several servers at once, again and again until one of them says a whole yes; what is said is noted. @returns whether one did */
  async #until(ask: (urls: readonly string[]) => Promise<readonly Answer[]>): Promise<boolean> {
    for (const until = Date.now() + PATIENCE_MS; ; await sleep(this.#chance.whole(5, 60))) {
      if (Date.now() > until) throw new Error('a batch was not acknowledged in time')
      const urls = this.#chance.shuffled(this.#house.servers.flatMap(({ url }) => (url === null ? [] : [url])))
      if (urls.length === 0) continue
      const answers = await ask(urls)
      if (answers.some(({ status, refused }) => status === 200 && refused === 0)) return true
      const odd = answers.find(({ status }) => !AGAIN.has(status))
      if (odd) this.strange.push(odd)
      if (odd) return false
    }
  }

  async deliver(facts: readonly Fact[]): Promise<void> {
    this.#ledger.sending(facts)
    const done = await this.#until(async ([to, also]) => {
      if (this.#chance.is(0.1)) await sendAndLeave(this.#house, to as string, facts, this.#chance.pick([0.3, 0.8, 1]))
      return settled([to, ...(this.#chance.is(0.2) && also !== undefined ? [also] : [])].map((url) => send(this.#house, url as string, facts)))
    })
    if (done) this.#ledger.acknowledged(facts)
  }

  async takeBack(facts: readonly Fact[]): Promise<void> {
    this.#ledger.taking(facts)
    if (await this.#until(([to]) => settled([retract(this.#house, to as string, facts)]))) this.#ledger.taken(facts)
  }
}

/** The answers there were. */
async function settled(asked: readonly Promise<Answer>[]): Promise<Answer[]> {
  return (await Promise.allSettled(asked)).flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
}

/**
 * Clients that send batch after batch, each until it is acknowledged: to any of the servers, now and then to two at once, now and then one that was
 * acknowledged before; and now and then they take one back.
 */
export function crowd(house: House, ledger: Ledger, supply: Supply, chance: Chance, { clients = 4, most = 120 } = {}): Crowd {
  const client = new Client(house, ledger, chance)
  const stopped = new AbortController()
  const live = async (): Promise<void> => {
    let before: Fact[] = []
    while (!stopped.signal.aborted) {
      const facts = before.length > 0 && chance.is(0.15) ? before : supply.take(chance.whole(1, most))
      await client.deliver(facts)
      const goes = chance.is(0.04)
      if (goes) await client.takeBack(facts)
      before = goes ? [] : facts
    }
  }
  const lives = Promise.all(Array.from({ length: clients }, live))
  lives.catch(() => undefined) // thrown to whoever stops them
  return {
    strange: client.strange,
    async stop() {
      stopped.abort()
      await lives
    },
  }
}
