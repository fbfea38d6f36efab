/** What a typed formula may use besides x, y and numbers. */
const functions = new Set(
  'sin cos tan asin acos atan sinh cosh tanh exp log log10 log2 sqrt cbrt abs sign hypot pow min max'.split(
    ' ',
  ),
)
const constants: Readonly<Record<string, string>> = { pi: 'Math.PI', e: 'Math.E' }

/**
 * Makes the code of a function of what a learner types: `x^2/20 + sin(y)`.
 *
 * @param typed - Numbers, x, y, + − * / ^ ** ( ) , the functions of Math without "Math.", pi and e.
 * @returns An arrow function: '(x, y) => x**2/20 + Math.sin(y)'.
 * @throws SyntaxError with one sentence that names what is not understood.
 */
export function codeOf(typed: string): string {
  if (typed.trim() === '') throw new SyntaxError('Type a formula of x and y.')
  const code = typed
    .replace(/Math\./g, '')
    .replace(/²/g, '**2')
    .replace(/³/g, '**3')
    .replace(/\^/g, '**')
    .replace(/[−–]/g, '-')
    .replace(/[·×]/g, '*')
    .replace(/\d*\.?\d+(e[+-]?\d+)?|[A-Za-z_]\w*|./gi, token => {
      if (/^[\d.]/.test(token) || token === 'x' || token === 'y') return token
      if (functions.has(token)) return `Math.${token}`
      if (Object.hasOwn(constants, token)) return constants[token]!
      if (/^[-+*/(),\s]$/.test(token)) return token
      throw new SyntaxError(
        `'${token}' is not understood; use x, y, numbers, + - * / ^ and sin, exp, ….`,
      )
    })
  const fn = `(x, y) => ${code.trim()}`
  try {
    new Function(`return ${fn}`)
  } catch (error) {
    // What the compiler says of a lone minus before a power is of no use here.
    const reason = /unary/i.test(String(error)) ? 'put -x^2 as -(x^2)' : 'something is missing'
    throw new SyntaxError(`This is no formula: ${reason}.`)
  }
  return fn
}
