/**
 * The exponential of a square matrix by Padé approximation with scaling and squaring (Higham 2005, "The scaling and squaring method
 * for the matrix exponential revisited", table 2.3 and algorithm 2.3), and its Fréchet derivative by Van Loan's block matrix.
 */
import { identity, multiply, oneNorm, solveSquare } from './square.ts'

/** Padé coefficients (Higham 2005, table 2.3 and (2.6)) with the norm up to which a degree reaches double precision. */
const DEGREES: readonly { readonly upTo: number; readonly b: readonly number[] }[] = [
  { upTo: 1.495585217958292e-2, b: [120, 60, 12, 1] },
  { upTo: 2.53939833006323e-1, b: [30240, 15120, 3360, 420, 30, 1] },
  { upTo: 9.504178996162932e-1, b: [17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1] },
  { upTo: 2.097847961257068, b: [17643225600, 8821612800, 2075673600, 302702400, 30270240, 2162160, 110880, 3960, 90, 1] },
]
const THIRTEEN = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600, 670442572800, 33522128640,
  1323241920, 40840800, 960960, 16380, 182, 1,
] as const
const THIRTEEN_UP_TO = 5.371920351148152

/** Σ bₖ Aᵏ over the odd and over the even k, by powers of A². */
function oddAndEven(a: Float64Array, size: number, b: readonly number[]): { odd: Float64Array; even: Float64Array } {
  const squared = multiply(a, a, size, new Float64Array(a.length))
  let power = identity(size)
  const inner = new Float64Array(a.length)
  const even = new Float64Array(a.length)
  for (let k = 0; k < b.length; k += 2) {
    for (let i = 0; i < a.length; i++) {
      even[i]! += b[k]! * power[i]!
      inner[i]! += b[k + 1]! * power[i]!
    }
    if (k + 2 < b.length) power = multiply(power, squared, size, new Float64Array(a.length))
  }
  return { odd: multiply(a, inner, size, new Float64Array(a.length)), even }
}

function pade(a: Float64Array, size: number, b: readonly number[]): Float64Array {
  const { odd, even } = oddAndEven(a, size, b)
  const below = even.map((value, i) => value - odd[i]!)
  const above = even.map((value, i) => value + odd[i]!)
  return solveSquare(below, size, above, size) ?? new Float64Array(a.length).fill(NaN)
}

/** e^A for a matrix of flat rows. A matrix that is not finite gives NaN throughout. */
export function expm(a: Float64Array, size: number): Float64Array {
  const norm = oneNorm(a, size)
  if (!Number.isFinite(norm)) return new Float64Array(a.length).fill(NaN)
  const small = DEGREES.find(({ upTo }) => norm <= upTo)
  if (small) return pade(a, size, small.b)
  const halvings = Math.max(0, Math.ceil(Math.log2(norm / THIRTEEN_UP_TO)))
  let out = pade(a.map((value) => value / 2 ** halvings), size, THIRTEEN)
  for (let i = 0; i < halvings; i++) out = multiply(out, out, size, new Float64Array(a.length))
  return out
}

/**
 * e^A and its derivative in the direction E: the blocks of exp [[A, E], [0, A]] (Van Loan 1978, "Computing integrals involving the
 * matrix exponential"). For the transposed A and a matrix of weights E it is the gradient of Σ E ∘ e^A by the entries of A.
 */
export function expmWithDerivative(a: Float64Array, direction: Float64Array, size: number): { value: Float64Array; derivative: Float64Array } {
  const wide = 2 * size
  // A direction of the size of A keeps it from asking for more halvings than A does.
  const scale = oneNorm(direction, size) / Math.max(oneNorm(a, size), 1e-8) || 1
  const block = new Float64Array(wide * wide)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      block[i * wide + j] = a[i * size + j]!
      block[(i + size) * wide + j + size] = a[i * size + j]!
      block[i * wide + j + size] = direction[i * size + j]! / scale
    }
  const out = expm(block, wide)
  const value = new Float64Array(size * size)
  const derivative = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      value[i * size + j] = out[i * wide + j]!
      derivative[i * size + j] = out[i * wide + j + size]! * scale
    }
  return { value, derivative }
}
