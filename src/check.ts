/**
 * Throws if `options` holds anything but the `accepted` options.
 *
 * @param what - The name of what was called, for the message: 'contour'.
 * @param options - What the caller gave.
 * @param accepted - The names of the options there are.
 * @throws TypeError naming the unknown option and the accepted ones, or that `options` is no object.
 * @example checkOptions('path', { nane: 'SGD' }, ['name', 'color'])
 * // TypeError: path has no option 'nane'; its options are name, color.
 */
export function checkOptions(what: string, options: object, accepted: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(
      `${what} takes its options as an object, { ${accepted.join(', ')} }, not ${nameOf(options)}.`,
    )
  }
  for (const name of Object.keys(options)) {
    if (!accepted.includes(name)) {
      throw new TypeError(
        `${what} has no option '${name}'; ${accepted.length === 1 ? 'its option is' : 'its options are'} ${accepted.join(', ')}.`,
      )
    }
  }
}

/**
 * Throws unless `value` is a finite number from `min` up to, but not including, `below`.
 *
 * @param name - What is checked, for the message: 'lr'.
 * @param value - What the caller gave.
 * @param min - The smallest number accepted.
 * @param below - The number that it must stay below; by default there is none.
 * @throws RangeError for a number that is not accepted, TypeError for what is no number.
 * @example checkNumber('lr', -1, 0) // RangeError: lr must be a finite number ≥ 0, got -1.
 */
export function checkNumber(name: string, value: number, min: number, below?: number): void {
  const most = below ?? Number.POSITIVE_INFINITY
  if (typeof value !== 'number' || !(value >= min && value < most)) refuse(name, value, min, below)
}

/** By itself, so that V8 takes the check above into its callers, and hands over no number. */
function refuse(name: string, value: number, min: number, below: number | undefined): never {
  const accepted =
    below === undefined ? `a finite number ≥ ${min}` : `a number ≥ ${min} and < ${below}`
  const ErrorType = typeof value === 'number' ? RangeError : TypeError
  throw new ErrorType(`${name} must be ${accepted}, got ${nameOf(value)}.`)
}

/** What was given, in a word, for messages. */
export function nameOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`
  if (typeof value === 'object') return 'an object of another kind'
  if (typeof value === 'function') return 'a function'
  return typeof value === 'string' ? `'${value}'` : String(value)
}
