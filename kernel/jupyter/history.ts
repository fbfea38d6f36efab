/** What was run in this session, for front ends that ask for it: the arrow keys of a console. */

/** What Jupyter's history_request asks for. */
export interface HistoryRequest {
  hist_access_type?: 'range' | 'tail' | 'search'
  /** Whether to send each cell's value, too. */
  output?: boolean
  session?: number
  start?: number
  /** The first line that is no longer wanted. */
  stop?: number | null
  n?: number | null
  /** A glob: `*` stands for any text, `?` for any character. */
  pattern?: string
  unique?: boolean
}

export interface Ran {
  readonly line: number
  readonly input: string
  /** The text of the cell's value. */
  output?: string
}

/** There is no earlier one: nothing is kept when the kernel ends. */
const SESSION = 1

export class History {
  readonly #cells: Ran[] = []

  add(cell: Ran): void {
    this.#cells.push(cell)
  }

  /** `[session, line, input]` for each cell, or `[session, line, [input, output]]`. */
  answer(request: HistoryRequest): unknown[] {
    return this.#find(request).map(({ line, input, output = null }) => [
      SESSION,
      line,
      request.output ? [input, output] : input,
    ])
  }

  #find(request: HistoryRequest): readonly Ran[] {
    const { hist_access_type: type, session = 0, start = 0, pattern = '*', unique } = request
    const n = request.n ?? Infinity
    if (type === 'range') {
      const stop = request.stop ?? Infinity
      const isOurs = session === 0 || session === SESSION
      return isOurs ? this.#cells.filter(({ line }) => line >= start && line < stop) : []
    }
    if (type !== 'search') return last(this.#cells, n)
    const glob = globOf(pattern)
    const found = this.#cells.filter(({ input }) => glob.test(input))
    // Of the same input, the latest.
    const inputs = new Map(found.map(cell => [cell.input, cell]))
    return last(unique ? found.filter(cell => inputs.get(cell.input) === cell) : found, n)
  }
}

const last = (cells: readonly Ran[], n: number): readonly Ran[] =>
  cells.slice(Math.max(0, cells.length - n))

function globOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's')
}
