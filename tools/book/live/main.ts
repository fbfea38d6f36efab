import { Answer } from './answer'
import { el } from './dom'
import { download } from './download'
import { cellFrom, fragmentFor } from './link'
import { type Host, LiveCell } from './live-cell'
import { MnistFiles } from './mnist-files'
import { Runner } from './runner'
import { Store } from './saved'
import css from './style.css'

// The live cells of a page. book.js loads this script when a cell is first used.

const main = document.querySelector<HTMLElement>('main[data-notebook]')!
const notebook = main.dataset.notebook!
const status = main.querySelector<HTMLElement>('.live-note [role="status"]')!
document.head.append(el('style', {}, css))
main.append(
  el(
    'p',
    { id: 'live-keys', hidden: '' },
    'Shift+Enter runs the cell. Esc, then Tab, leaves it. Tab completes names, Shift+Tab explains them.',
  ),
)

const host: Host = {
  store: new Store(notebook),
  run: cell => runner.run(cell),
  runAbove: cell => runner.run(cell, true),
  stop: () => runner.stop(),
  wasReset: cell => runner.wasReset(cell),
  copyLink,
  assistant: cell => ({
    kernel: () => runner.idle(),
    judge: () => (runner.isPrepared(cell) ? runner.idle() : undefined),
  }),
}
const elements = [...main.querySelectorAll<HTMLElement>('.cell[data-cell]')]
const cells: LiveCell[] = elements.map((element, place) => new LiveCell(element, place, host))
const areas = [...main.querySelectorAll<HTMLTextAreaElement>('textarea[data-answer]')]
const answers = areas.map(area => new Answer(area, host.store))
const runner = new Runner(cells)
const mnist = new MnistFiles()

const cellIn = (element: HTMLElement): LiveCell => cells[elements.indexOf(element)]!

/** Makes a cell an editor; `at` is where the reader clicked. */
export function open(element: HTMLElement, at?: { x: number; y: number }): void {
  cellIn(element).open(at)
}

export function run(element: HTMLElement): void {
  runner.run(cellIn(element))
}

/** Downloads the notebook with what the reader has changed. */
export async function save(): Promise<void> {
  const texts = [
    ...cells.map(({ id, trusted, published }) => ({ id, text: trusted, published })),
    ...answers,
  ].filter(({ text, published }) => text !== published)
  try {
    await download(notebook, new Map(texts.map(({ id, text }) => [id, text])))
    const count = `${texts.length} changed cell${texts.length === 1 ? '' : 's'}`
    status.textContent = `Downloaded, with ${count}; its outputs come when you run it.`
  } catch (error) {
    status.textContent = sentence(error)
  }
}

/** Takes MNIST's files, for loadDigits. */
export async function take(files: readonly File[]): Promise<void> {
  status.textContent = mnist.take(files)
  try {
    for (const file of mnist.all) {
      runner.addFile(file.name, new Uint8Array(await file.arrayBuffer()))
    }
  } catch (error) {
    status.textContent = sentence(error)
  }
}

async function copyLink(cell: LiveCell): Promise<void> {
  const link = location.href.split('#')[0] + (await fragmentFor(cell.id, cell.text))
  const field = el('input', { value: link, readonly: '', 'aria-label': 'Link to this cell' })
  try {
    await navigator.clipboard.writeText(link)
    cell.say('The link is copied: ', field)
  } catch {
    cell.say('Copy the link from here: ', field)
    field.select()
  }
}

/** Shows what a link carries, if this page was opened with one. */
async function showLinked(): Promise<void> {
  main.querySelector('.problem')?.remove()
  try {
    const linked = await cellFrom(location.hash)
    if (!linked) return
    const cell = cells.find(({ id }) => id === linked.id)
    if (!cell || cell.isLocked) {
      const name = linked.id.slice(0, 40)
      throw new Error(
        cell
          ? `This link carries a text for the cell “${name}”, which cannot be changed.`
          : `This link carries a text for the cell “${name}”, which this page does not have.`,
      )
    }
    cell.openLink(linked.text)
  } catch (error) {
    main.prepend(el('p', { class: 'note problem', role: 'alert' }, sentence(error)))
  }
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : `${error}`)

showLinked()
addEventListener('hashchange', showLinked)
