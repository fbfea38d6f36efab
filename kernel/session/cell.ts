/** One run of one cell: what belongs to it for as long as anything that it started goes on. */
export interface Cell {
  /** What its stack frames are called, and where to look its source up: 'cell:3'. */
  readonly url: string
  /** Sends an output of this cell to the notebook. */
  publish(type: string, content: Record<string, unknown>): void
  /** Sends printed text; joined with what was printed just before. */
  print(stream: 'stdout' | 'stderr', text: string): void
  /** Reports an error that no code of the cell awaited: a failed promise, a timer that threw. */
  fail(error: unknown): void
}

/**
 * The cell whose code is running, or ran last. Cells run one after the other, and timers set it back
 * to the cell that made them, so what a timer prints or throws lands where it was written.
 */
let active: Cell | undefined

export const activeCell = (): Cell | undefined => active
export function setActiveCell(cell: Cell | undefined): void {
  active = cell
}
