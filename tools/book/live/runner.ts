import type { PageKernel, Reply, start } from '../../../kernel/page/client'
import { book } from './book'
import { el } from './dom'
import type { LiveCell } from './live-cell'
import { Outputs } from './outputs'

interface Job {
  readonly cell: LiveCell
  /** Whether to run all cells above it, and not itself. */
  readonly onlyAbove: boolean
}

/** Runs cells, one after the other, and those above that they need. */
export class Runner {
  private kernel: Promise<PageKernel> | undefined
  private ready: PageKernel | undefined
  /** Files that cells can read, also those of the next kernel. */
  private readonly files = new Map<string, Uint8Array<ArrayBuffer>>()
  /** The text with which each cell has run since the kernel began. */
  private readonly ran = new Map<LiveCell, string>()
  /** The text with which a cell had to be stopped, or ended the worker: it is not run again unasked. */
  private readonly endless = new Map<LiveCell, string>()
  /** The texts, from the first cell on, from which the shown outputs came. */
  private readonly shown = new Map<LiveCell, string>()
  private readonly jobs: Job[] = []
  private job: Job | undefined
  private stopping: Promise<unknown> | undefined
  private wasLost = false
  private died: ((sentence: string) => void) | undefined

  constructor(private readonly cells: readonly LiveCell[]) {}

  run(cell: LiveCell, onlyAbove = false): void {
    if (this.job?.cell === cell || this.jobs.some(job => job.cell === cell)) return
    this.jobs.push({ cell, onlyAbove })
    cell.setBusy(true)
    if (this.job) cell.say('Waiting for the cell that runs…')
    else this.work()
  }

  /** Ends what runs, and what waits. */
  stop(): void {
    for (const { cell } of this.jobs.splice(0)) {
      cell.say('Stopped before it ran.')
      cell.setBusy(false)
    }
    if (!this.job || this.stopping) return
    this.job.cell.say('Stopping…')
    this.stopping = this.end()
  }

  private async end(): Promise<void> {
    if ((await this.ready?.stop()) === 'lost') this.lose()
  }

  addFile(name: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.files.set(name, bytes)
    this.ready?.addFile(name, bytes)
    // Another text to read is another result.
    for (const cell of this.cells) if (cell.text.includes('loadDigits')) this.ran.delete(cell)
  }

  /** The book's outputs stand below it again. */
  wasReset(cell: LiveCell): void {
    this.shown.delete(cell)
  }

  /** The compiler, if it has nothing else to do. */
  idle(): PageKernel | undefined {
    return this.job ? undefined : this.ready
  }

  /** Whether all that the cell builds on has run. */
  isPrepared(cell: LiveCell): boolean {
    return this.cells.slice(0, cell.place).every(above => this.isCurrent(above))
  }

  private async work(): Promise<void> {
    for (let job = this.jobs.shift(); job; job = this.jobs.shift()) {
      this.job = job
      this.stopping = undefined
      try {
        await this.perform(job)
      } catch (error) {
        job.cell.say(error instanceof Error ? error.message : String(error))
      }
      this.job = undefined
      job.cell.setBusy(false)
    }
  }

  private async perform({ cell, onlyAbove }: Job): Promise<void> {
    const kernel = await this.started(cell)
    const all = this.cells.slice(0, cell.place)
    const isEndless = (one: LiveCell): boolean => this.endless.get(one) === one.trusted
    const above = onlyAbove ? all : all.filter(one => !this.isCurrent(one) && !isEndless(one))
    const again = this.wasLost ? ' again' : ''
    let failed = onlyAbove ? undefined : all.find(isEndless)
    for (const [i, one] of above.entries()) {
      if (this.stopping) break
      cell.say(`Running the cells above${again} (${i + 1} of ${above.length})…`)
      const reply = await this.execute(kernel, one, one.trusted, onlyAbove)
      if (reply.status === 'error') failed ??= one
    }
    this.wasLost = false
    let word = 'Done in'
    const begun = performance.now()
    if (!this.stopping && !onlyAbove) {
      cell.say('Running…')
      const reply = await this.execute(kernel, cell, cell.text, true)
      if (reply.status === 'error') word = 'Failed after'
    }
    if (this.stopping) {
      await this.stopping
      cell.say(this.wasLost ? lost : 'Stopped. The variables are as they were.')
      return
    }
    const seconds = ((performance.now() - begun) / 1000).toFixed(2)
    const done = onlyAbove ? 'The cells above have run.' : `${word} ${seconds} s.`
    cell.say(done, ...(failed ? [' ', pointTo(failed)] : []))
  }

  /** Runs one cell, and shows what it gives unless it is there already. */
  private async execute(
    kernel: PageKernel,
    cell: LiveCell,
    text: string,
    isAsked: boolean,
  ): Promise<Reply> {
    const outputs = new Outputs()
    const from = this.origin(cell, text)
    let isShown = isAsked || from !== this.shownFrom(cell)
    this.ran.delete(cell)
    this.endless.set(cell, text)
    const died = new Promise<Reply>((_, reject) => {
      this.died = sentence => reject(new Error(sentence))
    })
    const running = kernel.execute(text, message => {
      outputs.add(message)
      if (isShown) cell.show(outputs)
    })
    try {
      const reply = await Promise.race([running, died])
      if (!this.stopping) {
        this.ran.set(cell, text)
        this.endless.delete(cell)
      }
      isShown ||= reply.status === 'error' && !this.stopping
      return reply
    } finally {
      outputs.flush()
      if (isShown) {
        cell.show(outputs)
        this.shown.set(cell, from)
        cell.settle()
      } else outputs.drop()
    }
  }

  private isCurrent(cell: LiveCell): boolean {
    return this.ran.get(cell) === cell.trusted
  }

  /** All texts that an output comes from. */
  private origin(cell: LiveCell, text: string): string {
    const above = this.cells.slice(0, cell.place).map(one => this.ran.get(one) ?? '')
    return [...this.files.keys(), ...above, text].join('\0')
  }

  private shownFrom(cell: LiveCell): string {
    const published = this.cells.slice(0, cell.place + 1).map(one => one.published)
    return this.shown.get(cell) ?? published.join('\0')
  }

  private async started(cell: LiveCell): Promise<PageKernel> {
    if (!this.ready) cell.say('Loading the compiler…')
    this.kernel ??= this.start()
    try {
      return await this.kernel
    } catch (error) {
      // The next run tries again.
      this.kernel = undefined
      throw error
    }
  }

  private async start(): Promise<PageKernel> {
    const module = await book
      .globalOf<{ start: typeof start }>('downhillKernel', 'kernel.js')
      .catch(() => {
        throw new Error(
          'The compiler could not be loaded: assets/kernel.js did not come. Run again to try again.',
        )
      })
    const kernel = module.start()
    for (const [name, bytes] of this.files) kernel.addFile(name, bytes)
    kernel.onDied = sentence => {
      this.lose()
      this.died?.(sentence)
    }
    await kernel.ready
    this.ready = kernel
    return kernel
  }

  private lose(): void {
    this.ran.clear()
    this.wasLost = true
  }
}

const lost =
  'Stopped. It did not answer, so its variables are lost: the cells above run again before the next cell.'

function pointTo(cell: LiveCell): HTMLElement {
  const link = el('a', { href: '#' }, 'A cell above did not end well.')
  link.addEventListener('click', event => {
    event.preventDefault()
    cell.goTo()
  })
  return link
}
