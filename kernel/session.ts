import { setImmediate } from 'node:timers'
import { format } from 'node:util'
import { type Cell, setActiveCell } from './cell'
import {
  type CellSource,
  compileError,
  type ErrorContent,
  interruptError,
  runtimeError,
} from './errors'
import { nextTurn } from './next-turn'
import {
  type Conversion,
  type Converter,
  type Diagnostic,
  type Executor,
  loadTslab,
  takeMap,
} from './tslab'

/** How a cell ended: with the text of its last value, if it has one, or with an error. */
export type Outcome = { value?: string } | { error: ErrorContent }

/** The cell under way, as it is filled in by what tslab tells its console. */
interface Run {
  readonly cell: Cell
  readonly source: string
  diagnostics: readonly Diagnostic[]
  thrown?: { value: unknown }
  value?: string
  stop(): void
}

/** Runs cells one after the other in one tslab session. */
export class Session {
  readonly #tslab = loadTslab()
  #converter: Converter
  readonly #executor: Executor
  /** Every cell run so far, to name its lines in tracebacks. */
  readonly #cells = new Map<string, CellSource>()
  #run: Run | undefined

  constructor() {
    const { tslab } = this.#tslab
    this.#converter = this.#newConverter()
    const node: Converter = {
      convert: (...cell) => this.#convert(...cell),
      addModule: (...module) => this.#keep(this.#converter.addModule(...module)),
      inspect: (...place) => this.#converter.inspect(...place),
      complete: (...place) => this.#converter.complete(...place),
      close: () => this.#converter.close(),
    }
    this.#executor = tslab.createExecutor(
      process.cwd(),
      { node, browser: node, close: () => node.close() },
      {
        log: value => {
          if (this.#run) this.#run.value = format(value)
        },
        error: (...values) => {
          // Complaints of the compiler come here too, formatted; #convert has them whole.
          if (this.#run && values.length === 1) this.#run.thrown = { value: values[0] }
        },
      },
    )
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
      setImmediate(() => {
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
    await nextTurn()
    this.#run = undefined
    if (how === 'stopped') return { error: interruptError() }
    if (run.diagnostics.length > 0) return { error: compileError(run.diagnostics, source) }
    if (run.thrown) return { error: this.explain(run.thrown.value) }
    return run.value === undefined ? {} : { value: run.value }
  }

  /** Ends the cell under way, if there is one. */
  interrupt(): void {
    const run = this.#run
    if (!run) return
    run.cell.interrupted = true
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
    return runtimeError(thrown, this.#cells)
  }

  inspect(source: string, position: number): string | undefined {
    const info = this.#executor.inspect(source, position)
    return info && this.#tslab.tslab.printQuickInfo(info)
  }

  complete(source: string, position: number): { start: number; end: number; candidates: string[] } {
    return this.#executor.complete(source, position)
  }

  isComplete(source: string): { completed: boolean; indent?: string } {
    return this.#tslab.tslab.isCompleteCode(source)
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

  #convert(previous: string, source: string): Conversion {
    const conversion = this.#convertOrBeginAnew(previous, source)
    const run = this.#run
    this.#keep(conversion.diagnostics)
    if (!run || conversion.output === undefined) return conversion
    this.#cells.set(run.cell.url, { source, map: takeMap() })
    return {
      ...conversion,
      output: `${conversion.output}\n//# sourceURL=${run.cell.url}`,
      hasToplevelAwait: this.#tslab.hasTopLevelAwait(source),
    }
  }

  /** Where a stop came while the compiler was at work, that may be left with half of it. */
  #convertOrBeginAnew(previous: string, source: string): Conversion {
    try {
      return this.#converter.convert(previous, source)
    } catch {
      this.#converter.close()
      this.#converter = this.#newConverter()
      return this.#converter.convert(previous, source)
    }
  }

  #keep(diagnostics: Diagnostic[]): Diagnostic[] {
    if (this.#run) this.#run.diagnostics = diagnostics
    return diagnostics
  }
}
