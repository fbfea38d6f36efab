import { after, hintFor, lex, type Token } from './formula-tokens'

/** A part of a formula as code, and how tightly it holds together: 1 a sum, 2 a product, 3 a sign, 4 anything else. */
interface Part {
  readonly code: string
  readonly level: 1 | 2 | 3 | 4
}

const whole = (code: string): Part => ({ code, level: 4 })
/** The code in brackets, unless it holds together as tightly as `level`. */
const at = (level: number, part: Part): string =>
  part.level < level ? `(${part.code})` : part.code
const product = (a: Part, b: Part): Part => ({ code: `${at(2, a)} * ${at(3, b)}`, level: 2 })
const power = (base: Part, exponent: Part): Part =>
  whole(base.code === 'Math.E' ? `exp(${exponent.code})` : `pow(${base.code}, ${exponent.code})`)
/** Code that needs its argument twice, and works it out once. */
const twice = (argument: string, body: (t: string) => string): string =>
  /^[\w.]+$/.test(argument) ? `(${body(argument)})` : `((t) => ${body('t')})(${argument})`

/**
 * The code of each function of one argument. exp, log, sin, cos and pow are the package's own, which have
 * the same last digit everywhere; so has what is made of them, and so have those of Math that round only
 * once or never.
 */
const functions: Readonly<Record<string, (a: string) => string>> = {
  ...called('', 'exp log sin cos'),
  ...called('Math.', 'sqrt abs sign floor ceil round asin acos atan'),
  log10: a => `(log(${a}) / Math.LN10)`,
  log2: a => `(log(${a}) / Math.LN2)`,
  tan: a => twice(a, t => `sin(${t}) / cos(${t})`),
  sinh: a => twice(a, t => `(exp(${t}) - exp(-${t})) / 2`),
  cosh: a => twice(a, t => `(exp(${t}) + exp(-${t})) / 2`),
  tanh: a => `(1 - 2 / (exp(2 * (${a})) + 1))`,
  cbrt: a => twice(a, t => `Math.sign(${t}) * pow(Math.abs(${t}), 1 / 3)`),
}

function called(prefix: string, names: string): Record<string, (a: string) => string> {
  return Object.fromEntries(
    names.split(' ').map(name => [name, (a: string) => `${prefix}${name}(${a})`]),
  )
}

/** The code of each function of several arguments. */
const several: Readonly<Record<string, (...a: string[]) => string>> = {
  pow: (a, b) => `pow(${a}, ${b})`,
  min: (...a) => `Math.min(${a.join(', ')})`,
  max: (...a) => `Math.max(${a.join(', ')})`,
  hypot: (...a) => `Math.sqrt(${a.map(one => `pow(${one}, 2)`).join(' + ')})`,
}

const values: Readonly<Record<string, string>> = { x: 'x', y: 'y', pi: 'Math.PI', e: 'Math.E' }

const known = (name: string): boolean =>
  [values, functions, several].some(names => Object.hasOwn(names, name))

const longest = 500

/**
 * Makes the code of a function from what a learner types: `x²/20 + 2 sin(y)`.
 *
 * Products may go without a sign, `2x(y + 1)`, and functions without brackets, `sin 2x`. From the
 * tightest: brackets and |…|, powers, functions without brackets, signs, products and quotients from the
 * left, with a sign or without, sums. A comma between digits is a decimal comma, but in `max(1,2)` it
 * separates, where no semicolon does: `max(0,5; x)`.
 *
 * @param typed - At most 500 characters of numbers, x, y, + − * / ^ ( ) |…|, ² ½ √, pi, e, and sin, cos,
 * tan, asin, acos, atan, sinh, cosh, tanh, exp, ln or log, log2, log10, sqrt, cbrt, abs, sign, floor, ceil,
 * round, min, max, hypot, pow.
 * @returns An arrow function that uses the package's own exp, log, sin, cos and pow:
 * '(x, y) => pow(x, 2) / 20 + 2 * sin(y)'.
 * @throws SyntaxError with one sentence that says what is wrong, and where.
 */
export function codeOf(typed: string): string {
  if (typed.trim() === '') throw new SyntaxError('Type a formula of x and y.')
  if (typed.length > longest) {
    throw new SyntaxError(
      `A formula has at most ${longest} characters, and this one has ${typed.length}.`,
    )
  }
  return `(x, y) => ${new Parser(typed).formula().code}`
}

/** Reads a formula by recursive descent: a method for each level of the grammar. */
class Parser {
  readonly #typed: string
  readonly #tokens: readonly Token[]
  #i = 0
  /** How many |…| are open since the last bracket. */
  #bars = 0
  /** Whether a comma between digits belongs to a number. */
  #decimal = true

  constructor(typed: string) {
    this.#typed = typed
    this.#tokens = lex(typed, known)
  }

  formula(): Part {
    const sum = this.#sum()
    if (this.#next) throw this.#unexpected()
    return sum
  }

  get #next(): Token | undefined {
    return this.#tokens[this.#i]
  }

  #is(...texts: string[]): boolean {
    return this.#next?.kind === 'sign' && texts.includes(this.#next.text)
  }

  #take(...texts: string[]): string | undefined {
    return this.#is(...texts) ? this.#tokens[this.#i++]!.text : undefined
  }

  #sum(): Part {
    let sum = this.#product()
    for (let sign = this.#take('+', '-'); sign; sign = this.#take('+', '-')) {
      sum = { code: `${sum.code} ${sign} ${at(2, this.#product())}`, level: 1 }
    }
    return sum
  }

  #product(): Part {
    let all = this.#signed()
    for (;;) {
      if (this.#take('*')) all = product(all, this.#signed())
      else if (this.#take('/')) {
        all = { code: `${at(2, all)} / ${at(3, this.#signed())}`, level: 2 }
      } else if (this.#next?.kind === 'name' || this.#is('(', '√', '∛')) {
        all = product(all, this.#power())
      } else if (this.#is('|') && this.#bars === 0) all = product(all, this.#power())
      else return all
    }
  }

  #signed(): Part {
    if (this.#take('+')) return this.#signed()
    if (!this.#take('-')) return this.#power()
    return { code: `-${at(4, this.#signed())}`, level: 3 }
  }

  #power(): Part {
    const base = this.#factor()
    // What a power is raised to may have a sign, and be a power itself.
    return this.#take('^') ? power(base, this.#signed()) : base
  }

  #factor(): Part {
    const token = this.#next
    if (token?.kind === 'number') return this.#number()
    if (token?.kind === 'name') {
      this.#i++
      const value = values[token.text]
      return value ? whole(value) : this.#call(token.text)
    }
    if (this.#take('(')) return this.#enclosed(')')
    if (this.#take('|')) return whole(`Math.abs(${this.#enclosed('|').code})`)
    if (this.#take('√')) return whole(functions.sqrt!(this.#power().code))
    if (this.#take('∛')) return whole(functions.cbrt!(this.#power().code))
    throw this.#unexpected('a number, x, y or ( belongs')
  }

  /** What stands in brackets or bars, of which the first is taken; `of` is the function before them. */
  #enclosed(end: ')' | '|', of?: string): Part {
    const sum = this.#inside(end === '|' ? this.#bars + 1 : 0, true)
    if (of && this.#is(',', ';')) {
      throw this.#error(`comes '${this.#next!.text}', but ${of} takes one value.`)
    }
    this.#close(end)
    return sum
  }

  /** A sum with rules of its own for bars and commas. */
  #inside(bars: number, decimal: boolean): Part {
    const outside = [this.#bars, this.#decimal] as const
    this.#bars = bars
    this.#decimal = decimal
    const sum = this.#sum()
    ;[this.#bars, this.#decimal] = outside
    return sum
  }

  #close(end: ')' | '|'): void {
    if (this.#take(end)) return
    throw this.#next ? this.#unexpected() : this.#error(`a ${end} is missing.`)
  }

  #number(): Part {
    const token = this.#tokens[this.#i++]!
    let { text } = token
    const [comma, rest] = [this.#next, this.#tokens[this.#i + 1]]
    const tight = comma?.start === token.end && rest?.start === comma.end && rest.kind === 'number'
    if (this.#decimal && comma?.text === ',' && tight && /^\d+$/.test(text)) {
      this.#i += 2
      if (/^[1-9]/.test(text) && /^\d{3}$/.test(rest.text)) {
        throw new SyntaxError(
          `'${text},${rest.text}' may mean ${text}.${rest.text} or ${text}${rest.text}: write one of them.`,
        )
      }
      text = `${text}.${rest.text}`
    }
    const value = Number(text)
    if (!Number.isFinite(value)) throw new SyntaxError(`'${text}' is not a finite number.`)
    if (this.#next?.kind === 'number') {
      throw this.#error(`comes '${this.#next.text}': put an operator, such as *, between them.`)
    }
    return whole(String(value))
  }

  #call(name: string): Part {
    const many = several[name]
    if (many) return whole(many(...this.#arguments(name)))
    const raised = this.#take('^') && this.#signed()
    if (raised && !/^[1-9]\d*$/.test(raised.code)) {
      throw new SyntaxError(
        `'${name}^${raised.code}' may be an inverse or a power: write ${name}(x)^(${raised.code}), or the inverse by its name, such as asin(x).`,
      )
    }
    const argument = this.#take('(') ? this.#enclosed(')', name) : this.#bare()
    const call = whole(functions[name]!(argument.code))
    return raised ? power(call, raised) : call
  }

  /** What a function without brackets takes: `sin 2x cos y` is sin(2x)·cos(y). */
  #bare(): Part {
    if (this.#take('-')) return { code: `-${at(4, this.#bare())}`, level: 3 }
    const simple = this.#next?.kind === 'number' || this.#isValue
    let argument = this.#power()
    while (simple && this.#isValue) argument = product(argument, this.#power())
    return argument
  }

  get #isValue(): boolean {
    return this.#next?.kind === 'name' && Object.hasOwn(values, this.#next.text)
  }

  #arguments(name: string): string[] {
    const example = name === 'pow' ? 'pow(x, 2)' : `${name}(x, y)`
    if (!this.#take('(')) throw this.#error(`come its values in brackets: ${example}.`)
    const first = this.#i
    const semicolons = this.#separates(';')
    const list: string[] = []
    do {
      list.push(this.#inside(0, semicolons).code)
    } while (this.#take(semicolons ? ';' : ','))
    this.#close(')')
    const tight = /\d,\d/.test(
      this.#typed.slice(this.#tokens[first]!.start, this.#tokens[this.#i - 1]!.end),
    )
    if (!semicolons && list.length > 2 && tight) {
      throw this.#error(
        `it is not clear which commas belong to numbers: put ; between the values of ${name}.`,
      )
    }
    if (list.length < 2 || (name === 'pow' && list.length > 2)) {
      throw this.#error(
        `stands ${list.length} value${list.length > 1 ? 's' : ''}, but ${name} takes two: ${example}.`,
      )
    }
    return list
  }

  /** Whether `sign` stands between the values of the call that has been opened. */
  #separates(sign: string): boolean {
    let depth = 0
    for (const { kind, text } of this.#tokens.slice(this.#i)) {
      if (kind !== 'sign') continue
      if (text === '(') depth++
      if (text === ')' && --depth < 0) return false
      if (text === sign && depth === 0) return true
    }
    return false
  }

  #unexpected(expected = ''): SyntaxError {
    const token = this.#next
    if (!token) return this.#error('something is missing: a number, x, y or (.')
    if (expected) return this.#error(`comes '${token.typed}', where ${expected}.`)
    return this.#error(`comes '${token.typed}'${hintFor(token)}.`)
  }

  /** An error that begins with what has been read. */
  #error(rest: string): SyntaxError {
    return new SyntaxError(`${after(this.#typed, this.#tokens[this.#i - 1]?.end ?? 0)} ${rest}`)
  }
}
