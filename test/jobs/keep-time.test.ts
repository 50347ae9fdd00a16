import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepTime } from '#actions/relationship/keep-time.ts'
import type { Context } from '#actions/context.ts'
import { startKeepingTime } from '#jobs/keep-time.ts'

vi.mock('#actions/relationship/keep-time.ts', () => ({ keepTime: vi.fn<typeof keepTime>() }))

const rounds = vi.mocked(keepTime)
const ctx = { actor: 'cli' } as Context
const silent = { done: () => undefined, failed: () => undefined }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  rounds.mockReset()
})

test('it begins at once, goes on after each round, and says whose work it is', async () => {
  rounds.mockResolvedValue(0)
  const keeper = startKeepingTime(ctx, silent, 20_000)
  expect(rounds).toHaveBeenCalledTimes(1)
  expect(rounds.mock.calls[0]?.[0].actor).toBe('job:keep-time')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(rounds).toHaveBeenCalledTimes(4)
  await keeper.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(rounds).toHaveBeenCalledTimes(4)
})

test('a round that takes long is never joined by another, and is waited for at the end', async () => {
  let end = (): void => undefined
  rounds.mockImplementation(() => new Promise((resolve) => (end = () => resolve(1))))
  const keeper = startKeepingTime(ctx, silent, 1000)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(rounds).toHaveBeenCalledTimes(1)
  let stopped = false
  const stopping = keeper.stop().then(() => (stopped = true))
  await vi.advanceTimersByTimeAsync(5000)
  expect(stopped).toBe(false)
  end()
  await stopping
  await vi.advanceTimersByTimeAsync(5000)
  expect(rounds).toHaveBeenCalledTimes(1)
})

test('a round that fails is told of and tried again', async () => {
  const failures: string[] = []
  rounds.mockRejectedValueOnce(new Error('no connection')).mockResolvedValue(0)
  const keeper = startKeepingTime(ctx, { ...silent, failed: ({ message }) => failures.push(message) }, 1000)
  await vi.advanceTimersByTimeAsync(2500)
  expect([failures, rounds.mock.calls.length]).toEqual([['no connection'], 3])
  await keeper.stop()
})

test('a round that told somebody is told of, one that found nobody is not', async () => {
  const told: unknown[] = []
  rounds.mockResolvedValueOnce(0).mockResolvedValueOnce(3).mockResolvedValue(0)
  const keeper = startKeepingTime(ctx, { ...silent, done: (what) => told.push(what) }, 1000)
  await vi.advanceTimersByTimeAsync(3500)
  expect(told).toEqual([{ customers: 3 }])
  await keeper.stop()
})
