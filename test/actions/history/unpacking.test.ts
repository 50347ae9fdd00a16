import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { textOf, type SourceFile } from '#actions/history/import/sources.ts'

const PACKED = gzipSync('who,when\n'.repeat(100_000))

const fileOf = (bytes: Buffer, unpacksTo?: number): SourceFile => ({
  path: 'a.csv.gz', name: 'a.csv.gz', bytes: bytes.length, found: false, ...(unpacksTo !== undefined && { unpacksTo }),
  read: async function* () {
    yield bytes
  },
})

async function lengthOf(file: SourceFile): Promise<number> {
  let length = 0
  for await (const text of textOf(file, 'utf-8', () => undefined)) length += text.length
  return length
}

describe('a packed file', () => {
  it('is read to its end as long as it unpacks to no more than it may, and not a piece further', async () => {
    expect(await lengthOf(fileOf(PACKED))).toBe(900_000)
    expect(await lengthOf(fileOf(PACKED, 900_000))).toBe(900_000)
    await expect(lengthOf(fileOf(PACKED, 899_999))).rejects.toMatchObject({ refusals: [{ code: 'upload_unpacks_too_far', values: { file: 'a.csv.gz', most: 899_999 } }] })
  })

  it('that is broken is unreadable, whatever it may unpack to', async () => {
    await expect(lengthOf(fileOf(PACKED.subarray(0, 500), 10_000_000))).rejects.toMatchObject({ refusals: [{ code: 'file_unreadable' }] })
  })
})
