import { el } from './dom'
import { LiveCell } from './live-cell'
import { Runner } from './runner'
import { Store } from './saved'
import css from './style.css'

// The live cells of a page. book.js loads this script when a cell is first used.
const main = document.querySelector<HTMLElement>('main[data-notebook]')!
document.head.append(el('style', {}, css))
main.append(
  el(
    'p',
    { id: 'live-keys', hidden: '' },
    'Shift+Enter runs the cell. Esc, then Tab, leaves it. Tab completes names, Shift+Tab explains them.',
  ),
)

const store = new Store(main.dataset.notebook!)
const elements = [...main.querySelectorAll<HTMLElement>('.cell[data-cell]')]
const cells: LiveCell[] = elements.map(
  (element, place) =>
    new LiveCell(element, place, {
      store,
      run: cell => runner.run(cell),
      runAbove: cell => runner.run(cell, true),
      stop: () => runner.stop(),
      wasReset: cell => runner.wasReset(cell),
      copyLink: () => {},
      assistant: cell => ({
        kernel: () => runner.idle(),
        judge: () => (runner.isPrepared(cell) ? runner.idle() : undefined),
      }),
    }),
)
const runner = new Runner(cells)

const cellIn = (element: HTMLElement): LiveCell => cells[elements.indexOf(element)]!

/** Makes a cell an editor; `at` is where the reader clicked. */
export function open(element: HTMLElement, at?: { x: number; y: number }): void {
  cellIn(element).open(at)
}

export function run(element: HTMLElement): void {
  runner.run(cellIn(element))
}
