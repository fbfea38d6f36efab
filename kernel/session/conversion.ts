/** A complaint about a cell, or about a file that it imports. */
export interface Diagnostic {
  /** Of the local .ts file that it is about; undefined for the cell itself. */
  fileName?: string
  start: { line: number; character: number; offset: number }
  end: { line: number; character: number; offset: number }
  messageText: string
  code: number
}

/** A local file that a cell imports, as JavaScript, and where that would lie. */
export interface SideOutput {
  readonly path: string
  readonly data: string
}

/** What tslab makes of a cell. */
export interface Conversion {
  output?: string
  declOutput?: string
  diagnostics: Diagnostic[]
  hasToplevelAwait?: boolean
  /** The local files that it imports. */
  sideOutputs?: readonly SideOutput[]
  /** The name that the last value gets. */
  lastExpressionVar?: string
}
