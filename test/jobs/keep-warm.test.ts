import { expect, test, vi } from 'vitest'
import { keepWarm } from '#actions/money/keep-warm.ts'
import type { Context } from '#actions/context.ts'
import { startKeepingWarm } from '#jobs/keep-warm.ts'

vi.mock('#actions/money/keep-warm.ts', () => ({ keepWarm: vi.fn<typeof keepWarm>() }))

test('it looks at once and then now and again, tells of what it did and of what failed, and ends', async () => {
  vi.useFakeTimers()
  const rounds = vi.mocked(keepWarm)
  rounds.mockResolvedValueOnce(true).mockRejectedValueOnce(new Error('no connection')).mockResolvedValue(false)
  const told: string[] = []
  const warmer = startKeepingWarm({ actor: 'cli' } as Context, { done: () => told.push('done'), failed: ({ message }) => told.push(message) }, 1000)
  await vi.advanceTimersByTimeAsync(3500)
  expect([told, rounds.mock.calls.length, rounds.mock.calls[0]?.[0].actor]).toEqual([['done', 'no connection'], 4, 'job:keep-warm'])
  await warmer.stop()
  await vi.advanceTimersByTimeAsync(5000)
  expect(rounds).toHaveBeenCalledTimes(4)
  vi.useRealTimers()
})
