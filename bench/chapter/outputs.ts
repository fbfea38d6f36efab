/** Whether a chapter and its twin show the same. */
import type { Plotly, RanCell, Trace } from './run'

/**
 * Throws unless two runs print the same numbers, to 1e-9, and show figures of the same data, to 1e-6 of
 * the largest in an array, as this package sends single precision.
 *
 * @param unlike - A cell whose figure has no counterpart.
 */
export function compare(
  ours: readonly RanCell[],
  twins: readonly RanCell[],
  unlike: string | undefined,
): void {
  const [ids, twinIds] = [ours, twins].map(cells => cells.map(({ id }) => id).join(', '))
  if (ids !== twinIds) throw new Error(`The chapter has the cells ${ids}, the twin ${twinIds}.`)
  for (const [i, { id, printed, figures }] of ours.entries()) {
    const twin = twins[i]!
    checkPrinted(id, printed, twin.printed)
    if (id === unlike) continue
    if (figures.length !== twin.figures.length) {
      throw new Error(
        `The cell '${id}' shows ${figures.length} figures, the twin's ${twin.figures.length}.`,
      )
    }
    for (const [j, { plotly }] of figures.entries()) {
      checkFigure(id, plotly, twin.figures[j]!.plotly)
    }
  }
}

/** Throws unless both texts have the same numbers, whatever the words. */
export function checkPrinted(id: string, ours: string, twin: string): void {
  const where = `The cell '${id}' does not print what its twin does`
  const [numbers, twinNumbers] = [numbersIn(ours), numbersIn(twin)]
  if (numbers.length !== twinNumbers.length) {
    throw new Error(`${where}: ${numbers.length} numbers, and ${twinNumbers.length}.`)
  }
  for (const [i, number] of numbers.entries()) {
    const other = twinNumbers[i]!
    if (!near(number, other, 1e-9 * Math.abs(other))) {
      throw new Error(`${where}: ${number}, and ${other}.`)
    }
  }
}

/** Throws unless both figures have the same traces of the same data. */
export function checkFigure(id: string, ours: Plotly | null, twin: Plotly | null): void {
  const where = `The cell '${id}' does not show what its twin does`
  const types = (figure: Plotly | null) => figure?.data.map(({ type }) => type).join(', ')
  if (types(ours) !== types(twin)) {
    throw new Error(`${where}: traces of ${types(ours)}, and of ${types(twin)}.`)
  }
  for (const [i, trace] of (ours?.data ?? []).entries()) {
    for (const key of keys) {
      const what = `${where}, trace ${i + 1}, ${key}`
      const [values, others] = [numbersOf(trace, key), numbersOf(twin!.data[i]!, key)]
      if (values?.length !== others?.length) {
        throw new Error(
          `${what}: ${values?.length ?? 'no'} numbers, and ${others?.length ?? 'no'}.`,
        )
      }
      const most = Math.max(...(others ?? []).map(Math.abs).filter(Number.isFinite))
      const at = values?.findIndex((value, k) => !near(value, others![k]!, 1e-6 * most)) ?? -1
      if (at !== -1) throw new Error(`${what}: ${values![at]}, and ${others![at]}.`)
    }
  }
}

/** All numbers in a text. */
export function numbersIn(text: string): number[] {
  return (text.match(/-?\d+(\.\d+)?(e[+-]?\d+)?/gi) ?? []).map(Number)
}

// Where a trace has its data; how it looks is everybody's own.
const keys = ['x', 'y', 'z', 'u', 'v', 'customdata', 'line.color', 'marker.color'] as const

/** The numbers that a trace has there, in one row; undefined if there is no array of numbers. */
function numbersOf(trace: Trace, key: (typeof keys)[number]): number[] | undefined {
  const value = key.split('.').reduce<unknown>((part, name) => (part as Trace)?.[name], trace)
  if (value === undefined && (key === 'x' || key === 'y')) return steps(trace, key)
  return unpacked(value)
}

/** The places of a grid's columns or rows where it has the first one and the distance to the next. */
function steps(trace: Trace, axis: 'x' | 'y'): number[] | undefined {
  const [first, step] = [trace[`${axis}0`], trace[`d${axis}`]]
  if (typeof first !== 'number' || typeof step !== 'number') return undefined
  const { shape } = trace.z as Packed
  const count = Number(String(shape).split(',')[axis === 'x' ? 1 : 0])
  return Array.from({ length: count }, (_, i) => first + i * step)
}

/** A typed array as Plotly takes it in JSON. */
interface Packed {
  readonly dtype: keyof typeof arrays
  readonly bdata: string
  readonly shape?: string
}

const arrays = {
  f8: Float64Array,
  f4: Float32Array,
  i4: Int32Array,
  u4: Uint32Array,
  i2: Int16Array,
  u2: Uint16Array,
  i1: Int8Array,
  u1: Uint8Array,
}

function unpacked(value: unknown): number[] | undefined {
  if (Array.isArray(value)) {
    // JSON has null for NaN.
    return value.flat().map(one => (one === null ? Number.NaN : Number(one)))
  }
  if (typeof value !== 'object' || value === null || !('bdata' in value)) return undefined
  const { dtype, bdata } = value as Packed
  return [...new arrays[dtype](Uint8Array.from(Buffer.from(bdata, 'base64')).buffer)]
}

function near(a: number, b: number, tolerance: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= tolerance
}
