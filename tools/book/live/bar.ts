import { button, el } from './dom'

interface Actions {
  run(): void
  stop(): void
  runAbove(): void
  reset(): void
  copyLink(): void
}

/** The buttons of a cell. book.js has made the first; the others come once the cell is used. */
export class Bar {
  private readonly runButton: HTMLButtonElement
  private readonly above: HTMLButtonElement
  private readonly reset: HTMLButtonElement
  private readonly link: HTMLButtonElement
  private isBusy = false

  constructor(
    private readonly element: HTMLElement,
    actions: Actions,
  ) {
    this.runButton = element.querySelector('button')!
    this.runButton.title = 'Shift+Enter in the code'
    this.runButton.addEventListener('click', () => (this.isBusy ? actions.stop() : actions.run()))
    this.above = button(['Run ', wide('all '), 'above'], actions.runAbove)
    this.reset = button('Reset', actions.reset)
    this.reset.title = 'The text and the output of the book'
    this.link = button([wide('Copy link'), narrow('Link')], actions.copyLink)
    this.link.title = 'A link to this page that carries this cell as it is now'
  }

  /** Shows what can be done now. */
  update(now: { isBusy: boolean; hasAbove: boolean; canReset: boolean; isChanged: boolean }): void {
    this.isBusy = now.isBusy
    this.runButton.textContent = now.isBusy ? 'Stop' : 'Run'
    this.above.hidden = !now.hasAbove
    this.above.disabled = now.isBusy
    this.reset.hidden = !now.canReset
    this.reset.disabled = now.isBusy
    this.link.hidden = !now.isChanged
    if (!this.above.isConnected) this.element.append(this.above, this.reset, this.link)
  }

  focus(): void {
    this.runButton.focus()
  }
}

/** Words for which a phone has no room. */
function wide(words: string): HTMLElement {
  return el('span', { class: 'wide-only' }, words)
}

const narrow = (words: string): HTMLElement => el('span', { class: 'narrow-only' }, words)
