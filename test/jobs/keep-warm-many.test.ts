import { expect, test, vi } from 'vitest'
import { warmForetelling } from '#actions/money/foretell.ts'
import { keepWarm } from '#actions/money/keep-warm.ts'
import { readKeeping } from '#actions/money/read-keeping.ts'
import { readMoney } from '#actions/money/read-money.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import type { Context } from '#actions/context.ts'

vi.mock('#actions/relationship/rules-in-force.ts', () => ({ inForce: vi.fn<typeof inForce>() }))
vi.mock('#actions/money/foretell.ts', async (real) => ({ ...(await real<object>()), warmForetelling: vi.fn<typeof warmForetelling>() }))
vi.mock('#actions/money/read-money.ts', () => ({ readMoney: vi.fn<typeof readMoney>() }))
vi.mock('#actions/money/read-keeping.ts', () => ({ readKeeping: vi.fn<typeof readKeeping>() }))

test.each([
  ['many, and another telling', 1_000_000, true, 1],
  ['many, and nothing new', 1_000_000, false, 0],
  ['few: whoever asks has them at once', 5000, true, 0],
])('sums of money are made ready for %s', async (_name, customers, isDue, times) => {
  vi.clearAllMocks()
  vi.mocked(inForce).mockResolvedValue({ telling: { model: { customers } } } as unknown as InForce)
  vi.mocked(warmForetelling).mockResolvedValue(isDue)
  expect(await keepWarm({} as Context)).toBe(isDue)
  expect([vi.mocked(readMoney).mock.calls.length, vi.mocked(readKeeping).mock.calls.length]).toEqual([times, times])
})
