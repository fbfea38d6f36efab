import { book } from './book'
import { el } from './dom'

/** A notebook without outputs, as nbformat 4.5 has it. */
interface Notebook {
  cells: { id: string; source: string | string[] }[]
}

/** Downloads the notebook of this page, with the texts that its cells have now. */
export async function download(name: string, texts: ReadonlyMap<string, string>): Promise<void> {
  const notebook = await book.globalOf<Notebook>('downhillNotebook', `notebooks/${name}.js`)
  const cells = notebook.cells.map(cell => {
    const text = texts.get(cell.id)
    return text === undefined ? cell : { ...cell, source: lines(text) }
  })
  // As nbformat writes it.
  const json = `${JSON.stringify({ ...notebook, cells }, null, 1)}\n`
  const url = URL.createObjectURL(new Blob([json], { type: 'application/x-ipynb+json' }))
  el('a', { href: url, download: `${name.split('/').at(-1)}.ipynb` }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** A text as nbformat keeps it: each line with its end. */
function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}
