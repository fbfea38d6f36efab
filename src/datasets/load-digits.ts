import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkOptions } from '../check'
import type { Dataset } from './dataset'
import { digits } from './digits'
import { checkCount } from './mini-batches'
import { mnist } from './mnist'

/** How many images to take. */
export interface LoadDigitsOptions {
  /** How many to learn from, a whole number ≥ 1; by default 10,000. */
  readonly train?: number
  /** How many to test with, a whole number ≥ 1; by default 2,000. */
  readonly test?: number
  /** Which images are drawn, a whole number from 0 to 4,294,967,295; by default 0. */
  readonly seed?: number
  /** Where MNIST may lie; by default data/mnist in this folder or one above it. */
  readonly folder?: string
}

/**
 * Images of digits to learn from, and others to test with: MNIST's where its four files lie in
 * data/mnist, else drawn by `digits`.
 *
 * @param options - `train`, `test`: how many images, whole numbers ≥ 1, by default 10,000 and 2,000;
 * MNIST has 60,000 and 10,000. `seed`: which are drawn, a whole number, by default 0. `folder`: where
 * MNIST may lie, by default data/mnist in this folder or one above it.
 * @returns The two, and `source`: 'MNIST' or 'drawn'.
 * @throws RangeError for a number that is not accepted, TypeError for an unknown option, Error for a
 * file of MNIST that is missing or damaged.
 * @example const { train, test } = loadDigits({ train: 5000, test: 1000 })
 */
export function loadDigits(options: LoadDigitsOptions = {}): {
  train: Dataset
  test: Dataset
  source: 'MNIST' | 'drawn'
} {
  checkOptions('loadDigits', options, ['train', 'test', 'seed', 'folder'])
  const { train = 10_000, test = 2_000, seed = 0, folder = findFolder() } = options
  checkCount('train', train)
  checkCount('test', test)
  const real = folder === undefined ? undefined : mnist(folder)
  if (real) return { train: real.train(train), test: real.test(test), source: 'MNIST' }
  // One stream for both, so that no test image is one that was learned from, whatever the seed.
  const all = digits(train + test, { seed })
  return { train: part(all, 0, train), test: part(all, train, train + test), source: 'drawn' }
}

/** The examples from one number to before another. */
function part({ x, t, classes }: Dataset, from: number, to: number): Dataset {
  const data = x.data.subarray(from * x.columns, to * x.columns)
  return { x: { data, rows: to - from, columns: x.columns }, t: t.subarray(from, to), classes }
}

/** data/mnist in the working folder or the nearest above it that has one: notebooks run in theirs. */
function findFolder(): string | undefined {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const found = join(folder, 'data', 'mnist')
    if (existsSync(found)) return found
    if (folder === dirname(folder)) return undefined
  }
}
