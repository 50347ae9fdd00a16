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

/**
 * Clients that send batch after batch, each until it is acknowledged: to any of the servers, now and then to two at once, now and then one that was
 * acknowledged before.
 */
export function crowd(house: House, ledger: Ledger, supply: Supply, chance: Chance, { clients = 4, most = 120 } = {}): Crowd {
  const strange: Answer[] = []
  const stopped = new AbortController()
  const deliver = async (facts: readonly Fact[]): Promise<void> => {
    ledger.sending(facts)
    for (const until = Date.now() + PATIENCE_MS; ; await sleep(chance.whole(5, 60))) {
      if (Date.now() > until) throw new Error('a batch was not acknowledged in time')
      const urls = house.servers.flatMap(({ url }) => (url === null ? [] : [url]))
      if (urls.length === 0) continue
      const [to, also] = chance.shuffled(urls)
      if (chance.is(0.1)) await sendAndLeave(house, to as string, facts, chance.pick([0.3, 0.8, 1]))
      const answers = await Promise.allSettled([to, ...(chance.is(0.2) && also !== undefined ? [also] : [])].map((url) => send(house, url as string, facts)))
      const given = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
      if (given.some(({ status, refused }) => status === 200 && refused === 0)) return ledger.acknowledged(facts)
      const odd = given.find(({ status }) => !AGAIN.has(status))
      if (odd) return void strange.push(odd)
    }
  }
  const takeBack = async (facts: readonly Fact[]): Promise<void> => {
    ledger.taking(facts)
    for (const until = Date.now() + PATIENCE_MS; ; await sleep(chance.whole(5, 60))) {
      if (Date.now() > until) throw new Error('a batch was not taken back in time')
      const url = chance.pick(house.servers).url
      const answer = url === null ? null : await retract(house, url, facts).catch(() => null)
      if (answer?.status === 200 && answer.refused === 0) return ledger.taken(facts)
      if (answer && !AGAIN.has(answer.status)) return void strange.push(answer)
    }
  }
  const live = async (): Promise<void> => {
    let before: Fact[] = []
    while (!stopped.signal.aborted) {
      const facts = before.length > 0 && chance.is(0.15) ? before : supply.take(chance.whole(1, most))
      await deliver(facts)
      const goes = chance.is(0.04)
      if (goes) await takeBack(facts)
      before = goes ? [] : facts
    }
  }
  const lives = Promise.all(Array.from({ length: clients }, live))
  lives.catch(() => undefined) // thrown to whoever stops them
  return {
    strange,
    async stop() {
      stopped.abort()
      await lives
    },
  }
}
