/** What the package wants to reach, and whether it did. */
import { median } from '../../src/median'
import type { TableName } from './contests'

/** One contestant's measurements of one piece of work. */
export interface Result {
  readonly table: TableName | 'heap'
  readonly row: string
  readonly column: string
  readonly contestant: string
  readonly median: number
  readonly min: number
  readonly max: number
  /** Every measurement, in the order they were taken. */
  readonly rounds: readonly number[]
}

/** A limit on a ratio of ours to another's, or on ours alone, in the table's unit. */
export interface Goal {
  readonly number: 1 | 2 | 3 | 4
  readonly what: string
  readonly table: TableName | 'heap'
  readonly ours: string
  /** What ours is compared with; without it, the limit is on ours alone. */
  readonly other?: string
  readonly limit: number
  /** Which rows and columns it is about; by default all. */
  readonly where?: (result: Result) => boolean
}

/** A place in a table, and what was found there. */
export interface Found {
  readonly where: string
  readonly value: number
}

/** Whether a goal is met. */
export interface Verdict {
  readonly goal: Goal
  /** Undefined where nothing was measured that it could be told from. */
  readonly met: boolean | undefined
  /** The largest ratio or number that was found. */
  readonly worst: Found | undefined
  /** All that are over the limit, the largest first. */
  readonly missed: readonly Found[]
}

const large = ({ column }: Result): boolean => column === '1e6' || column === '1e7'
const downhill = 'downhill'

/**
 * The goals.
 *
 * @param threads - How many threads the processes with threads have.
 */
export function goals(threads: number): readonly Goal[] {
  const step = { number: 1, table: 'step', ours: downhill } as const
  const walk = { number: 2, table: 'walk', ours: downhill } as const
  const train = { number: 3, table: 'train', ours: 'downhill, float32' } as const
  return [
    { ...step, what: 'a step faster than textbook numpy', other: 'textbook numpy', limit: 1 },
    { ...step, what: "a step faster than PyTorch's default", other: 'PyTorch', limit: 1 },
    {
      ...step,
      what: "a step of Adam within 1.5 times PyTorch's fused, at 1e6 and 1e7",
      other: 'PyTorch, fused',
      limit: 1.5,
      where: result => large(result) && result.row.startsWith('Adam,'),
    },
    {
      ...step,
      what: 'a step within 1.5 times the C loop, at 1e6 and 1e7',
      other: 'C',
      limit: 1.5,
      where: large,
    },
    {
      ...walk,
      what: 'a walk at least 5 times faster than the textbook',
      other: 'textbook Python',
      limit: 1 / 5,
    },
    {
      ...walk,
      what: 'a walk at least 100 times faster than PyTorch',
      other: 'PyTorch',
      limit: 1 / 100,
    },
    { number: 2, table: 'grid', ours: downhill, what: 'each surface in under 5 ms', limit: 5 },
    {
      ...train,
      what: 'float32 no slower than numpy float64',
      other: 'textbook numpy, float64',
      limit: 1,
    },
    {
      ...train,
      what: 'float32 within 2 times PyTorch float32',
      other: 'PyTorch, float32',
      limit: 2,
    },
    {
      ...train,
      what: 'float32 within 2 times PyTorch float32 with its fused Adam',
      other: 'PyTorch, float32, fused Adam',
      limit: 2,
    },
    {
      ...train,
      what: 'float32 with threads no slower than numpy float32 with threads',
      ours: `downhill, float32, ${threads} threads`,
      other: `textbook numpy, float32, ${threads} threads`,
      limit: 1,
    },
    // The smallest object takes 12 bytes; what is less than 1 are the compiler's own.
    { number: 4, table: 'heap', ours: downhill, what: 'nothing allocated in a step', limit: 1 },
  ]
}

/** Compares ours with the other's wherever both were measured. */
export function judge(goal: Goal, results: readonly Result[]): Verdict {
  const { table, ours, other, limit, where = () => true } = goal
  const found = results
    .filter(result => result.table === table && result.contestant === ours && where(result))
    .flatMap(result => {
      if (other === undefined) return [{ where: placeOf(result), value: result.median }]
      const beside = results.find(
        one =>
          one.table === table &&
          one.row === result.row &&
          one.column === result.column &&
          one.contestant === other,
      )
      if (beside === undefined) return []
      return [{ where: placeOf(result), value: result.median / beside.median }]
    })
    .sort((a, b) => b.value - a.value)
  const missed = found.filter(({ value }) => !(value <= limit))
  return {
    goal,
    met: found.length === 0 ? undefined : missed.length === 0,
    worst: found[0],
    missed,
  }
}

function placeOf({ row, column }: Result): string {
  return `${row}, ${column}`
}

/** The result of measurements: their median, least and most. */
export function summary(
  rounds: readonly number[],
): Pick<Result, 'median' | 'min' | 'max' | 'rounds'> {
  return { median: median(rounds), min: Math.min(...rounds), max: Math.max(...rounds), rounds }
}
