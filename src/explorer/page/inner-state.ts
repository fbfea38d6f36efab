import type { Term } from '../terms'
import { el, inDigits } from './dom'

/** The numbers of one update, in a table. */
export class InnerState {
  readonly element: HTMLElement = el('div', {
    ...{ class: 'inner', tabindex: 0, role: 'region' },
    'aria-label': 'Inner state',
  })

  /** Before there is an optimizer to look into. */
  clear(): void {
    this.element.replaceChildren('Show an optimizer to look inside it.')
  }

  /**
   * @param title - Whose numbers, and when.
   * @param terms - Undefined where the walk does not get that far.
   * @param allDigits - Whether to show all that a number has.
   */
  show(title: string, terms: readonly Term[] | undefined, allDigits: boolean): void {
    const head = ['', title, 'along x', 'along y'].map(text => el('th', { scope: 'col' }, text))
    const rows = (terms ?? []).map(({ symbol, words, value }) =>
      el(
        'tr',
        {},
        el('th', { scope: 'row' }, symbol),
        el('td', {}, words),
        ...value.map(number => el('td', { title: String(number) }, inDigits(number, allDigits))),
      ),
    )
    this.element.replaceChildren(
      el('table', {}, el('thead', {}, el('tr', {}, ...head)), el('tbody', {}, ...rows)),
      terms
        ? 'On the map: the thin arrow points downhill, with the same length for any slope; the thick one is the step.'
        : 'It goes no further.',
    )
  }
}
