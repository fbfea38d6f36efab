/** What is shown under a cell: one output with several forms, of which the reader takes the richest. */
export interface Content {
  readonly data: Readonly<Record<string, unknown>>
  readonly metadata: Readonly<Record<string, unknown>>
  readonly transient: { readonly display_id?: string }
}

/** What tslab's module holds once a kernel runs. */
interface TslabJupyter {
  lastWriteDisplayData?: ((content: Content, isUpdate: boolean) => void) | null
}

/** What writes under the cell that runs; undefined outside of a notebook. */
export function writer(): ((content: Content, isUpdate: boolean) => void) | undefined {
  try {
    // Loaded when needed, so that everything else works without tslab.
    return (require('tslab/dist/jupyter') as TslabJupyter).lastWriteDisplayData ?? undefined
  } catch {
    return undefined
  }
}
