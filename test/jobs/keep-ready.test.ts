import { expect, test, vi } from 'vitest'
import { keeperOfReady } from '#actions/keep-ready.ts'
import type { Context } from '#actions/context.ts'
import { startKeepingReady } from '#jobs/keep-ready.ts'

vi.mock('#actions/keep-ready.ts', () => ({ keeperOfReady: vi.fn<typeof keeperOfReady>() }))

test('it looks at once and then now and again, tells of what it did and of what failed, and ends', async () => {
  vi.useFakeTimers()
  const round = vi.fn<ReturnType<typeof keeperOfReady>>()
  round.mockResolvedValueOnce(true).mockRejectedValueOnce(new Error('no connection')).mockResolvedValue(false)
  vi.mocked(keeperOfReady).mockReturnValue(round)
  const told: string[] = []
  const keeper = startKeepingReady({ actor: 'cli' } as Context, { done: () => told.push('done'), failed: ({ message }) => told.push(message) }, 1000)
  await vi.advanceTimersByTimeAsync(3500)
  const [ctx, signal] = vi.mocked(keeperOfReady).mock.calls[0]!
  expect([told, round.mock.calls.length, ctx.actor, signal.aborted]).toEqual([['done', 'no connection'], 4, 'job:keep-ready', false])
  await keeper.stop()
  await vi.advanceTimersByTimeAsync(5000)
  expect([round.mock.calls.length, signal.aborted]).toEqual([4, true])
  vi.useRealTimers()
})
