import { begin, type Memory } from './memory.ts'

/**
 * A memory as it is kept: only what differs from a memory before the first fact. Most of a memory is zeros, and there is one for every
 * customer: packed it takes a third of the space, and of the time to write it. What is kept whole is read in the same way.
 */
export type PackedMemory = Readonly<Record<string, unknown>>

type Part = Readonly<Record<string, unknown>>

const FRESH = begin(null) as unknown as Part
const NAMES = Object.keys(FRESH)

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value)

function isFresh(value: unknown, fresh: unknown): boolean {
  if (value === fresh) return true
  return Array.isArray(value) && Array.isArray(fresh) && value.length === fresh.length && value.every((each, i) => each === fresh[i])
}

function differing(part: Part, fresh: Part): Part | undefined {
  let found: Record<string, unknown> | undefined
  for (const name in part) if (!isFresh(part[name], fresh[name])) (found ??= {})[name] = part[name]
  return found
}

export function packMemory(memory: Memory): PackedMemory {
  const packed: Record<string, unknown> = {}
  const whole = memory as unknown as Part
  for (const name of NAMES) {
    const [value, fresh] = [whole[name], FRESH[name]]
    if (isPart(value) && isPart(fresh)) {
      const found = differing(value, fresh)
      if (found) packed[name] = found
    } else if (!isFresh(value, fresh)) packed[name] = value
  }
  return packed
}

/** A list of fixed length that was kept before there were more of its kind (gates) ends as a fresh one does. */
const withNew = (value: unknown, fresh: unknown): unknown => (Array.isArray(value) && Array.isArray(fresh) && value.length < fresh.length ? [...(value as unknown[]), ...(fresh as unknown[]).slice(value.length)] : value)

/** A part as it is kept, over a fresh one. What was kept before and is no longer part of any memory stays behind. */
function filled(fresh: Part, kept: Part): Part {
  const part: Record<string, unknown> = { ...fresh }
  for (const name in kept) if (name in fresh) part[name] = kept[name]
  return part
}

export function unpackMemory(packed: PackedMemory): Memory {
  const memory = begin(null) as unknown as Record<string, unknown>
  for (const [name, value] of Object.entries(packed)) {
    const fresh = memory[name]
    memory[name] = isPart(value) && isPart(fresh) ? filled(fresh, value) : withNew(value, fresh)
  }
  return memory as unknown as Memory
}
