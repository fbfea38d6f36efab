import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkCount, checkOptions, checkSeed, nameOf } from '../check'
import type { Dataset } from './dataset'
import { digits } from './digits'
import { type Mnist, mnist } from './mnist'
import { mnistNames } from './mnist-names'
import { split } from './split'

/** How many images to take. */
export interface LoadDigitsOptions {
  /** How many to learn from, a whole number ≥ 1; by default 10,000. */
  readonly train?: number
  /** How many to test with, a whole number ≥ 1; by default 2,000. */
  readonly test?: number
  /** Which images are drawn, a whole number from 0 to 4,294,967,295; by default 0. */
  readonly seed?: number
  /** Where MNIST is; by default data/mnist in this folder or one above it, if there is one. */
  readonly folder?: string
}

/**
 * Images of digits to learn from, and others to test with: MNIST's if its four files are in data/mnist,
 * otherwise drawn by `digits`.
 *
 * @param options - `train`, `test`: how many images, whole numbers ≥ 1, by default 10,000 and 2,000;
 * MNIST has 60,000 and 10,000. `seed`: which are drawn, a whole number from 0 to 4,294,967,295, by default
 * 0. `folder`: where MNIST is, by default data/mnist in this folder or one above it, if there is one.
 * @returns Both, and `source`: 'MNIST' or 'drawn'. If there is a data/mnist with none of the four files
 * in it, digits are drawn and a warning says so.
 * @throws RangeError for a number that is not accepted, TypeError for an unknown option or a folder that
 * is not a text, Error for a `folder` without MNIST, and for a file of MNIST that is missing or damaged.
 * @example const { train, test } = loadDigits({ train: 5000, test: 1000 })
 */
export function loadDigits(options: LoadDigitsOptions = {}): {
  train: Dataset
  test: Dataset
  source: 'MNIST' | 'drawn'
} {
  checkOptions('loadDigits', options, ['train', 'test', 'seed', 'folder'])
  const { train = 10_000, test = 2_000, seed = 0, folder } = options
  checkCount('train', train)
  checkCount('test', test)
  checkSeed(seed)
  const real = folder === undefined ? foundMnist() : givenMnist(folder)
  if (real) return { train: real.train(train), test: real.test(test), source: 'MNIST' }
  // One stream for both, so that no test image is also learned from, whatever the seed.
  const [learned, held] = split(digits(train + test, { seed }), train)
  return { train: learned, test: held, source: 'drawn' }
}

function givenMnist(folder: string): Mnist {
  if (typeof folder !== 'string') {
    throw new TypeError(`folder must be a text such as 'data/mnist', got ${nameOf(folder)}.`)
  }
  if (!existsSync(folder)) {
    throw new Error(
      `there is no folder '${folder}', seen from ${process.cwd()}: leave folder out to have digits drawn.`,
    )
  }
  const found = mnist(folder)
  if (found === undefined) {
    throw new Error(
      `'${folder}' has none of MNIST's four files, ${mnistNames.join(', ')} (plain or .gz): leave folder out to have digits drawn.`,
    )
  }
  return found
}

function foundMnist(): Mnist | undefined {
  const folder = findFolder()
  const found = folder === undefined ? undefined : mnist(folder)
  if (folder !== undefined && found === undefined && !warned.has(folder)) {
    warned.add(folder)
    console.warn(
      `loadDigits draws its digits, because ${folder} has none of MNIST's four files, ${mnistNames.join(', ')} (plain or .gz).`,
    )
  }
  return found
}

/** The folders that have been warned about: once is enough. */
const warned = new Set<string>()

/**
 * data/mnist in the working folder or the nearest above it that has one: a notebook runs in its own
 * folder.
 */
function findFolder(): string | undefined {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const found = join(folder, 'data', 'mnist')
    if (existsSync(found)) return found
    if (folder === dirname(folder)) return undefined
  }
}
