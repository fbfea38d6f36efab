import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** What an IDX file holds: bytes, and how they are arranged. */
export interface Idx {
  /** How many there are along each dimension: [60000, 28, 28]. */
  readonly shape: readonly number[]
  readonly bytes: Uint8Array
}

/**
 * Reads an IDX file of bytes, the format that MNIST comes in, plain or gzipped.
 *
 * Four bytes, 0, 0, 8 (for bytes) and the number of dimensions; each dimension's size, in four bytes, the
 * most significant first; then the bytes.
 *
 * @param file - Its path.
 * @param dimensions - How many dimensions it has to have: 3 for images, 1 for labels.
 * @throws Error for a file that cannot be read or unpacked, begins with another magic number or is not as
 * long as it says.
 * @example readIdx('data/mnist/t10k-labels-idx1-ubyte', 1).shape // [ 10000 ]
 */
export function readIdx(file: string, dimensions: number): Idx {
  const content = unpacked(file)
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  const magic = 0x0800 + dimensions
  const found = content.length >= 4 ? view.getUint32(0) : undefined
  if (found !== magic) {
    throw new Error(
      `${file} is not an IDX file of ${dimensions === 1 ? 'labels' : 'images'}: it must begin with the magic number ${magic}, got ${found ?? (content.length === 0 ? 'an empty file' : `a file of ${content.length} ${content.length === 1 ? 'byte' : 'bytes'}`)}.`,
    )
  }
  const header = 4 + 4 * dimensions
  const shape = Array.from({ length: dimensions }, (_, i) =>
    content.length >= header ? view.getUint32(4 + 4 * i) : Number.NaN,
  )
  const length = header + shape.reduce((product, size) => product * size, 1)
  if (content.length !== length) {
    throw new Error(
      Number.isNaN(length)
        ? `${file} is truncated: it ends within its header, after ${content.length} bytes of ${header}.`
        : `${file} is ${content.length < length ? 'truncated' : 'too long'}: its header promises ${length} bytes in all, got ${content.length}.`,
    )
  }
  return { shape, bytes: content.subarray(header) }
}

function unpacked(file: string): Uint8Array {
  const content = readFileSync(file)
  if (content[0] !== 0x1f || content[1] !== 0x8b) return content
  try {
    return gunzipSync(content)
  } catch (error) {
    throw new Error(
      `${file} cannot be unpacked, because it is truncated or damaged (${(error as Error).message}): download it again.`,
    )
  }
}
