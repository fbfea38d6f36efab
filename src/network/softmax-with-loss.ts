import { exp, log } from '../math'
import { type Matrix, matrix } from './matrix'

/**
 * Turns scores into probabilities, and those into the loss: how surprised they are by the right answers.
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
   * @param x - The scores, one example a row, one class a column.
   * @param t - The right class of each example, from 0.
   * @returns The loss, ≥ 0.
   * @throws RangeError where there is another number of answers than of examples, or no such class.
   */
  forward(x: Matrix, t: ArrayLike<number>): number {
    checkAnswers(x, t)
    const p = matrix(x.rows, x.columns)
    let loss = 0
    for (let n = 0; n < x.rows; n++) {
      const scores = x.data.subarray(n * x.columns, (n + 1) * x.columns)
      const row = p.data.subarray(n * x.columns, (n + 1) * x.columns)
      let largest = Number.NEGATIVE_INFINITY
      for (const score of scores) if (score > largest) largest = score
      let sum = 0
      for (let j = 0; j < scores.length; j++) {
        row[j] = exp(scores[j]! - largest)
        sum += row[j]!
      }
      for (let j = 0; j < row.length; j++) row[j]! /= sum
      // From the scores, not from p, which may have become 0.
      loss += log(sum) + largest - scores[t[n]!]!
    }
    this.#p = p
    this.#t = t
    return loss / x.rows
  }

  /** The loss's slope along each score of the last `forward`. */
  backward(): Matrix {
    const p = this.#p!
    const dx = matrix(p.rows, p.columns, p.data)
    for (let n = 0; n < p.rows; n++) dx.data[n * p.columns + this.#t![n]!]! -= 1
    for (let i = 0; i < dx.data.length; i++) dx.data[i]! /= p.rows
    return dx
  }
}

function checkAnswers(x: Matrix, t: ArrayLike<number>): void {
  if (t.length !== x.rows) {
    throw new RangeError(`there must be one answer an example, got ${t.length} for ${x.rows}.`)
  }
  for (let n = 0; n < t.length; n++) {
    if (!Number.isInteger(t[n]) || t[n]! < 0 || t[n]! >= x.columns) {
      throw new RangeError(
        `the answer of example ${n} must be a class from 0 to ${x.columns - 1}, got ${t[n]}.`,
      )
    }
  }
}
