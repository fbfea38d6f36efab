/**
 * Sentences for people who write what would be right elsewhere: in Python, in IPython, on paper. Each
 * says what TypeScript wants, and comes before what the compiler says.
 */

import type { Diagnostic } from './conversion'
import type { Host } from './host'

export const NO_INPUT =
  "There is no input here: a cell cannot ask for what is typed. Write the value into the cell, as in const name = 'Ada', and run it again."

/** What a hint may look at: a complaint, the line that it is about, and the text from there on. */
interface Place {
  readonly line: string
  readonly rest: string
  readonly before: string
  readonly code: number
  /** The name in quotes of the complaint, as in "Cannot find name 'np'". */
  readonly name: string
}

type Hint = (place: Place) => string | undefined

/**
 * The sentence for the first complaint that there is one for.
 *
 * @param diagnostics - What the compiler says of the cell.
 * @param source - The cell.
 * @param unreached - The names that a cell above was to declare and did not reach, and which cell.
 * @param notFound - What to say of a module that cannot be found.
 */
export function hintFor(
  diagnostics: readonly Diagnostic[],
  source: string,
  unreached: ReadonlyMap<string, string>,
  notFound: Host['notFound'],
): { sentence: string; diagnostic: Diagnostic } | undefined {
  for (const diagnostic of diagnostics) {
    if (diagnostic.fileName) continue
    const { offset, line } = diagnostic.start
    const place: Place = {
      line: source.split('\n')[line] ?? '',
      rest: source.slice(offset),
      before: source.slice(0, offset),
      code: diagnostic.code,
      name: /'([^']+)'/.exec(diagnostic.messageText)?.[1] ?? '',
    }
    const cell = isUnknownName(place) ? unreached.get(place.name) : undefined
    const sentence = cell
      ? `${place.name} is not there yet: cell [${cell}] ended before the line that makes it. Mend that cell and run it again.`
      : (firstOf(HINTS, place) ?? (isMissing(place) ? notFound(place.name) : undefined))
    if (sentence !== undefined) return { sentence, diagnostic }
  }
  return undefined
}

function firstOf(hints: readonly Hint[], place: Place): string | undefined {
  for (const hint of hints) {
    const sentence = hint(place)
    if (sentence !== undefined) return sentence
  }
  return undefined
}

/** A module that is not found, or a name of Node's without its declarations. */
const isMissing = ({ code }: Place): boolean => code === 2307 || code === 2580

/** "Cannot find name", with a suggestion or without. */
const isUnknownName = ({ code }: Place): boolean =>
  [2304, 2552, 2580, 2581, 2582, 2583, 2584, 2592, 2593].includes(code)

const HINTS: readonly Hint[] = [
  // IPython
  ({ line }) =>
    /^\s*%%?[a-z]/i.test(line)
      ? `${word(line)} is an IPython command, and this notebook speaks TypeScript: leave the line out; show(figure([…])) draws without it.`
      : undefined,
  place => {
    const [, sign, command = ''] = /^\s*(!?)\s*(\w[\w.-]*)/.exec(place.line) ?? []
    const isCommand = sign
      ? COMMANDS.has(command) || (isUnknownName(place) && place.name === command)
      : isSyntax(place.code) && COMMANDS.has(command) && / [\w./-]/.test(place.line)
    return isCommand
      ? 'A shell command does not run in a cell, which is TypeScript: type it in a terminal (File → New → Terminal), without the "!".'
      : undefined
  },
  ({ line }) =>
    /^\s*\?+\w|^\s*[\w.]+\?+\s*$/.test(line)
      ? 'TypeScript has no help with "?": put the cursor in the name and press Shift + Tab.'
      : undefined,

  place =>
    isUnknownName(place) && /^(?:input|prompt|confirm)$/.test(place.name ?? '')
      ? NO_INPUT
      : undefined,

  // Python
  ({ line }) =>
    /^\s*import\s+\w[\w.]*(\s+as\s+\w+)?\s*(,.*)?$/.test(line) ||
    /^\s*from\s+[\w.]+\s+import\b/.test(line)
      ? "This is how Python imports; TypeScript writes import { contour, SGD } from 'downhill'."
      : undefined,
  ({ line }) => {
    const [, name, params] = /^\s*def\s+(\w+)\s*\(([^)]*)\)/.exec(line) ?? []
    return name === undefined
      ? undefined
      : `def is Python; TypeScript writes function ${name}(${params}) { return … }, or const ${name} = (${params}) => ….`
  },
  ({ line }) =>
    /\blambda\s+\w+(\s*,\s*\w+)*\s*:/.test(line)
      ? 'lambda is Python; TypeScript writes x => x ** 2, or (x, y) => x ** 2 + y ** 2.'
      : undefined,
  ({ line }) =>
    /^\s*for\s+\w[\w, ]*\s+in\s+.*:\s*$/.test(line)
      ? 'This is how Python loops; TypeScript writes for (let i = 0; i < 10; i++) { … }, or for (const x of xs) { … }.'
      : undefined,
  ({ line }) =>
    /^\s*(if|elif|else|while|try|except|finally|with|class)\b.*:\s*$/.test(line)
      ? 'A colon begins a block in Python; in TypeScript the condition stands in parentheses and the block in braces: if (x > 0) { … } else { … }.'
      : undefined,
  ({ line }) =>
    /^\s*#(?!\w+\s*[=(;:!?])/.test(line) || /\s#\s/.test(line)
      ? 'A comment begins with // in TypeScript, not with #.'
      : undefined,
  ({ line, code }) =>
    isSyntax(code) && /\s(and|or)\s|\bnot\s+\w/.test(outsideOfStrings(line))
      ? 'and, or and not are Python; TypeScript writes &&, || and !.'
      : undefined,
  ({ line, code }) => (isSyntax(code) && /^\s*print\s+['"\w]/.test(line) ? PRINT : undefined),
  ({ rest }) => (/^f['"]/.test(rest) ? FSTRING : undefined),
  ({ before, rest }) => (/\bf$/.test(before) && /^['"]/.test(rest) ? FSTRING : undefined),
  place => {
    if (!isUnknownName(place)) return undefined
    const { name } = place
    if (Object.hasOwn(PYTHON_NAMES, name)) return PYTHON_NAMES[name]
    const inMath = name === 'pi' || name === 'PI' ? 'PI' : name
    return Object.hasOwn(Math, inMath)
      ? `${name} is found in Math: write Math.${inMath}.`
      : undefined
  },

  // Paper
  ({ rest, line }) => {
    const [character = ''] = rest
    const meant = PRINTED[character]
    if (meant === undefined) return undefined
    const written = line.replace(/[−–—]/g, '-').trim()
    const mend = /[−–—]/.test(character) ? `, as in ${written}` : ''
    return `${character} is a typographic character; TypeScript wants ${meant}${mend}.`
  },
  ({ before, rest, code }) => {
    if (!isSyntax(code)) return undefined
    // The complaint is about the digits after the comma, or what follows them.
    const digits = /^\d*/.exec(rest)![0]
    const written = /(?<![\w.])\d+,\d+$/.exec(`${before.trimEnd()}${digits}`)?.[0]
    return (
      written && `A decimal number has a point, not a comma: write ${written.replace(',', '.')}.`
    )
  },
  ({ code, line }) =>
    code === 1351 || code === 1489
      ? `A product needs its sign: write 5 * x, not 5x, in ${line.trim()}.`
      : undefined,
  ({ code }) =>
    code === 17006 || code === 17007
      ? 'A minus before a power needs parentheses: write -(x ** 2), or (-x) ** 2.'
      : undefined,
]

/** What is typed in a shell, and not in a cell. */
const COMMANDS = new Set(
  'ls cd pwd cat head tail mkdir rm cp mv echo which git pip pip3 python python3 node npm npx conda mamba apt apt-get curl wget'.split(
    ' ',
  ),
)

const RESTART = 'A cell cannot end the kernel: use Kernel → Restart, or Kernel → Shut Down.'
const PRINT = 'print is Python; TypeScript writes console.log(…).'
// biome-ignore lint/suspicious/noTemplateCurlyInString: what the learner is to write
const FSTRING = 'A text with values in it stands in backticks, `loss ${loss}`, not in f"…".'

/** What people call in Python, and what does the same here. */
const PYTHON_NAMES: Readonly<Record<string, string>> = {
  print: PRINT,
  None: 'None is Python; TypeScript writes null or undefined.',
  True: 'True is Python; TypeScript writes true.',
  False: 'False is Python; TypeScript writes false.',
  len: 'len is Python; TypeScript writes xs.length.',
  range:
    'range is Python; TypeScript counts with for (let i = 0; i < 10; i++) { … }, or Array.from({ length: 10 }, (_, i) => i).',
  exit: RESTART,
  quit: RESTART,
  self: 'self is Python; TypeScript writes this.',
  math: 'math is Python; TypeScript writes Math.',
  ...Object.fromEntries(
    ['np', 'numpy', 'plt', 'matplotlib', 'torch', 'pd', 'pandas', 'tf', 'jnp'].map(name => [
      name,
      `${name} is a Python library, which is not available here: compute with Math, keep numbers in arrays, and draw with show(figure([…])) of 'downhill'.`,
    ]),
  ),
}

/** Characters that a word processor or a book has in place of those on the keyboard. */
const PRINTED: Readonly<Record<string, string>> = {
  '−': 'the minus of the keyboard, -',
  '–': 'the minus of the keyboard, -',
  '—': 'the minus of the keyboard, -',
  '×': '*',
  '·': '*',
  '⋅': '*',
  '÷': '/',
  '∕': '/',
  '“': "straight quotes, '…'",
  '”': "straight quotes, '…'",
  '„': "straight quotes, '…'",
  '‘': "straight quotes, '…'",
  '’': "straight quotes, '…'",
  '«': "straight quotes, '…'",
  '»': "straight quotes, '…'",
  '²': '** 2',
  '³': '** 3',
  '⁴': '** 4',
  '√': 'Math.sqrt(…)',
  '≤': '<=',
  '≥': '>=',
  '≠': '!==',
  '→': '=>',
  '⇒': '=>',
  '←': '=',
  '…': 'three dots, ...',
  '∞': 'Infinity',
  '½': '0.5',
  '，': 'the comma of the keyboard, ,',
  '（': 'the parenthesis of the keyboard, (',
  '）': 'the parenthesis of the keyboard, )',
  '；': 'the semicolon of the keyboard, ;',
  '：': 'the colon of the keyboard, :',
}

/** TypeScript's complaints about how a text is written have numbers below 2000. */
const isSyntax = (code: number): boolean => code < 2000

const outsideOfStrings = (line: string): string =>
  line.replace(/'[^']*'|"[^"]*"|`[^`]*`|\/\/.*/g, '')

const word = (line: string): string => /\S+/.exec(line)![0]
