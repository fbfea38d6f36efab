import type { Compiler, Tslab } from './tslab-parts'

/**
 * What a session is handed by where it runs: a process that speaks to Jupyter, or a worker of a page.
 * Nothing else in this folder knows which.
 */
export interface Host extends Modules {
  /** Where the notebook lies, from where its cells import files. */
  readonly folder: string
  /** Loads tslab's compiler, then its parts, which are to use what `adapt` makes of the compiler. */
  loadTslab(adapt: (compiler: Compiler) => Compiler): Tslab
  /** Calls back in a turn of the event loop of its own; not the timer of the cells, which a stop ends. */
  setImmediate(callback: () => void): void
  /** Reads a source map, base64 JSON. */
  readMap(map: string): SourcePositions
  /** What to say of a module that cannot be found: a file, or a package. */
  notFound(name: string): string
}

/** How a host runs what cells import. */
export interface Modules {
  /** Runs a local file's JavaScript, which fills in `module.exports`. */
  runFile(path: string, source: string, wrap: (require: NodeJS.Require) => NodeJS.Require): Running
  /** Loads, as an ES module, what `require` refused because it awaits at its top level. */
  importModule(id: string, folder: string): Promise<unknown>
}

/** A local file under way. */
export interface Running {
  readonly module: { exports: unknown }
  run(): void
}

/** From a line and a column of JavaScript, counted from 0, to the line of TypeScript. */
export type SourcePositions = (line: number, column: number) => number | undefined
