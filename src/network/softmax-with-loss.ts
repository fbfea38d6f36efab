import { nameOf } from '../check'
import { exp, replaceByLog } from '../math'
import { alike, checkMatrix, type Matrix } from '../matrix'
import type { Vector } from '../types'

/**
 * Turns scores into probabilities, and these into the loss: how surprised they are by the right answers.
 *
 * pⱼ = exp(xⱼ) / Σₖ exp(xₖ), loss = −mean of ln p(right answer), ∂xⱼ = (pⱼ − [j is right]) / examples
 *
 * The largest score of an example is subtracted from all of them first: that changes no pⱼ, and no
 * exponential overflows.
 *
 * @example console.log(new SoftmaxWithLoss().forward(matrix(1, 2, [0, 0]), [1]).toFixed(4)) // 0.6931
 */
export class SoftmaxWithLoss {
  #p: Matrix | undefined
  #t: ArrayLike<number> | undefined

  /**
   * @param x - The scores, one example per row, one class per column.
   * @param t - The right class of each example, from 0.
   * @returns The loss, ≥ 0.
   * @throws RangeError if there are not as many answers as examples, or if there is no such class.
   */
  forward(x: Matrix, t: ArrayLike<number>): number {
    checkMatrix('x', x)
    checkAnswers(x.rows, x.columns, t)
    this.#p = alike(x)
    this.#t = t
    return addSurprise(0, x, t, 0, this.#p) / x.rows
  }

  /** The loss's slope along each score of the last `forward`. */
  backward(): Matrix {
    const p = this.#p
    if (p === undefined) throw new Error('backward needs a call of forward before it.')
    const dx = alike(p)
    dx.data.set(p.data)
    toSlopes(dx, this.#t!, 0, p.rows)
    return dx
  }
}

/**
 * Adds −ln p(right answer) of each example to a sum, and leaves the probabilities in `p`, which may be x
 * itself. The answers of these examples begin at t[first].
 */
export function addSurprise(
  sum: number,
  x: Matrix<Vector>,
  t: ArrayLike<number>,
  first: number,
  p: Matrix<Vector>,
): number {
  const { data, rows, columns } = x
  // Not `sum` itself, which is slower to add to.
  let total = sum + 0
  for (let n = 0; n < rows; n++) {
    const begin = n * columns
    const end = begin + columns
    const right = data[begin + t[first + n]!]!
    toProbabilities(data, p.data, begin, end)
    replaceByLog(row.sum)
    // From the scores and not from p, which may have become 0.
    total += row.sum[0]! + row.largest[0]! - right
  }
  return total
}

/** Of the row of scores looked at last: in arrays, which are quicker than returning numbers. */
const row = { sum: new Float64Array(1), largest: new Float64Array(1) }

function toProbabilities(scores: Vector, p: Vector, begin: number, end: number): void {
  let largest = Number.NEGATIVE_INFINITY
  for (let i = begin; i < end; i++) if (scores[i]! > largest) largest = scores[i]!
  let sum = 0
  for (let i = begin; i < end; i++) {
    const share = exp(scores[i]! - largest)
    p[i] = share
    sum += share
  }
  for (let i = begin; i < end; i++) p[i]! /= sum
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
