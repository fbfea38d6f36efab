/** What is measured, and who takes part. */
import { type SurfaceName, surfaces } from '../../src'
import { catalogue, type Method } from '../../src/optimizers/catalogue'
import { natives } from './natives'

/** Numbers in memory: eight bytes each, or four. */
export type Dtype = 'float64' | 'float32'

/** What one process is asked to do again and again; it gets the same as JSON. */
export type Task =
  | {
      readonly kind: 'step'
      readonly method: Method
      readonly options: Options
      readonly n: number
      readonly dtype: Dtype
      readonly how?: 'allocated' | 'plain' | 'fused' | 'narrow'
    }
  | { readonly kind: 'look'; readonly n: number; readonly dtype: Dtype }
  | {
      readonly kind: 'walk'
      readonly method: Method
      readonly options: Options
      readonly from: readonly [number, number]
      readonly steps: number
    }
  | {
      readonly kind: 'grid'
      readonly surface: SurfaceName
      readonly points: number
      readonly how?: 'native'
    }
  | {
      readonly kind: 'train'
      readonly method: 'Adam'
      readonly options: Options
      readonly data: Data
      readonly dtype: Dtype
      readonly how?: 'fused'
    }

/** A method's hyperparameters by the names of this package. */
export type Options = Readonly<Record<string, number>>

/** What the network learns from: images, half of whose pixels are 0, or numbers none of which is. */
export type Data = 'digits' | 'dense'

/** The processes; those with threads may use several. */
export type ProcessName =
  | 'downhill'
  | 'downhill with threads'
  | 'textbook'
  | 'textbook with threads'
  | 'pytorch'
  | 'c_loop'
  | 'c_loop with small pages'

/** One that takes part: its name in the tables, and where it runs. */
export interface Contestant {
  readonly name: string
  readonly process: ProcessName
  readonly task: Task
}

/** The tables, each with a unit of its own. */
export type TableName = 'step' | 'look' | 'walk' | 'grid' | 'train'

/** The same work for all contestants. */
export interface Contest {
  readonly table: TableName
  /** Where its results stand in the table, above the contestant's name. */
  readonly row: string
  readonly column: string
  /** Nanoseconds of one call, times this, are in the table's unit. */
  readonly scale: number
  /** How many calls come before results are compared. */
  readonly calls: number
  /** How long one measurement takes at least, in milliseconds. */
  readonly ms: number
  /** The first is the one whose result the others' are compared with. */
  readonly contestants: readonly Contestant[]
}

export const methods = Object.keys(catalogue) as readonly Method[]
export const dtypes: readonly Dtype[] = ['float64', 'float32']

/** The package's default hyperparameters, so far as they are numbers. */
export function defaultsOf(method: Method): Options {
  return Object.fromEntries(
    Object.entries(catalogue[method].about.hyperparameters).flatMap(([name, { default: usual }]) =>
      typeof usual === 'number' ? [[name, usual]] : [],
    ),
  )
}

/** For the bowl: the settings of the book's chapter 6 where it has some. */
const onTheBowl: Readonly<Partial<Record<Method, Options>>> = {
  SGD: { lr: 0.95 },
  Momentum: { lr: 0.1 },
  AdaGrad: { lr: 1.5 },
  RMSprop: { lr: 0.1, decayRate: 0.96 },
  Adam: { lr: 0.3 },
}

/** Which methods the others have: those of textbook.py, pytorch.py and loop.c. */
export const known = {
  textbook: ['SGD', 'Momentum', 'AdaGrad', 'RMSprop', 'Adam'],
  pytorch: ['SGD', 'Momentum', 'Nesterov', 'AdaGrad', 'RMSprop', 'Adam'],
  /** In one pass for the processor. */
  fused: ['SGD', 'Momentum', 'Nesterov', 'AdaGrad', 'Adam'],
  c: ['SGD', 'Momentum', 'AdaGrad', 'RMSprop', 'Adam'],
} as const satisfies Readonly<Record<string, readonly Method[]>>

const has = (who: keyof typeof known, method: Method): boolean =>
  (known[who] as readonly Method[]).includes(method)

/**
 * A small step, so that there is something left to learn for as long as is measured. A network that has
 * learnt everything by heart has gradients too small for float32 to hold all their digits, and a
 * processor takes many times as long over such numbers.
 */
const whileTraining: Options = { ...defaultsOf('Adam'), lr: 1e-4 }

/** 1000 is '1e3'. */
export function power(n: number): string {
  return n.toExponential().replace('+', '')
}

/**
 * All contests.
 *
 * @param sizes - How many parameters a step changes.
 * @param ms - How long one measurement takes at least.
 * @param threads - How many threads the processes with threads have.
 * @param withC - Whether there is a C loop.
 */
export function contests(
  sizes: readonly number[],
  ms: number,
  threads: number,
  withC: boolean,
): Contest[] {
  const walks = methods.map(method => walk(method, ms))
  const grids = (Object.keys(surfaces) as SurfaceName[]).map(surface => grid(surface, ms))
  const trainings = (['digits', 'dense'] as const).map(data => training(data, ms, threads))
  const steps = dtypes.flatMap(dtype =>
    methods.flatMap(method => sizes.map(n => step(method, n, dtype, ms, withC))),
  )
  const looks = dtypes.flatMap(dtype => sizes.map(n => look(n, dtype, ms)))
  return [...steps, ...looks, ...walks, ...grids, ...trainings]
}

function step(method: Method, n: number, dtype: Dtype, ms: number, withC: boolean): Contest {
  const task: Task = { kind: 'step', method, options: defaultsOf(method), n, dtype }
  const all: (Contestant | false)[] = [
    has('textbook', method) && { name: 'textbook numpy', process: 'textbook', task },
    { name: 'downhill', process: 'downhill', task: { ...task, how: 'allocated' } },
    { name: 'downhill, plain arrays', process: 'downhill', task: { ...task, how: 'plain' } },
    has('pytorch', method) && { name: 'PyTorch', process: 'pytorch', task },
    has('fused', method) && {
      name: 'PyTorch, fused',
      process: 'pytorch',
      task: { ...task, how: 'fused' },
    },
    withC && has('c', method) && { name: 'C', process: 'c_loop', task },
    withC &&
      has('c', method) &&
      n >= 1e6 && {
        name: 'C, 128 bits, small pages',
        process: 'c_loop with small pages',
        task: { ...task, how: 'narrow' },
      },
  ]
  const contestants = all.filter(one => one !== false)
  return {
    table: 'step',
    row: `${method}, ${dtype}`,
    column: power(n),
    scale: 1 / n,
    calls: 5,
    ms,
    contestants,
  }
}

/** What `update` does before it changes anything: to see that all gradients are finite. */
function look(n: number, dtype: Dtype, ms: number): Contest {
  return {
    table: 'look',
    row: dtype,
    column: power(n),
    scale: 1 / n,
    calls: 1,
    ms,
    contestants: [{ name: 'downhill', process: 'downhill', task: { kind: 'look', n, dtype } }],
  }
}

function walk(method: Method, ms: number): Contest {
  const options = { ...defaultsOf(method), ...onTheBowl[method] }
  const task: Task = { kind: 'walk', method, options, from: [-7, 2], steps: 30 }
  const all: (Contestant | false)[] = [
    has('textbook', method) && { name: 'textbook Python', process: 'textbook', task },
    { name: 'downhill', process: 'downhill', task },
    has('pytorch', method) && { name: 'PyTorch', process: 'pytorch', task },
  ]
  return {
    table: 'walk',
    row: method,
    column: '30 steps',
    scale: 1e-3,
    calls: 1,
    ms,
    contestants: all.filter(one => one !== false),
  }
}

function grid(surface: SurfaceName, ms: number): Contest {
  const task: Task & { kind: 'grid' } = { kind: 'grid', surface, points: 500 }
  const contestants: Contestant[] = [{ name: 'downhill', process: 'downhill', task }]
  if (surface === 'bowl') contestants.unshift({ name: 'numpy', process: 'textbook', task })
  if (surface in natives) {
    const native: Task = { ...task, how: 'native' }
    contestants.push({ name: 'with Math.exp and Math.cos', process: 'downhill', task: native })
  }
  return {
    table: 'grid',
    row: surface,
    column: '500 × 500',
    scale: 1e-6,
    calls: 1,
    ms,
    contestants,
  }
}

function training(data: Data, ms: number, threads: number): Contest {
  const task = (dtype: Dtype): Task & { kind: 'train' } => ({
    kind: 'train',
    method: 'Adam',
    options: whileTraining,
    data,
    dtype,
  })
  const single = dtypes.flatMap((dtype): Contestant[] => [
    { name: `textbook numpy, ${dtype}`, process: 'textbook', task: task(dtype) },
    { name: `downhill, ${dtype}`, process: 'downhill', task: task(dtype) },
    { name: `PyTorch, ${dtype}`, process: 'pytorch', task: task(dtype) },
    {
      name: `PyTorch, ${dtype}, fused Adam`,
      process: 'pytorch',
      task: { ...task(dtype), how: 'fused' },
    },
  ])
  return {
    table: 'train',
    row: '784-50-10',
    column: data,
    scale: 1e-6,
    calls: 20,
    // A step takes about a millisecond: with less, a measurement would be a few of them.
    ms: 2 * ms,
    contestants: [
      ...single,
      {
        name: `downhill, float32, ${threads} threads`,
        process: 'downhill with threads',
        task: task('float32'),
      },
      {
        name: `textbook numpy, float32, ${threads} threads`,
        process: 'textbook with threads',
        task: task('float32'),
      },
    ],
  }
}
