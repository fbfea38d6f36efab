import { nameOf } from '../check'
import { checkData, type Dataset } from './dataset'

/**
 * Cuts data in two: one part to learn from, say, and one to validate with.
 *
 * @param data - The examples and their answers, which both parts share with it.
 * @param at - How many examples the first part has, a whole number from 0 to as many as there are.
 * @returns Both parts: the first `at` examples, and the others.
 * @throws TypeError for anything that is not data, RangeError for an `at` that is not accepted.
 * @example
 * const [train, validation] = split(digits(10), 8)
 * console.log(train.x.rows, validation.t.join(' ')) // 8 8 9
 */
export function split(data: Dataset, at: number): [Dataset, Dataset] {
  checkData('data', data)
  const { x, t, classes } = data
  if (!Number.isInteger(at) || at < 0 || at > t.length) {
    throw new RangeError(
      `split cuts ${t.length} examples at a whole number from 0 to ${t.length}, got ${nameOf(at)}.`,
    )
  }
  const part = (from: number, to: number): Dataset => {
    const values = x.data.subarray(from * x.columns, to * x.columns)
    return { x: { ...x, data: values, rows: to - from }, t: t.subarray(from, to), classes }
  }
  return [part(0, at), part(at, t.length)]
}
