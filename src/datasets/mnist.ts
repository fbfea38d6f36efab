import { statSync } from 'node:fs'
import { join } from 'node:path'
import { matrix } from '../matrix'
import type { Dataset } from './dataset'
import { readIdx } from './idx'
import { mnistFiles, mnistNames, spellings } from './mnist-names'

/** Training and test data, read when they are asked for. */
export interface Mnist {
  /** The first `n` images to learn from; without n, all. */
  train(n?: number): Dataset
  /** The first `n` images to test with; without n, all. */
  test(n?: number): Dataset
}

/**
 * MNIST, the handwritten digits that the field grew up on, if its four files are in a folder.
 *
 * Source: LeCun, Cortes and Burges, The MNIST database of handwritten digits, 1998.
 *
 * @param folder - Where: its files are plain or gzipped (.gz), and named with -idx or .idx.
 * @returns Undefined if none of the four is there.
 * @throws Error if only some of the four are there; when they are read, for a file that is not MNIST's.
 * @example mnist('data/mnist')?.test().t.length // 10000
 */
export function mnist(folder: string): Mnist | undefined {
  const find = (name: string) =>
    spellings(name)
      .map(end => join(folder, end))
      .find(file => statSync(file, { throwIfNoEntry: false })?.isFile())
  const missing = mnistNames.filter(name => find(name) === undefined)
  if (missing.length === mnistNames.length) return undefined
  if (missing.length > 0) {
    throw new Error(
      `${folder} has some of MNIST's four files, but not ${missing.join(', ')} (plain or .gz).`,
    )
  }
  const read = (part: keyof typeof mnistFiles, n?: number) =>
    readDataset(find(mnistFiles[part].images)!, find(mnistFiles[part].labels)!, n)
  return { train: n => read('train', n), test: n => read('test', n) }
}

function readDataset(imagesFile: string, labelsFile: string, n?: number): Dataset {
  const images = readIdx(imagesFile, 3)
  const labels = readIdx(labelsFile, 1)
  const [count, rows, columns] = images.shape as [number, number, number]
  if (labels.shape[0] !== count) {
    throw new Error(
      `${imagesFile} has ${count} images and ${labelsFile} ${labels.shape[0]} labels: there must be as many of both.`,
    )
  }
  const odd = labels.bytes.findIndex(label => label > 9)
  if (odd !== -1) {
    throw new Error(
      `${labelsFile} has the label ${labels.bytes[odd]} at ${odd}: it must be 0 to 9.`,
    )
  }
  const kept = Math.min(n ?? count, count)
  const x = matrix(kept, rows * columns)
  for (let i = 0; i < x.data.length; i++) x.data[i] = images.bytes[i]! / 255
  return { x, t: labels.bytes.slice(0, kept), classes: 10 }
}
