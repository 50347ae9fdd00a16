/** Pictures of parts of a page, held against those that somebody has looked at. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Locator, Page } from 'playwright-core'

/** `TROTH_PICTURES=take npm test -- test/web/app/gallery-pictures` takes them anew; look at what changed before it is committed. */
export const TAKE = process.env['TROTH_PICTURES'] === 'take'
/** Wide enough to see a bar that is gone, narrow enough that the edges of letters do not matter. */
const WIDTH = 280

/** In a page of its own: a picture, made small, and how far it is from another one of the same part. */
const COMPARE = `async ([png, width, known]) => {
  const drawn = async (data, size) => {
    const image = new Image()
    image.src = 'data:image;base64,' + data
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = size
    canvas.height = Math.max(1, Math.round((image.naturalHeight * size) / image.naturalWidth))
    const context = canvas.getContext('2d', { willReadFrequently: true })
    context.imageSmoothingQuality = 'high'
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    return { canvas, pixels: context.getImageData(0, 0, canvas.width, canvas.height) }
  }
  const now = await drawn(png, width)
  const small = now.canvas.toDataURL('image/webp', 0.8).split(',')[1]
  if (known === null) return { small, height: null, off: null }
  const then = await drawn(known, width)
  if (Math.abs(then.pixels.height - now.pixels.height) > 3) return { small, height: [then.pixels.height, now.pixels.height], off: null }
  const [a, b] = [then.pixels.data, now.pixels.data]
  let off = 0
  for (let i = 0; i < Math.min(a.length, b.length); i += 4) if (Math.max(...[0, 1, 2].map((c) => Math.abs(a[i + c] - b[i + c]))) > 48) off++
  return { small, height: null, off: off / (Math.min(a.length, b.length) / 4) }
}`

/** What is wrong with a picture; null where it is as it was. */
export async function differs(comparer: Page, part: Locator, file: string): Promise<string | null> {
  const png = (await part.screenshot({ animations: 'disabled' })).toString('base64')
  const known = !TAKE && existsSync(file) ? readFileSync(file).toString('base64') : null
  const { small, height, off } = await comparer.evaluate<{ small: string; height: readonly [number, number] | null; off: number | null }>(`(${COMPARE})(${JSON.stringify([png, WIDTH, known])})`)
  if (TAKE) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, Buffer.from(small, 'base64'))
    return null
  }
  if (known === null) return 'has no picture yet: look at it, and take it with TROTH_PICTURES=take'
  if (height !== null) return `is ${height[1]} high and was ${height[0]}, at a width of ${WIDTH}`
  return off !== null && off > MOST_OFF ? `is different in ${(100 * off).toFixed(1)} % of its points` : null
}

/** Of a picture's points: what other versions of a browser and its fonts make of the same. */
const MOST_OFF = 0.02
