import { format, types } from 'node:util'
import { type Cell, setActiveCell } from './cell'
import type { Conversion, Diagnostic } from './conversion'
import {
  type CellSource,
  compileError,
  type ErrorContent,
  interruptError,
  runtimeError,
} from './errors'
import { hintFor } from './hints'
import type { Host } from './host'
import { LocalFiles, withImports } from './local-files'
import { nextTurn } from './next-turn'
import { endTimers } from './timers'
import { type Loaded, loadTslab, takeMap } from './tslab'
import type { Converter, Executor } from './tslab-parts'
import { Variables } from './variables'

/** How a cell ended: with the text of its last value, if it has one, or with an error. */
export type Outcome = { value?: string } | { error: ErrorContent }

/** A complaint about a part of a cell, which is counted in characters of JavaScript. */
export interface Problem {
  from: number
  to: number
  message: string
}

/** The cell under way, filled in by what tslab tells its console. */
interface Run {
  readonly cell: Cell
  readonly source: string
  diagnostics: readonly Diagnostic[]
  /** What it declares, once it is compiled. */
  compiled?: { declarations: string; lastValue: string | undefined; leftToCourse: boolean }
  thrown?: { value: unknown }
  stop(): void
}

/** What tslab hands to each cell. */
interface Handed {
  exports: unknown
  require: NodeJS.Require
}

/** A signal that came to a loop: Node's `vm` hears it before the kernel does. */
const isStop = (thrown: unknown): boolean =>
  types.isNativeError(thrown) &&
  Object.getOwnPropertyDescriptor(thrown, 'code')?.value === 'ERR_SCRIPT_EXECUTION_INTERRUPTED'

/** Runs cells one after the other in one tslab session. */
export class Session {
  readonly #host: Host
  readonly #tslab: Loaded
  #converter: Converter
  readonly #executor: Executor
  readonly #variables = new Variables()
  readonly #files: LocalFiles
  /** TypeScript's declarations of these. */
  #declarations = ''
  /** The names that a cell was to declare and did not reach, and which cell. */
  readonly #unreached = new Map<string, string>()
  /** Every cell run so far, to name its lines in tracebacks. */
  readonly #cells = new Map<string, CellSource>()
  #run: Run | undefined

  constructor(host: Host) {
    this.#host = host
    this.#files = new LocalFiles(host)
    this.#tslab = loadTslab(host)
    const { tslab } = this.#tslab
    this.#converter = this.#newConverter()
    const node: Converter = {
      // tslab's executor hands over what it knows of earlier cells: of one that failed, nothing.
      convert: (_, source) => this.#convert(source),
      addModule: (...module) => this.#keep(this.#converter.addModule(...module)),
      inspect: (_, ...place) => this.#converter.inspect(this.#declarations, ...place),
      complete: (_, ...place) => this.#converter.complete(this.#declarations, ...place),
      close: () => this.#converter.close(),
    }
    this.#executor = tslab.createExecutor(
      host.folder,
      { node, browser: node, close: () => node.close() },
      {
        log() {},
        error: (...values) => {
          // Complaints of the compiler come here too, formatted; #convert has them whole.
          if (this.#run && values.length === 1) this.#run.thrown = { value: values[0] }
        },
      },
    )
    const { __tslab__: handed } = globalThis as unknown as { __tslab__: Handed }
    handed.exports = this.#variables.values
    handed.require = this.#files.requireFrom(host.folder, handed.require)
  }

  async run(source: string, cell: Cell): Promise<Outcome> {
    const stopped = new Promise<'stopped'>(resolve => {
      this.#run = { cell, source, diagnostics: [], stop: () => resolve('stopped') }
    })
    const run = this.#run!
    setActiveCell(cell)
    const ended = new Promise<void>(resolve => {
      // In a turn of its own: stopping a busy loop unwinds the whole stack, and nothing of the
      // kernel may be on it.
      this.#host.setImmediate(() => {
        this.#executor
          .execute(source)
          .catch(value => {
            run.thrown = { value }
          })
          .then(() => resolve())
      })
    })
    const how = await Promise.race([ended, stopped])
    // A promise that failed without anyone awaiting it is known one turn later: it belongs here.
    await nextTurn(this.#host)
    this.#run = undefined
    return this.#outcome(run, how === 'stopped')
  }

  #outcome(run: Run, stopped: boolean): Outcome {
    const { cell, source, compiled, diagnostics, thrown } = run
    if (isStop(thrown?.value)) {
      endTimers()
      stopped = true
    }
    if (compiled) this.#settle(cell, compiled.declarations, stopped || thrown !== undefined)
    if (stopped) return { error: interruptError() }
    if (thrown) return { error: this.explain(thrown.value) }
    if (!compiled) {
      return diagnostics.length > 0 ? { error: this.#complain(diagnostics, source) } : {}
    }
    if (compiled.leftToCourse) {
      // The package had nothing to say of it.
      const cell = this.#tslab.withoutExports(source)
      const { diagnostics } = this.#converter.convert(this.#declarations, cell, true)
      if (diagnostics.length > 0) {
        return { error: this.#complain(diagnostics, source) }
      }
    }
    return this.#valueOf(compiled.lastValue)
  }

  #complain(diagnostics: readonly Diagnostic[], source: string): ErrorContent {
    return compileError(diagnostics, source, this.#unreached, this.#host.notFound)
  }

  /** The cell's last value as text, unless there is none, or it is null or undefined. */
  #valueOf(name: string | undefined): Outcome {
    if (name === undefined) return {}
    const { values } = this.#variables
    const value = values[name]
    delete values[name]
    if (value === undefined || value === null) return {}
    try {
      return { value: format(value) }
    } catch (error) {
      // A getter, or an inspection of its own, that throws.
      return { error: this.explain(error) }
    }
  }

  /** Keeps what the cell has declared: all of it, or what came before it failed. */
  #settle(cell: Cell, declarations: string, failed: boolean): void {
    const unreached = this.#variables.end(failed)
    this.#declarations = this.#tslab.declarationsOfPart(this.#declarations, declarations, unreached)
    for (const name of unreached) this.#unreached.set(name, cell.url.slice('cell:'.length))
  }

  /** Ends the cell under way, if there is one, and what earlier ones have left. */
  interrupt(): void {
    endTimers()
    const run = this.#run
    if (!run) return
    run.stop()
    this.#executor.interrupt()
  }

  /** An error that came outside of the cell's own flow; true when that cell is still under way. */
  fail(cell: Cell, value: unknown): boolean {
    if (this.#run?.cell !== cell) return false
    this.#run.thrown ??= { value }
    return true
  }

  explain(thrown: unknown): ErrorContent {
    return runtimeError(thrown, { cells: this.#cells, notFound: this.#host.notFound })
  }

  inspect(source: string, position: number): string | undefined {
    const info = this.#executor.inspect(source, position)
    return info && this.#tslab.tslab.printQuickInfo(info)
  }

  complete(source: string, position: number): { start: number; end: number; candidates: string[] } {
    return this.#executor.complete(source, position)
  }

  /** What the compiler would complain about if a cell was run now. */
  diagnose(source: string): Problem[] {
    const cell = this.#tslab.withoutExports(source)
    const { diagnostics } = this.#converter.convert(this.#declarations, cell, true)
    const own = diagnostics.filter(({ fileName }) => !fileName)
    const hint = hintFor(own, source, this.#unreached, this.#host.notFound)
    return own.map(diagnostic => ({
      from: diagnostic.start.offset,
      to: diagnostic.end.offset,
      message: diagnostic === hint?.diagnostic ? hint.sentence : diagnostic.messageText,
    }))
  }

  /** Remembers what the cells have declared, and returns what brings it back: to try a cell many times. */
  save(): () => void {
    const restore = this.#variables.save()
    const declarations = this.#declarations
    return () => {
      restore()
      this.#declarations = declarations
    }
  }

  isComplete(source: string): { completed: boolean; indent?: string } {
    const answer = this.#tslab.tslab.isCompleteCode(source)
    // tslab takes anything that ends with two empty lines as complete, because that is the way out of a
    // console.
    const isEnded = /\n\s*\n\s*$/.test(source)
    if (!answer.completed || isEnded || !this.#tslab.isUnfinished(source)) return answer
    return { completed: false, indent: '' }
  }

  /** Makes `tslab.display` and `show` write where `write` says. */
  onDisplay(write: (content: Record<string, unknown>, update: boolean) => void): void {
    this.#tslab.tslab.jupyter.lastWriteDisplayData = write
  }

  close(): void {
    this.#executor.close()
  }

  #newConverter(): Converter {
    return this.#tslab.tslab.createConverter({ isJS: false, isBrowser: false })
  }

  #convert(source: string): Conversion {
    const { sideOutputs = [], ...conversion } = this.#convertOrBeginAnew(source)
    this.#files.take(sideOutputs)
    const run = this.#run
    this.#keep(conversion.diagnostics)
    if (!run || conversion.diagnostics.length > 0) return conversion
    // Without its last value: that is asked for here, when the cell has ended.
    const { lastExpressionVar, ...others } = conversion
    const { output, declOutput = '' } = others
    run.compiled = {
      declarations: declOutput,
      lastValue: lastExpressionVar,
      leftToCourse: this.#tslab.isLeftToCourse(),
    }
    if (output === undefined) return conversion
    this.#variables.begin(this.#tslab.assigned())
    const map = takeMap()
    // Read only when something goes wrong.
    const positions = () => (map === undefined ? undefined : this.#host.readMap(map))
    this.#cells.set(run.cell.url, { source, positions })
    return {
      ...others,
      output: `${withImports(output)}\n//# sourceURL=${run.cell.url}`,
      hasToplevelAwait: this.#tslab.hasTopLevelAwait(source),
    }
  }

  /** If a stop came while the compiler was at work, the compiler may be left half-way. */
  #convertOrBeginAnew(source: string): Conversion {
    const cell = this.#tslab.withoutExports(source)
    try {
      return this.#converter.convert(this.#declarations, cell)
    } catch {
      this.#converter.close()
      this.#converter = this.#newConverter()
      return this.#converter.convert(this.#declarations, cell)
    }
  }

  #keep(diagnostics: Diagnostic[]): Diagnostic[] {
    if (this.#run) this.#run.diagnostics = diagnostics
    return diagnostics
  }
}
