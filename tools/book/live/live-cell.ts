import type { EditorView } from '@codemirror/view'
import type { Assistant } from './assistant'
import { Bar } from './bar'
import { button, el } from './dom'
import { makeEditor, setText } from './editor'
import type { Outputs } from './outputs'
import type { Store } from './saved'

/** What a cell asks of the page. */
export interface Host {
  readonly store: Store
  run(cell: LiveCell): void
  runAbove(cell: LiveCell): void
  stop(): void
  /** The cell is as the book has it again. */
  wasReset(cell: LiveCell): void
  copyLink(cell: LiveCell): void
  assistant(cell: LiveCell): Assistant
}

/** A code cell of the page: its text, its buttons, what it says and what it gives. */
export class LiveCell {
  readonly id: string
  /** The text that the book has. */
  readonly published: string
  /** Such as the tests of an assignment. */
  readonly isLocked: boolean
  private readonly pre: HTMLElement
  private readonly highlighted: string
  private readonly bar: Bar
  private readonly status = el('p', { class: 'says', role: 'status' })
  private note: HTMLElement | undefined
  private view: EditorView | undefined
  /** Where outputs are: those of the book, or of the last run that is shown. */
  private outputs: HTMLElement
  private readonly publishedOutputs: HTMLElement
  private run: Outputs | undefined
  private isBusy = false
  /** A text that came with a link, from its arrival until the reader keeps, changes or leaves it. */
  private link: 'unread' | 'run' | undefined

  constructor(
    private readonly element: HTMLElement,
    /** How many cells are above it. */
    readonly place: number,
    private readonly host: Host,
  ) {
    this.id = element.dataset.cell!
    this.isLocked = 'locked' in element.dataset
    this.pre = element.querySelector('.highlight pre')!
    this.highlighted = this.pre.innerHTML
    this.published = this.pre.textContent.replace(/\n$/, '')
    this.outputs = element.querySelector('.outputs')!
    this.publishedOutputs = this.outputs
    this.outputs.before(this.status)
    this.bar = new Bar(element.querySelector('.bar')!, {
      run: () => host.run(this),
      stop: () => host.stop(),
      runAbove: () => host.runAbove(this),
      reset: () => this.reset(),
      copyLink: () => host.copyLink(this),
    })
    const saved = this.isLocked ? undefined : host.store.read(this.id)
    if (saved) this.bringBack(saved.published, saved.text)
  }

  /** What one sees. */
  get text(): string {
    return this.view?.state.doc.toString() ?? this.published
  }

  /** What runs when a cell below needs it: what came with a link only once the reader has run it. */
  get trusted(): string {
    return this.link === 'unread' ? this.own : this.text
  }

  /** Makes it an editor; `at` is where the reader clicked. */
  open(at?: { x: number; y: number }): void {
    this.view ??= this.makeView()
    const position = at && this.view.posAtCoords(at)
    if (position !== undefined && position !== null) {
      this.view.dispatch({ selection: { anchor: position } })
    }
    this.view.focus()
    // A click is there to write.
    if (at) this.view.setTabFocusMode(false)
    this.update()
  }

  /** Shows a text that came with a link. It is not run, and nothing of the reader's is overwritten. */
  openLink(text: string): void {
    if (text === this.text) return
    this.fill(text)
    this.link = 'unread'
    this.say()
    this.tell(
      'This text came with a link: read it before you run it.',
      button('Keep it', () => this.keep()),
      button(this.own === this.published ? 'Back to the book’s' : 'Back to mine', () => {
        this.leaveLink()
        this.fill(this.own)
        this.update()
      }),
    )
    this.element.scrollIntoView({ block: 'center' })
  }

  goTo(): void {
    this.element.scrollIntoView({ block: 'center' })
    this.open()
  }

  /** Says what is going on; nothing for no words. */
  say(...words: (Node | string)[]): void {
    this.status.replaceChildren(...words)
  }

  setBusy(isBusy: boolean): void {
    this.isBusy = isBusy
    this.outputs.classList.toggle('old', isBusy)
    if (isBusy && this.link) this.link = 'run'
    this.update()
  }

  /** Puts the outputs of a run in place of those that are there. */
  show(run: Outputs): void {
    if (this.run === run) return
    // What is below does not jump before the new outputs are as high as the old.
    run.element.style.minHeight = `${this.outputs.offsetHeight}px`
    this.replaceOutputs(run.element)
    this.run?.drop()
    this.run = run
  }

  /** A run has ended: its outputs have the height that they need. */
  settle(): void {
    this.outputs.style.minHeight = ''
    this.outputs.classList.remove('old')
    this.update()
  }

  /** The text and the output that the book has. */
  private reset(): void {
    this.leaveLink()
    this.host.store.remove(this.id)
    this.fill(this.published)
    this.run?.drop()
    this.run = undefined
    this.replaceOutputs(this.publishedOutputs)
    this.say('As in the book.')
    this.host.wasReset(this)
    this.update()
    // The button is gone.
    this.bar.focus()
  }

  private replaceOutputs(element: HTMLElement): void {
    this.outputs.classList.remove('old')
    this.outputs.replaceWith(element)
    this.outputs = element
  }

  /** The reader's own text, or else the book's. */
  private get own(): string {
    const saved = this.host.store.read(this.id)
    return saved?.published === this.published ? saved.text : this.published
  }

  private makeView(): EditorView {
    const view = makeEditor({
      text: this.published,
      label: `Code of cell ${this.place + 1}`,
      isLocked: this.isLocked,
      assistant: this.host.assistant(this),
      run: () => this.host.run(this),
      leave: () => this.bar.focus(),
      changed: () => this.keep(),
    })
    this.pre.parentElement!.after(el('div', { class: 'editor' }, view.dom))
    this.element.classList.add('editing')
    return view
  }

  /** Shows another text, which is not the reader's doing. */
  private fill(text: string): void {
    this.view ??= this.makeView()
    setText(this.view, text)
    this.toPaper()
  }

  /** The reader's last text, as it was, or offered if the book has changed the cell since. */
  private bringBack(published: string, text: string): void {
    if (published === this.published) {
      this.fill(text)
      this.say('As you left it. The output below is still the book’s: run the cell to see its own.')
      this.update()
      return
    }
    this.tell(
      'The book has changed this cell since you did.',
      button('Show your text', () => {
        this.fill(text)
        this.keep()
      }),
      button('Forget your text', () => {
        this.host.store.remove(this.id)
        this.untell()
      }),
    )
  }

  /** What one sees is the reader's own from now on. */
  private keep(): void {
    this.leaveLink()
    if (!this.isChanged) this.host.store.remove(this.id)
    else if (!this.host.store.write(this.id, { published: this.published, text: this.text })) {
      this.say('This browser keeps nothing for this page: a change is lost when you leave it.')
    }
    this.toPaper()
    this.update()
  }

  private leaveLink(): void {
    this.untell()
    if (this.link) history.replaceState(null, '', location.pathname + location.search)
    this.link = undefined
  }

  get isChanged(): boolean {
    return this.text !== this.published
  }

  /** The code that is printed, which an editor would cut. */
  private toPaper(): void {
    if (this.isChanged) this.pre.textContent = this.text
    else this.pre.innerHTML = this.highlighted
  }

  private tell(words: string, ...buttons: HTMLButtonElement[]): void {
    this.untell()
    this.note = el('div', { class: 'note', role: 'group', 'aria-label': 'About this text' })
    this.note.append(el('p', { role: 'status' }, words), ...buttons)
    this.status.before(this.note)
  }

  private untell(): void {
    const hadFocus = this.note?.contains(document.activeElement)
    this.note?.remove()
    this.note = undefined
    if (hadFocus) this.bar.focus()
  }

  private update(): void {
    this.element.classList.toggle('changed', this.isChanged)
    this.bar.update({
      isBusy: this.isBusy,
      hasAbove: this.place > 0,
      canReset: this.isChanged || this.run !== undefined,
      isChanged: this.isChanged,
    })
  }
}
