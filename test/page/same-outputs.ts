import { canonical } from '../../tools/notebooks/canonical.mjs'
import {
  type Cell,
  codeCells,
  type Notebook,
  outputsOf,
  withoutPictures,
} from '../../tools/notebooks/notebook'

/**
 * Where the outputs of two runs of a notebook are not the same, a sentence for each cell. Texts are to the
 * letter; numbers in figures, explorers and pads to a millionth, as browsers and Node round a power or a
 * sine differently.
 */
export function differences(found: Notebook, expected: Notebook): string[] {
  const [a, b] = [comparable(found), comparable(expected)]
  return b.flatMap(({ id, outputs }, i) => {
    const difference = differenceOf(a[i]?.outputs, outputs, 'outputs')
    return difference === undefined ? [] : [`${id}: ${difference}`]
  })
}

/** The outputs in the form in which they are published, with their numbers as numbers. */
function comparable(notebook: Notebook): Pick<Cell, 'id' | 'outputs'>[] {
  const { notebook: kept } = canonical(structuredClone(withoutPictures(notebook)) as never)
  const cells = codeCells(kept as unknown as Notebook)
  for (const { outputs = [] } of cells) {
    // The hash of what a picture shows: to the last bit, and without packing.
    for (const { metadata } of outputs)
      delete (metadata?.downhill as { of?: string } | undefined)?.of
  }
  return unpacked(outputsOf({ ...notebook, cells })) as ReturnType<typeof comparable>
}

const typed = { u1: Uint8Array, f4: Float32Array, f8: Float64Array }

interface Packed {
  bdata: string
  dtype: keyof typeof typed
  shape?: string
}

const isPacked = (value: object): value is Packed => 'bdata' in value

function unpacked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpacked)
  if (typeof value !== 'object' || value === null) return value
  if (!isPacked(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unpacked(part)]))
  }
  const bytes = new Uint8Array(Buffer.from(value.bdata, 'base64'))
  const numbers = Array.from(new typed[value.dtype](bytes.buffer))
  return shaped(numbers, value.shape?.split(', ').map(Number) ?? [numbers.length])
}

function shaped(numbers: number[], [count, ...inner]: number[]): unknown[] {
  if (inner.length === 0) return numbers
  const length = numbers.length / count!
  return Array.from({ length: count! }, (_, i) =>
    shaped(numbers.slice(i * length, (i + 1) * length), inner),
  )
}

/** The first place where two values differ; undefined if there is none. */
function differenceOf(a: unknown, b: unknown, at: string): string | undefined {
  if (typeof a === 'number' && typeof b === 'number' && isClose(a, b)) return undefined
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return Object.is(a, b) ? undefined : `${at} is ${shown(a)}, not ${shown(b)}`
  }
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  for (const key of keys) {
    const difference = differenceOf(
      a[key as keyof typeof a],
      b[key as keyof typeof b],
      `${at}/${key}`,
    )
    if (difference !== undefined) return difference
  }
  return undefined
}

/** Below a thousandth it is a billionth that counts: what is left where two numbers cancel is no number. */
function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b), 1e-3)
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 200)
}
