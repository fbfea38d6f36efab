import type { Notebook } from '../../tools/notebooks/notebook'

/** A notebook of these cells, for our kernel. */
export function notebookOf(cells: readonly { id: string; source: string }[]): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'tslab', display_name: 'TypeScript', language: 'typescript' } },
    cells: cells.map(cell => ({
      ...cell,
      cell_type: 'code',
      metadata: {},
      execution_count: null,
      outputs: [],
    })),
  }
}
