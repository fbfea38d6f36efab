import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Figure } from '../../src/figures/mark'
import { chapterFiles } from './chapters.mjs'

/** A notebook file, as nbformat 4.5 has it. */
export interface Notebook {
  nbformat: number
  nbformat_minor: number
  metadata: { kernelspec: { name: string; [field: string]: unknown }; [field: string]: unknown }
  cells: Cell[]
}

export interface Cell {
  id: string
  cell_type: string
  source: string | string[]
  metadata: Record<string, unknown>
  execution_count?: number | null
  outputs?: CellOutput[]
}

export interface CellOutput {
  output_type: string
  name?: string
  text?: string | string[]
  data?: Record<string, unknown>
  metadata?: {
    /** What `npm run notebooks` wrote down of a figure, an explorer or a pad for digits. */
    downhill?: { of: string; explorer?: unknown; digitPad?: unknown }
    'image/png'?: { width: number; height: number }
  }
  ename?: string
  evalue?: string
  traceback?: string[]
}

const plotly = 'application/vnd.plotly.v1+json'

/** The chapters, in reading order; the exercises are elsewhere. */
export const chapters: readonly string[] = chapterFiles()

export const chapterName = (file: string): string => basename(file, '.ipynb')

export function readNotebook(file: string): Notebook {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** nbformat splits text into lines, each with its end; nbclient leaves outputs in one piece. */
export function joined(text: string | string[] | undefined): string {
  return typeof text === 'string' ? text : (text ?? []).join('')
}

export function codeCells(notebook: Notebook): Cell[] {
  return notebook.cells.filter(cell => cell.cell_type === 'code')
}

export function cellOf(notebook: Notebook, id: string): Cell {
  const cell = notebook.cells.find(one => one.id === id)
  if (cell === undefined) throw new Error(`the notebook has no cell '${id}'`)
  return cell
}

/** The code in the answers that a learner unfolds. */
export function answersIn({ cells }: Pick<Notebook, 'cells'>): { id: string; code: string }[] {
  return cells
    .filter(cell => cell.cell_type === 'markdown')
    .flatMap(({ id, source }) =>
      [...joined(source).matchAll(/<details>.*?<\/details>/gs)]
        .flatMap(([details]) => [...details.matchAll(/^```ts\n(.*?)^```$/gms)])
        .map(([, code]) => ({ id, code: code! })),
    )
}

/** The notebook as a learner leaves it who changes the value of one `const`, which must be there once. */
export function withConstant(notebook: Notebook, name: string, value: string): Notebook {
  const declaration = new RegExp(`(?<=^const ${name} = ).*?(?=$|\\s*//)`, 'gm')
  let found = 0
  const cells = notebook.cells.map(cell => {
    if (cell.cell_type !== 'code') return cell
    const source = joined(cell.source).replace(declaration, () => {
      found++
      return value
    })
    return { ...cell, source }
  })
  if (found !== 1) throw new Error(`the notebook declares ${name} ${found} times, not once`)
  return { ...notebook, cells }
}

/** What a cell printed, of one stream. */
export function printedBy(cell: Cell, stream = 'stdout'): string {
  return (cell.outputs ?? [])
    .filter(output => output.output_type === 'stream' && output.name === stream)
    .map(output => joined(output.text))
    .join('')
}

/** What each code cell left. */
export function outputsOf(notebook: Notebook): Pick<Cell, 'id' | 'outputs'>[] {
  return codeCells(notebook).map(({ id, outputs }) => ({ id, ...(outputs && { outputs }) }))
}

/** As published, but for what only a browser can make. */
export function withoutPictures(notebook: Notebook): Notebook {
  const copy = structuredClone(notebook)
  for (const { outputs = [] } of copy.cells) {
    for (const { data, metadata } of outputs) {
      delete data?.['image/png']
      delete metadata?.['image/png']
    }
  }
  return copy
}

/** The outputs of these cells that are figures: all that Plotly can draw. */
export function figureOutputs(...cells: Cell[]): CellOutput[] {
  return cells.flatMap(cell => cell.outputs ?? []).filter(output => plotly in (output.data ?? {}))
}

export function figureIn(output: Pick<CellOutput, 'data'>): Figure {
  return output.data![plotly] as Figure
}

/** The one figure of a cell. */
export function figureOf(notebook: Notebook, id: string): Figure {
  const figures = figureOutputs(cellOf(notebook, id))
  if (figures.length !== 1) throw new Error(`the cell '${id}' shows ${figures.length} figures`)
  return figureIn(figures[0]!)
}

export function isInSpace(figure: Figure): boolean {
  return figure.data.some(({ type }) => type === 'surface' || type.endsWith('3d'))
}
