/**
 * Throws if `options` holds anything but the `accepted` options, and says how to write what was meant.
 *
 * @param what - The name of what was called, for the message: 'contour'.
 * @param options - What the caller gave.
 * @param accepted - The names of the options there are.
 * @throws TypeError naming the unknown option and the accepted ones, or saying that `options` is not an
 * object.
 * @example checkOptions('path', { nane: 'SGD' }, ['name', 'color'])
 * // TypeError: path has no option 'nane'; its options are name, color. Write { name: 'SGD' }.
 */
export function checkOptions(what: string, options: object, accepted: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    const meant = bareOption(options, accepted)
    const mend = meant === undefined ? '' : ` Write { ${meant}: ${nameOf(options)} }.`
    throw new TypeError(
      `${what} takes its options as an object, { ${accepted.join(', ')} }, not ${nameOf(options)}.${mend}`,
    )
  }
  for (const name of Object.keys(options)) {
    if (accepted.includes(name)) continue
    const meant = likely(name, accepted)
    const value = nameOf((options as Record<string, unknown>)[name])
    const mend = meant === undefined ? '' : ` Write { ${meant}: ${value} }.`
    throw new TypeError(
      `${what} has no option '${name}'; ${accepted.length === 1 ? 'its option is' : 'its options are'} ${accepted.join(', ')}.${mend}`,
    )
  }
}

/**
 * The option that a value without a name stands for: a number for the learning rate, a text for a title.
 */
function bareOption(given: unknown, accepted: readonly string[]): string | undefined {
  if (typeof given === 'number') return accepted.find(name => name === 'lr')
  if (typeof given === 'string') return accepted.find(name => name === 'title' || name === 'name')
  return undefined
}

/** What options are called elsewhere, or are remembered as. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  lr: ['learningrate', 'rate', 'stepsize', 'eta', 'η', 'alpha', 'α'],
  momentum: ['beta', 'mu', 'μ', 'alpha', 'α', 'mom'],
  decayRate: ['rho', 'ρ', 'decay', 'alpha', 'α', 'smoothing'],
  beta1: ['β1', 'b1'],
  beta2: ['β2', 'b2'],
  eps: ['epsilon', 'ε'],
  steps: ['iterations', 'updates', 'n', 'maxiter', 'epochs'],
  from: ['start', 'x0', 'initial', 'startat'],
  epochs: ['epoch', 'steps', 'iterations'],
  batchSize: ['batch', 'size'],
  color: ['colour'],
  noise: ['sigma', 'σ', 'std'],
}

/** The accepted name that an unknown one stands for: another spelling, another word, a slip. */
function likely(name: string, accepted: readonly string[]): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replace(/[_\s-]/g, '')
  const given = plain(name)
  return (
    accepted.find(known => plain(known) === given) ??
    accepted.find(known => otherNames[known]?.includes(given)) ??
    (given.length > 2 ? accepted.find(known => isSlip(given, plain(known))) : undefined)
  )
}

/** Whether two words differ by one letter too many, too few or wrong, or by two neighbours swapped. */
function isSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const [restA, restB] = [a.slice(start), b.slice(start)]
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  )
}

/**
 * Throws unless `value` is a finite number from `min` up to, but not including, `below`.
 *
 * @param name - What is checked, for the message: 'lr'.
 * @param value - What the caller gave.
 * @param min - The smallest number accepted.
 * @param below - The number that it must stay below; by default there is none.
 * @throws RangeError for a number that is not accepted, TypeError for anything that is not a number.
 * @example checkNumber('lr', -1, 0) // RangeError: lr must be a finite number ≥ 0, got -1.
 */
export function checkNumber(name: string, value: number, min: number, below?: number): void {
  const limit = below ?? Number.POSITIVE_INFINITY
  if (typeof value !== 'number' || !(value >= min && value < limit)) refuse(name, value, min, below)
}

/**
 * Throws unless `seed` is a seed.
 *
 * @param seed - What the caller gave: a whole number from 0 to 4,294,967,295.
 * @throws RangeError for another number, TypeError for anything that is not a number.
 * @example checkSeed(-1.5) // RangeError: seed must be a whole number from 0 to 4,294,967,295, got -1.5.
 */
export function checkSeed(seed: number): void {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) refuseSeed(seed)
}

/**
 * Throws unless `value` is a whole number ≥ 1.
 *
 * @param name - What is checked, for the message: 'epochs'.
 * @param value - What the caller gave.
 * @throws RangeError that names the value.
 * @example checkCount('epochs', 0) // RangeError: epochs must be a whole number ≥ 1, got 0.
 */
export function checkCount(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new RangeError(`${name} must be a whole number ≥ 1, got ${nameOf(value)}.`)
  }
}

/**
 * Throws unless `values` is an array of numbers.
 *
 * @param what - The name of what was called, for the message: 'mean'.
 * @param values - What the caller gave.
 * @throws TypeError that names what was given.
 * @example checkNumbers('mean', 3) // TypeError: mean takes an array of numbers, such as [1, 2], got 3.
 */
export function checkNumbers(what: string, values: readonly number[]): void {
  const at = Array.isArray(values) ? values.findIndex(value => typeof value !== 'number') : 0
  if (at === -1) return
  const given = Array.isArray(values) ? `${nameOf(values[at])} at ${at}` : nameOf(values)
  throw new TypeError(`${what} takes an array of numbers, such as [1, 2], got ${given}.`)
}

/** A function of its own, like the one below. */
function refuseSeed(seed: number): never {
  const ErrorType = typeof seed === 'number' ? RangeError : TypeError
  throw new ErrorType(`seed must be a whole number from 0 to 4,294,967,295, got ${nameOf(seed)}.`)
}

/** A function of its own, which makes the check above quicker ("What V8 does", bench/README.md). */
function refuse(name: string, value: number, min: number, below: number | undefined): never {
  const accepted =
    below === undefined ? `a finite number ≥ ${min}` : `a number ≥ ${min} and < ${below}`
  const ErrorType = typeof value === 'number' ? RangeError : TypeError
  throw new ErrorType(`${name} must be ${accepted}, got ${nameOf(value)}.`)
}

/**
 * Throws if a function is written with `^`, which is XOR where a power is meant: `x ^ 2` could be drawn,
 * and would be nonsense.
 *
 * @param what - The name of what was called, for the message: 'surface'.
 * @param f - The function.
 * @throws TypeError that says how a power is written.
 * @example checkPowers('surface', (x, y) => x ^ 2)
 * // TypeError: surface takes a function, and here ^ means XOR, which works on bits, and not a power: write x ** 2.
 */
export function checkPowers(what: string, f: (...args: never[]) => unknown): void {
  const code = String(f).replace(/\/\/.*|\/\*[\s\S]*?\*\/|'[^'\n]*'|"[^"\n]*"|`[^`]*`/g, '')
  if (!code.includes('^')) return
  const [power = 'x ^ 2'] = /[\w.]+ *\^ *[\w.]+/.exec(code) ?? []
  throw new TypeError(
    `${what} takes a function, and here ^ means XOR, which works on bits, and not a power: write ${power.replace(/ *\^ */, ' ** ')}.`,
  )
}

/**
 * Throws if one of these options is given and is not a text.
 *
 * @param what - The name of what was called, for the message: 'figure'.
 * @param options - What the caller gave.
 * @param names - The options that are texts.
 * @throws TypeError that names the option and what was given.
 * @example checkTexts('figure', { title: 'SGD' }, ['title', 'alt'])
 */
export function checkTexts<Name extends string>(
  what: string,
  options: { readonly [name in Name]?: unknown },
  names: readonly Name[],
): void {
  for (const name of names) {
    const text = options[name]
    if (text === undefined || typeof text === 'string') continue
    throw new TypeError(
      `the ${name} of ${what} must be a text, such as 'SGD', got ${nameOf(text)}.`,
    )
  }
}

/** Several things in a sentence: listed(['a', 'b', 'c'], 'or') is 'a, b or c'. */
export function listed(things: readonly string[], joint: 'and' | 'or'): string {
  return `${things.slice(0, -1).join(', ')} ${joint} ${things.at(-1)}`
}

/** What was given, in a few words, for messages. */
export function nameOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`
  if (typeof value === 'object') {
    const { name } = (Object.getPrototypeOf(value)?.constructor ?? Object) as { name?: unknown }
    const known = typeof name === 'string' && name !== '' && name !== 'Object'
    // An Adam, an SGD, a Map.
    const an = /^([AEIOU]|[FHLMNRSX](?=[A-Z]))/.test(String(name))
    return known ? `${an ? 'an' : 'a'} ${name}` : 'an object of another kind'
  }
  if (typeof value === 'function') return 'a function'
  return typeof value === 'string' ? `'${value}'` : String(value)
}
