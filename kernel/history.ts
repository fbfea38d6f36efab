/** The cells that this kernel has run, as Jupyter asks for them. */

/** What Jupyter asks for; which fields count depends on the first. */
export interface HistoryRequest {
  readonly hist_access_type?: 'range' | 'tail' | 'search'
  /** Whether with what the cells resulted in. */
  readonly output?: boolean
  /** Of a range: the first number, and the one behind the last. */
  readonly start?: number
  readonly stop?: number | null
  /** Of a tail or a search: at most so many, the latest. */
  readonly n?: number | null
  /** Of a search: `*` stands for anything, `?` for any character. */
  readonly pattern?: string
  /** Of a search: each text once. */
  readonly unique?: boolean
}

interface Run {
  readonly count: number
  readonly source: string
  readonly result: string | null
}

/** The number of this session, the cell's, and its text, or that and its result. */
type Row = [session: number, count: number, cell: string | [string, string | null]]

/** There is one session, which has no number before it. */
const session = 0

export class History {
  readonly #runs: Run[] = []

  add(count: number, source: string, result: string | null): void {
    this.#runs.push({ count, source, result })
  }

  rows(request: HistoryRequest): Row[] {
    return this.#chosen(request).map(({ count, source, result }) => [
      session,
      count,
      request.output ? [source, result] : source,
    ])
  }

  #chosen({
    hist_access_type: how,
    start = 0,
    stop,
    n,
    pattern = '*',
    unique,
  }: HistoryRequest): Run[] {
    if (how === 'range') {
      const end = stop ?? Number.POSITIVE_INFINITY
      return this.#runs.filter(({ count }) => count >= start && count < end)
    }
    const wanted = how === 'search' ? asRegExp(pattern) : /^/
    const found = this.#runs.filter(({ source }) => wanted.test(source))
    const once = unique ? [...new Map(found.map(run => [run.source, run])).values()] : found
    return once.slice(Math.max(0, once.length - (n ?? once.length)))
  }
}

function asRegExp(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`)
}
