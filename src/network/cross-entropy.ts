import { nameOf } from '../check'
import { exp, replaceByLog } from '../math'
import type { Matrix } from '../matrix'
import type { Vector } from '../types'

/**
 * Softmax and cross-entropy: turns scores into probabilities, and adds to a sum how surprised these are
 * by the right answers.
 *
 * pⱼ = exp(xⱼ) / Σₖ exp(xₖ), added for each example: −ln p(right answer)
 *
 * The largest score of an example is subtracted from all of them first: that changes no pⱼ, and no
 * exponential overflows.
 *
 * @param sum - What to add to.
 * @param x - The scores, one example per row, one class per column; the probabilities take their place.
 * @param t - The right class of each example, from 0; those of these examples begin at t[first].
 * @param first - Which example of t the first row is.
 * @returns The new sum.
 */
export function addCrossEntropy(
  sum: number,
  x: Matrix<Vector>,
  t: ArrayLike<number>,
  first: number,
): number {
  const { data, rows, columns } = x
  // Not `sum` itself, which is slower to add to.
  let total = sum + 0
  for (let n = 0; n < rows; n++) {
    const begin = n * columns
    const end = begin + columns
    const right = data[begin + t[first + n]!]!
    toProbabilities(data, begin, end)
    replaceByLog(row.sum)
    // From the scores and not from p, which may have become 0.
    total += row.sum[0]! + row.largest[0]! - right
  }
  return total
}

/** Of the row of scores looked at last: in arrays, which are quicker than returning numbers. */
const row = { sum: new Float64Array(1), largest: new Float64Array(1) }

function toProbabilities(scores: Vector, begin: number, end: number): void {
  let largest = Number.NEGATIVE_INFINITY
  for (let i = begin; i < end; i++) if (scores[i]! > largest) largest = scores[i]!
  let sum = 0
  for (let i = begin; i < end; i++) {
    const share = exp(scores[i]! - largest)
    scores[i] = share
    sum += share
  }
  for (let i = begin; i < end; i++) scores[i]! /= sum
  row.sum[0] = sum
  row.largest[0] = largest
}

/**
 * Turns the probabilities into the loss's slopes along the scores, where `examples` is how many there are
 * in all.
 */
export function toSlopes(
  p: Matrix<Vector>,
  t: ArrayLike<number>,
  first: number,
  examples: number,
): void {
  const { data, rows, columns } = p
  for (let n = 0; n < rows; n++) data[n * columns + t[first + n]!]! -= 1
  for (let i = 0; i < data.length; i++) data[i]! /= examples
}

/** Throws unless each example has one answer, which is a class. */
export function checkAnswers(examples: number, classes: number, t: ArrayLike<number>): void {
  if (typeof t?.length !== 'number') {
    throw new TypeError(`t must be the class of each example, such as [0, 1], got ${nameOf(t)}.`)
  }
  if (t.length !== examples) {
    throw new RangeError(`there must be one answer per example, got ${t.length} for ${examples}.`)
  }
  for (let n = 0; n < t.length; n++) {
    if (!Number.isInteger(t[n]) || t[n]! < 0 || t[n]! >= classes) {
      throw new RangeError(
        `the answer of example ${n} must be a class from 0 to ${classes - 1}, got ${t[n]}.`,
      )
    }
  }
}
