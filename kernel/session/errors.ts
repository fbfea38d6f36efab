/** Turns what went wrong into what a learner reads: the message and their own lines, nothing else. */

import { inspect, types } from 'node:util'
import type { Diagnostic } from './conversion'
import { hintFor } from './hints'
import type { Host, SourcePositions } from './host'

/** The content of Jupyter's `error` message. */
export interface ErrorContent extends Record<string, unknown> {
  ename: string
  evalue: string
  traceback: string[]
}

/** A cell as it was run, kept to name lines in later tracebacks. */
export interface CellSource {
  source: string
  /** From its JavaScript to its TypeScript; undefined if that is not known. */
  positions(): SourcePositions | undefined
}

/** Where errors are explained: the cells run so far, and what to say of a module that is not there. */
export interface Surroundings {
  readonly cells: ReadonlyMap<string, CellSource>
  readonly notFound: Host['notFound']
}

/** More lines say nothing new: an endless recursion repeats itself. */
const MAX_FRAMES = 8

const red = (text: string): string => `\x1b[31m${text}\x1b[39m`
const dim = (text: string): string => `\x1b[2m${text}\x1b[22m`

/** Any thrown value → the error message, with the lines of the cells that its stack names. */
export function runtimeError(thrown: unknown, cells: Surroundings): ErrorContent {
  try {
    if (isError(thrown)) {
      const { ename, evalue, frames } = told(thrown, cells)
      return content(ename, evalue, [...frames, ...reasons(thrown, cells, [thrown], '  ')])
    }
  } catch {
    // A proxy that cannot be inspected.
  }
  return content('Thrown', text(thrown), [])
}

/** Also one from another realm, such as JSON.parse of a `vm` throws. */
const isError = (thrown: unknown): thrown is Error =>
  types.isNativeError(thrown) || thrown instanceof Error

/** More reasons say little, and an error may hold thousands, or itself. */
const MAX_REASONS = 10

interface Told {
  readonly ename: string
  readonly evalue: string
  readonly frames: string[]
}

function told(error: Error, { cells, notFound }: Surroundings): Told {
  const frames = framesOf(text(property(error, 'stack')), cells)
  const shown = frames.slice(0, MAX_FRAMES)
  if (frames.length > shown.length) shown.push(dim(`  … ${frames.length - shown.length} more`))
  // The legacy number of a DOMException, which is inherited, says nothing.
  const code = Object.hasOwn(error, 'code') ? property(error, 'code') : undefined
  const missing = missingModule(error, notFound) ?? waitingModule(error)
  const evalue = missing ?? withoutDiff(error, text(property(error, 'message')))
  // As Node shows it, unless the message says it.
  const isTold = code === undefined || missing !== undefined || evalue.includes(text(code))
  return {
    ename: text(property(error, 'name') || 'Error'),
    evalue: isTold ? evalue : `${evalue} [${text(code)}]`,
    frames: shown,
  }
}

/**
 * What an assertion that was given a sentence says: some versions of Node go on with a list of
 * differences, each in another form.
 */
function withoutDiff(error: Error, message: string): string {
  if (property(error, 'generatedMessage') !== false) return message
  return message.split('\n+ actual - expected', 1)[0]!
}

/**
 * What an error was caused by, and the errors that it gathers, each with its own lines.
 *
 * @param above - What was told before: it is not told again, and is counted.
 */
function reasons(error: Error, cells: Surroundings, above: unknown[], indent: string): string[] {
  const errors = property(error, 'errors')
  const all = [
    ...('cause' in error ? [['caused by', property(error, 'cause')] as const] : []),
    ...(Array.isArray(errors) ? errors.map((one, i) => [`error ${i + 1}`, one] as const) : []),
  ]
  const lines: string[] = []
  for (const [i, [how, reason]] of all.entries()) {
    if (above.length > MAX_REASONS) {
      lines.push(`${indent}${dim(`… ${all.length - i} more`)}`)
      break
    }
    const isNew = !above.includes(reason)
    above.push(reason)
    const label = `${indent}${dim(`${how}:`)}`
    if (!isError(reason)) {
      lines.push(`${label} ${inspected(reason)}`)
      continue
    }
    const { ename, evalue, frames } = told(reason, cells)
    lines.push(`${label} ${red(ename)}: ${evalue}${isNew ? '' : dim(' (as above)')}`)
    if (!isNew) continue
    lines.push(...frames.map(frame => `${indent}${frame}`))
    lines.push(...reasons(reason, cells, above, `${indent}  `))
  }
  return lines
}

/** A property of an error, also one whose getter throws. */
function property(error: Error, name: string): unknown {
  try {
    return error[name as keyof Error]
  } catch {
    return undefined
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : inspected(value))

/** A value as text, even one that cannot be inspected. */
function inspected(value: unknown): string {
  try {
    return inspect(value)
  } catch {
    try {
      return inspect(value, { customInspect: false, getters: false })
    } catch {
      return `a value of type ${typeof value} that cannot be shown`
    }
  }
}

/** Node's message for a module that is not there goes on to say where the kernel looked for it. */
function missingModule(error: Error, notFound: Host['notFound']): string | undefined {
  const code = property(error, 'code')
  if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') return undefined
  const name = /^Cannot find (?:module|package) '([^']+)'/.exec(
    text(property(error, 'message')),
  )?.[1]
  return name === undefined ? undefined : notFound(name)
}

/** A module that awaits at its top level, imported in a way that cannot wait for it. */
function waitingModule(error: Error): string | undefined {
  if (property(error, 'code') !== 'ERR_REQUIRE_ASYNC_MODULE') return undefined
  const file = /Requiring .*?([^/\\\s]+)\s*$/m.exec(text(property(error, 'message')))?.[1]
  const name = file === undefined ? 'The module' : `'${file}'`
  return `${name} awaits at its top level, and a plain import does not wait: write const { … } = await import('…').`
}

/** After a sentence that says what is wrong, more from the compiler would only frighten. */
const MAX_COMPLAINTS = 2

/**
 * TypeScript's complaints about a cell → the error message, a sentence for learners first where there
 * is one.
 *
 * @param diagnostics - What the compiler says.
 * @param source - The cell.
 * @param unreached - The names that a cell above did not reach, and which cell.
 * @param notFound - What to say of a module that cannot be found.
 */
export function compileError(
  diagnostics: readonly Diagnostic[],
  source: string,
  unreached: ReadonlyMap<string, string>,
  notFound: Host['notFound'],
): ErrorContent {
  const hint = hintFor(diagnostics, source, unreached, notFound)
  if (hint === undefined) return complaints(diagnostics, source)
  const from = diagnostics.indexOf(hint.diagnostic)
  const { evalue, traceback } = complaints(diagnostics.slice(from, from + MAX_COMPLAINTS), source)
  return {
    ename: 'TypeScriptError',
    evalue: `${hint.sentence}\n${evalue}`,
    traceback: [`${red('TypeScriptError')}: ${hint.sentence}`, ...traceback.slice(1)],
  }
}

function complaints(diagnostics: readonly Diagnostic[], source: string): ErrorContent {
  const lines: string[] = []
  const evalues: string[] = []
  let last: Diagnostic | undefined
  for (const diagnostic of diagnostics) {
    // The reasons for a complaint come as complaints of their own, at the same place.
    if (last?.fileName === diagnostic.fileName && last?.start.offset === diagnostic.start.offset) {
      lines.push(`  ${diagnostic.messageText}`)
      continue
    }
    last = diagnostic
    const where = `line ${diagnostic.start.line + 1}, column ${diagnostic.start.character + 1}`
    const place = diagnostic.fileName ? `${diagnostic.fileName}, ${where}` : where
    evalues.push(`${place}: ${diagnostic.messageText}`)
    lines.push(`${place}: ${diagnostic.messageText} ${dim(`(TS${diagnostic.code})`)}`)
    if (!diagnostic.fileName) lines.push(...underlined(diagnostic, source))
  }
  return {
    ename: 'TypeScriptError',
    evalue: evalues.join('\n'),
    traceback: [red('TypeScriptError'), ...lines],
  }
}

/** The learner pressed stop. */
export function interruptError(): ErrorContent {
  return content('Interrupted', 'the cell was stopped before it ended', [])
}

function content(ename: string, evalue: string, frames: string[]): ErrorContent {
  return { ename, evalue, traceback: [`${red(ename)}: ${evalue}`, ...frames] }
}

function underlined({ start, end }: Diagnostic, source: string): string[] {
  const line = source.split('\n')[start.line] ?? ''
  const length =
    end.line === start.line ? end.character - start.character : line.length - start.character
  return [
    `    ${line}`,
    `    ${' '.repeat(start.character)}${red('~'.repeat(Math.max(1, length)))}`,
  ]
}

/** 'at walk (cell:3:2:8)' or 'at cell:3:2:8' → the function, the cell, the line and column in its JavaScript. */
const FRAME =
  /^\s+at (?:async )?(?:(?<name>.+) \()?(?<url>cell:[^:]+):(?<line>\d+):(?<column>\d+)\)?$/

/** The same as Firefox writes it: 'walk@cell:3:2:8', and 'walk/<@cell:3:2:8' for a function in it without a name. */
const FIREFOX_FRAME = /^(?:async\*)?(?<name>[^@]*)@(?<url>cell:[^:]+):(?<line>\d+):(?<column>\d+)$/

/** What browsers call a function, or the cell itself, that has no name. */
const NAMELESS = /^eval$|<|\//

/** What a stack calls the object that holds a cell's top-level functions. */
const OWNER = /^(?:Object|Proxy)\./

function framesOf(stack: string, cells: ReadonlyMap<string, CellSource>): string[] {
  const frames: string[] = []
  for (const frame of stack.split('\n')) {
    const { name, url, line, column } =
      (FRAME.exec(frame) ?? FIREFOX_FRAME.exec(frame))?.groups ?? {}
    const cell = cells.get(url ?? '')
    const at = cell && originalLine(cell.positions(), Number(line), Number(column))
    const code = at === undefined ? undefined : cell?.source.split('\n')[at - 1]
    if (code === undefined) continue
    const inside = name && !NAMELESS.test(name) ? `, in ${name.replace(OWNER, '')}` : ''
    frames.push(
      `  ${dim(`cell [${url!.slice('cell:'.length)}], line ${at}${inside}:`)}  ${code.trim()}`,
    )
  }
  return frames
}

/** The line, from 1, of the TypeScript that stands at a position, from 1, of the JavaScript. */
function originalLine(
  positions: SourcePositions | undefined,
  line: number,
  column: number,
): number | undefined {
  const original = positions?.(line - 1, column - 1)
  // The converter puts one line of its own, "export {}", before the cell's first.
  return original === undefined || original === 0 ? undefined : original
}
