/**
 * The parts of tslab that this kernel is made of: its converter (a cell's TypeScript → JavaScript,
 * completion, inspection) and its executor (runs that JavaScript, keeps the variables).
 *
 * tslab reads its compiler, TypeScript 5.0.4, from node_modules. What must change in how tslab calls
 * it is changed here, by handing tslab a copy of the compiler with a few functions replaced (those that
 * make it quick are in compile-once.ts). That relies on tslab's internals, so any other version of it is
 * refused.
 */

import { parse } from 'node:path'
import { CompileOnce, MAP } from './compile-once'
import { declarationsOfPart } from './declarations'
import type { Host } from './host'
import type { Compiler, Converter, Tslab } from './tslab-parts'

/** tslab's parts, and what TypeScript is asked beside them. */
export interface Loaded {
  readonly tslab: Tslab
  hasTopLevelAwait(source: string): boolean
  withoutExports(source: string): string
  isUnfinished(source: string): boolean
  /** The names that the cell converted last assigns. */
  assigned(): readonly string[]
  /** Whether complaints about it are left to the course's package. */
  isLeftToCourse(): boolean
  /** What is declared after a cell that did not reach some of its names. */
  declarationsOfPart(before: string, after: string, unreached: readonly string[]): string
}

/** Maps a position in a cell's JavaScript back to its TypeScript: base64 JSON. */
let latestMap: string | undefined

/** That of the latest conversion: the converter calls `transpileModule` last for the cell itself. */
export const takeMap = (): string | undefined => latestMap

type TypeScript = Compiler

/** Loads tslab with its compiler adapted. */
export function loadTslab(host: Host): Loaded {
  let ts: TypeScript
  let once!: CompileOnce
  const tslab = host.loadTslab(compiler => {
    ts = compiler
    once = new CompileOnce(ts)
    return adapt(ts, once, host.folder)
  })
  return {
    tslab: {
      ...tslab,
      createConverter: options => {
        const converter = tslab.createConverter(options)
        const convert: Converter['convert'] = (before, source, strict = false) =>
          once.convert(() => converter.convert(before, source), strict)
        return { ...converter, convert }
      },
    },
    hasTopLevelAwait: source => hasTopLevelAwait(ts, source),
    withoutExports: source => withoutExports(ts, source),
    isUnfinished: source => isUnfinished(ts, source),
    assigned: () => once.assigned,
    isLeftToCourse: () => once.left > 0,
    declarationsOfPart: (...cell) => declarationsOfPart(ts, ...cell),
  }
}

function adapt(ts: TypeScript, once: CompileOnce, folder: string): TypeScript {
  return {
    ...ts,

    createWatchCompilerHost(
      files: string[],
      options: { target: number },
      system: TypeScript,
      _createProgram: null,
      ...rest: unknown[]
    ) {
      keepTimersApart(system, makeProgram => once.rebuild(makeProgram))
      // tslab turns TypeScript's own top-level await off and knows only `await x` of its forms;
      // with it on, `await (x)` and `for await` compile too.
      // A cell may import from anywhere, not only from below its own folder.
      const rootDir = parse(folder).root
      const adapted = { ...options, disableTopLevelAwait: false, inlineSourceMap: true, rootDir }
      // tslab names its two files in this order.
      const [previous, cell] = files as [string, string]
      once.setUp({ previous, cell }, adapted, system.readFile)
      const createProgram = (...args: unknown[]) => once.createBuilder(args)
      return ts.createWatchCompilerHost(files, adapted, system, createProgram, ...rest)
    },

    createWatchProgram(host: TypeScript) {
      const { afterProgramCreate } = host
      once.onProgram(afterProgramCreate)
      host.afterProgramCreate = (builder: TypeScript) => {
        lookThroughShorthands(ts, builder.getProgram().getTypeChecker())
        afterProgramCreate.call(host, builder)
      }
      return ts.createWatchProgram(host)
    },

    getPreEmitDiagnosticsOfFiles(program: TypeScript, files: readonly TypeScript[]) {
      return once.leaveToCourse(program, ts.getPreEmitDiagnosticsOfFiles(program, files))
    },

    visitEachChild(node: TypeScript, visit: (child: TypeScript) => TypeScript, context: object) {
      // In `const { lr: rate } = settings` the first name is the property's, whatever else is called so.
      const property = ts.isBindingElement(node)
        ? node.propertyName
        : ts.isPropertyAssignment(node)
          ? node.name
          : undefined
      if (property !== undefined && ts.isIdentifier(property)) {
        const others = (child: TypeScript) => (child === property ? child : visit(child))
        return ts.visitEachChild(node, others, context)
      }
      const { name, objectAssignmentInitializer: initial } = node
      const value = ts.isShorthandPropertyAssignment(node) ? visit(name) : name
      if (value === name) return ts.visitEachChild(node, visit, context)
      return ts.factory.createPropertyAssignment(
        name,
        initial ? ts.factory.createAssignment(value, visit(initial)) : value,
      )
    },

    transpileModule(source: string) {
      // It is CommonJS already, with its map in the last line.
      const end = source.lastIndexOf(MAP)
      latestMap = source.slice(end + MAP.length)
      return { outputText: source.slice(0, end) }
    },
  }
}

/**
 * tslab writes `exports.lr` for the `lr` of an earlier cell, but asks what the name in `{ lr }` stands
 * for and is told "a property": that cell fails with "lr is not defined". Here it is told about the
 * variable; `visitEachChild` above then makes `{ lr: exports.lr }` of it.
 */
function lookThroughShorthands(ts: TypeScript, checker: TypeScript): void {
  const { getSymbolAtLocation } = checker
  checker.getSymbolAtLocation = (node: TypeScript) =>
    node.parent && ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : getSymbolAtLocation(node)
}

/** Not that of the cells, which a stop ends: it was not yet replaced when this was read. */
const setRealTimer = setTimeout

/**
 * tslab holds one timer of TypeScript's, the one that rebuilds the program, and throws at a second.
 * TypeScript has another: after a failed import it waits for the missing file. That one gets a real
 * timer, or the kernel would answer every further cell "Unexpected pending rebuildTimer".
 */
function keepTimersApart(system: TypeScript, rebuild: (makeProgram: () => void) => void): void {
  const { setTimeout: setRebuildTimer, clearTimeout: clearRebuildTimer } = system
  const realTimers = new Set<NodeJS.Timeout>()
  /** Until the program is made: a stop in the middle of that leaves it here, and tslab with it. */
  let rebuildTimer: unknown
  const clearRebuild = () => {
    if (rebuildTimer) clearRebuildTimer(rebuildTimer)
    rebuildTimer = undefined
  }
  system.setTimeout = (callback: (...args: unknown[]) => void, ms: number, ...args: unknown[]) => {
    if (callback.name === 'updateProgramWithWatchStatus') {
      clearRebuild()
      rebuildTimer = setRebuildTimer(() => {
        rebuild(callback)
        rebuildTimer = undefined
      })
      return rebuildTimer
    }
    const timer = setRealTimer(() => {
      realTimers.delete(timer)
      callback(...args)
    }, ms).unref()
    realTimers.add(timer)
    return timer
  }
  system.clearTimeout = (timer: NodeJS.Timeout) => {
    if (realTimers.delete(timer)) clearTimeout(timer)
    // TypeScript may clear one that has come: it does not know of it if no program was made.
    else if (timer === rebuildTimer) clearRebuild()
  }
}

/**
 * A cell with spaces in place of its `export`s: what a cell declares is known below without them, and
 * tslab, which adds its own, would complain.
 */
function withoutExports(ts: TypeScript, source: string): string {
  if (!/\bexport\b/.test(source)) return source
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.Latest, true)
  const blank = (text: string, { pos, end }: { pos: number; end: number }) =>
    text.slice(0, pos) + text.slice(pos, end).replace(/[^\n]/g, ' ') + text.slice(end)
  let text = source
  for (const statement of file.statements) {
    const isList = ts.isExportDeclaration(statement) && !statement.moduleSpecifier
    if (isList) text = blank(text, { pos: statement.getStart(), end: statement.end })
    const modifiers: TypeScript[] = statement.modifiers ?? []
    if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) continue
    const own = modifiers.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    if (own) text = blank(text, { pos: own.getStart(), end: own.end })
  }
  return text
}

/** Whether a text ends in the middle of an expression, a template or a comment. */
function isUnfinished(ts: TypeScript, source: string): boolean {
  const text = source.trimEnd()
  const file = ts.createSourceFile('cell.ts', text, ts.ScriptTarget.Latest)
  return file.parseDiagnostics.some(
    ({ start, code }: { start: number; code: number }) =>
      UNTERMINATED.has(code) || (start >= text.length && EXPECTED.has(code)),
  )
}

/** A template, a comment that is not closed. */
const UNTERMINATED = new Set([1160, 1010])
/** An expression, a declaration, a closing bracket that is expected. */
const EXPECTED = new Set([1109, 1134, 1123, 1005, 1136, 1137])

/** Whether a cell awaits outside of any function, so that it must run as an async one. */
function hasTopLevelAwait(ts: TypeScript, source: string): boolean {
  if (!source.includes('await')) return false
  // "export {}" makes it a module: only there is `await (x)` an await and not a call.
  const file = ts.createSourceFile('cell.ts', `export {};${source}`, ts.ScriptTarget.Latest, true)
  const visit = (node: TypeScript): boolean => {
    if (ts.isAwaitExpression(node)) return true
    if (ts.isForOfStatement(node) && node.awaitModifier) return true
    return !ts.isFunctionLike(node) && ts.forEachChild(node, visit) === true
  }
  return visit(file)
}
