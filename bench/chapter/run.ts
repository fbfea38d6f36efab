/** What kernels.py is asked for, and what it answers. */

/** Cells to run in a new kernel, or which versions the twin has. */
export type Request =
  | { readonly do: 'versions' }
  | {
      readonly do: 'run'
      /** The kernelspec's name. */
      readonly kernel: string
      readonly cwd: string
      readonly cells: readonly { readonly id: string; readonly source: string }[]
    }

/** A notebook that was run; times in seconds. */
export interface Run {
  /** From the launch to the reply to kernel_info. */
  readonly started: number
  /** From the launch until the first figure was here. */
  readonly firstFigure: number | null
  /** All cells, from the first request until the last is idle. */
  readonly seconds: number
  readonly cells: readonly RanCell[]
  /** Resident, in bytes, after the last cell and at most; null where there is no /proc. */
  readonly memory: { readonly rss: number; readonly peak: number } | null
}

/** What a cell did. */
export interface RanCell {
  readonly id: string
  readonly seconds: number
  readonly printed: string
  readonly figures: readonly Shown[]
}

/** A figure on the wire, in bytes. */
export interface Shown {
  /** The whole message. */
  readonly bytes: number
  /** Each MIME type in it. */
  readonly forms: Readonly<Record<string, number>>
  /** null for what is not Plotly's. */
  readonly plotly: Plotly | null
}

/** A figure of Plotly. */
export interface Plotly {
  readonly data: readonly Trace[]
}

/** A trace of a figure. */
export type Trace = Readonly<Record<string, unknown>>
