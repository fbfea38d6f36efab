/** A number, a name or a sign of a formula. */
export interface Token {
  readonly kind: 'number' | 'name' | 'sign'
  /** As the grammar knows it: '*' for '·'. */
  readonly text: string
  /** As it was typed. */
  readonly typed: string
  readonly start: number
  readonly end: number
}

/** Other ways to write a sign. */
const signs: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'−–—‐‑﹣－'].map(sign => [sign, '-'])),
  ...Object.fromEntries([...'×·⋅∙∗✕'].map(sign => [sign, '*'])),
  ...Object.fromEntries([...'÷∕⁄:'].map(sign => [sign, '/'])),
  '＋': '+',
  '**': '^',
}
const fractions: Readonly<Record<string, string>> = { '½': '0.5', '¼': '0.25', '¾': '0.75' }
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ˣʸ'
const lowered = '0123456789+-xy'

/** Other ways to write a name. */
const aliases: Readonly<Record<string, string>> = {
  ln: 'log',
  lg: 'log10',
  ld: 'log2',
  sgn: 'sign',
  arcsin: 'asin',
  arccos: 'acos',
  arctan: 'atan',
  π: 'pi',
}

const pattern = new RegExp(
  [
    '(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?|[½¼¾])',
    `(?<raised>[${raised}]+)`,
    '(?<name>(?:Math\\.)?(?:[a-z]*log(?:10|2)(?!\\d)|[a-z]+)|π)',
    '(?<sign>\\*\\*|.)',
  ].join('|'),
  'giu',
)

/**
 * Cuts a formula into its parts.
 *
 * @param typed - The formula.
 * @param known - Whether there is such a name.
 * @throws SyntaxError that names what is not understood.
 */
export function lex(typed: string, known: (name: string) => boolean): Token[] {
  const tokens: Token[] = []
  const notUnderstood = (text: string, start: number): SyntaxError =>
    new SyntaxError(
      `${after(typed, start)} comes '${text}', which is not understood; use x, y, numbers, + - * / ^ and sin, exp, ….`,
    )
  for (const match of typed.matchAll(pattern)) {
    const { number, raised: power, name, sign } = match.groups!
    const [text] = match
    const place = { typed: text, start: match.index, end: match.index + text.length }
    const push = (kind: Token['kind'], as: string): number =>
      tokens.push({ kind, text: as, ...place })
    if (number) push('number', fractions[number] ?? number)
    else if (name) {
      const names = namesIn(name.replace(/^Math\./i, '').toLowerCase(), known)
      if (!names) throw notUnderstood(name, place.start)
      for (const one of names) push('name', one)
    } else if (power) {
      push('sign', '^')
      push('sign', '(')
      const inside = [...power].map(digit => lowered[raised.indexOf(digit)]).join('')
      tokens.push(...lex(inside, known).map(token => ({ ...token, ...place })))
      push('sign', ')')
    } else if (sign!.trim() !== '') {
      const plain = signs[sign!] ?? sign!
      if (!'+-*/^()|,;√∛='.includes(plain)) throw notUnderstood(sign!, place.start)
      push('sign', plain)
    }
  }
  return tokens
}

/** The names that a word is made of, the first as long as can be: 'xy' is x and y, 'sinx' sin and x. */
function namesIn(word: string, known: (name: string) => boolean): string[] | undefined {
  if (word === '') return []
  for (let end = word.length; end > 0; end--) {
    const name = aliases[word.slice(0, end)] ?? word.slice(0, end)
    if (!known(name)) continue
    const rest = namesIn(word.slice(end), known)
    if (rest) return [name, ...rest]
  }
  return undefined
}

/** What to do about a part where none can stand, in a few words. */
export function hintFor({ kind, text }: Token): string {
  if (kind === 'number') return ': put an operator, such as * or ^, between them'
  if (text === '=') return ': type only what stands to the right of the ='
  if (text === ')' || text === '|') return ', which closes nothing'
  return ', which has no place there'
}

/** Where in a formula something is: after what. */
export function after(typed: string, end: number): string {
  const read = typed.slice(0, end).trim()
  if (read === '') return 'At the beginning'
  return `After '${read.length > 24 ? `…${read.slice(-20)}` : read}'`
}
