import type { Browser } from 'playwright-core'
import type { PageKernel } from '../../kernel/page/client'
import type { Output, Reply } from '../../kernel/page/protocol'
import { type CellOutput, codeCells, joined, type Notebook } from '../../tools/notebooks/notebook'

/** What came of a cell. */
export interface Ran {
  readonly reply: Reply
  readonly outputs: Output[]
}

/** Runs cells one after the other in a new kernel of a page, on after errors. */
export async function runCells(
  browser: Browser,
  address: string,
  codes: readonly string[],
): Promise<Ran[]> {
  const page = await browser.newPage()
  try {
    await page.goto(address)
    // As text: Firefox would hand over each number of a figure in an object of its own.
    const ran = await page.evaluate(async all => {
      const { downhillKernel } = globalThis as unknown as {
        downhillKernel: { start(): PageKernel }
      }
      const kernel = downhillKernel.start()
      await kernel.ready
      const cells = all.map(code => ({ code, outputs: [] as Output[] }))
      const replies = await Promise.all(
        cells.map(({ code, outputs }) => kernel.execute(code, output => outputs.push(output))),
      )
      kernel.close()
      return JSON.stringify(cells.map(({ outputs }, i) => ({ outputs, reply: replies[i] })))
    }, codes)
    return JSON.parse(ran)
  } finally {
    await page.close()
  }
}

/** Runs a notebook there, and returns it with its outputs, as nbclient does with Jupyter's kernel. */
export async function executeInPage(
  browser: Browser,
  address: string,
  notebook: Notebook,
): Promise<Notebook> {
  const codes = codeCells(notebook).map(({ source }) => joined(source))
  const outputs = outputsOfAll(await runCells(browser, address, codes))
  const cells = notebook.cells.map(cell =>
    cell.cell_type === 'code' ? { ...cell, outputs: outputs.shift()! } : cell,
  )
  return { ...notebook, cells }
}

/** As nbformat keeps them: a display that was updated is what it was last, wherever it stands. */
function outputsOfAll(ran: readonly Ran[]): CellOutput[][] {
  const displays = new Map<string, CellOutput[]>()
  return ran.map(({ outputs }) => {
    const kept: CellOutput[] = []
    for (const { type, content } of outputs) {
      const { transient, ...fields } = content as { transient?: { display_id?: string } }
      const id = transient?.display_id
      if (type === 'update_display_data') {
        for (const display of displays.get(id!) ?? []) Object.assign(display, fields)
        continue
      }
      const output: CellOutput = { output_type: type, ...fields }
      if (id !== undefined) displays.set(id, [...(displays.get(id) ?? []), output])
      kept.push(output)
    }
    return kept
  })
}
