import type { Problem } from '../session/session'
import type {
  Completion,
  FromWorker,
  Kind,
  Output,
  Questions,
  Reply,
  Start,
  ToWorker,
} from './protocol'

export type { Completion, Output, Reply } from './protocol'

/** What a worker is made of, put into this script when the book is built. */
declare const WORKER: string
declare const FILES: Record<string, string>

/** How long a cell may take to hear a stop before its worker is ended. */
const PATIENCE_MS = 100

const INTERRUPTED = {
  ename: 'Interrupted',
  evalue: 'the cell was stopped before it ended',
  traceback: ['\x1b[31mInterrupted\x1b[39m: the cell was stopped before it ended'],
}

interface Waiting {
  readonly count: number
  resolve(answer: Questions[Kind]['answer']): void
}

/** The kernel of a page: a worker that runs cells one after the other, and can be stopped. */
export class PageKernel {
  /** Called with a sentence when the worker has ended by itself; a new one has begun, without the variables. */
  onDied: ((sentence: string) => void) | undefined
  #worker!: Worker
  #port!: MessagePort
  #ready!: Promise<void>
  #count = 0
  #ids = 0
  /** What was asked for and is not answered. */
  readonly #waiting = new Map<number, Waiting>()
  /** Where outputs go; timers may show something when their cell has ended. */
  #shown = new Map<number, (output: Output) => void>()
  readonly #files: { name: string; bytes: Uint8Array<ArrayBuffer> }[] = []
  /** The cells, one after the other. */
  #last: Promise<unknown> = Promise.resolve()
  #stops = 0
  #heard = (): void => {}

  constructor() {
    this.#begin()
  }

  /** Resolves when the compiler is there; rejects with a sentence if it cannot be. */
  get ready(): Promise<void> {
    return this.#ready
  }

  /** Runs a cell after those that were asked for before. */
  execute(code: string, onOutput: (output: Output) => void): Promise<Reply> {
    const stops = this.#stops
    const reply = this.#last.then(() => {
      if (stops !== this.#stops) return { status: 'aborted' } as const
      const count = ++this.#count
      return this.#ask('execute', { code, count }, { count, onOutput }) as Promise<Reply>
    })
    this.#last = reply
    return reply
  }

  complete(code: string, position: number): Promise<Completion> {
    return this.#ask('complete', { code, position }) as Promise<Completion>
  }

  /** What is known of the name at a position; undefined where there is none. */
  inspect(code: string, position: number): Promise<string | undefined> {
    return this.#ask('inspect', { code, position }) as Promise<string | undefined>
  }

  /** What the compiler would complain about if this cell was run now. */
  async diagnose(code: string): Promise<Problem[]> {
    return ((await this.#ask('diagnose', { code })) as Problem[] | undefined) ?? []
  }

  /**
   * Ends the cell under way, and drops those behind it.
   *
   * @returns 'kept' if the variables are as they were; 'lost' if the cell did not hear, so that its
   * worker was ended, and the cells must be run again.
   */
  async stop(): Promise<'kept' | 'lost'> {
    this.#stops++
    const heard = await new Promise<boolean>(resolve => {
      this.#heard = () => resolve(true)
      this.#post({ type: 'interrupt' })
      setTimeout(() => resolve(false), PATIENCE_MS)
    })
    if (heard) return 'kept'
    this.#beginAnew()
    return 'lost'
  }

  /** Hands the cells a file, such as one of MNIST's. */
  addFile(name: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.#files.push({ name, bytes })
    this.#post({ type: 'file', name, bytes })
  }

  close(): void {
    this.#end()
  }

  #end(): void {
    this.#worker.terminate()
    this.#port.close()
  }

  #begin(): void {
    const url = URL.createObjectURL(new Blob([WORKER], { type: 'text/javascript' }))
    const worker = new Worker(url)
    const { port1, port2 } = new MessageChannel()
    this.#worker = worker
    this.#port = port1
    let isReady = false
    this.#ready = new Promise((resolve, reject) => {
      port1.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.type === 'ready') {
          URL.revokeObjectURL(url)
          isReady = true
          resolve()
        } else this.#take(data)
      }
      worker.onerror = event => {
        event.preventDefault()
        reject(new Error(`The compiler could not be started: ${event.message}.`))
        if (isReady) this.#die()
      }
    })
    // Whoever waits for it is told; whoever does not need not be.
    this.#ready.catch(() => {})
    const start: Start = { files: FILES, port: port2 }
    worker.postMessage(start, [port2])
    for (const file of this.#files) this.#post({ type: 'file', ...file })
  }

  #die(): void {
    this.#beginAnew()
    this.onDied?.(
      'The browser ended this cell, which took more memory than a page has: the cells above must be run again.',
    )
  }

  #beginAnew(): void {
    this.#end()
    for (const [id, { count, resolve }] of this.#waiting) {
      const output = this.#shown.get(id)
      output?.({ type: 'error', content: INTERRUPTED })
      resolve(output ? { status: 'error', execution_count: count, ...INTERRUPTED } : undefined)
    }
    this.#waiting.clear()
    this.#shown.clear()
    this.#begin()
  }

  #take(message: FromWorker): void {
    if (message.type === 'interrupted') this.#heard()
    else if (message.type === 'output') this.#shown.get(message.id)?.(message.output)
    else if (message.type === 'answer') {
      this.#waiting.get(message.id)?.resolve(message.answer)
      this.#waiting.delete(message.id)
    }
  }

  #ask<K extends Kind>(
    kind: K,
    ask: Questions[K]['ask'],
    cell?: { count: number; onOutput: (output: Output) => void },
  ): Promise<Questions[Kind]['answer']> {
    const id = ++this.#ids
    if (cell) this.#shown.set(id, cell.onOutput)
    this.#post({ type: 'ask', id, kind, ask })
    return new Promise(resolve => this.#waiting.set(id, { count: cell?.count ?? 0, resolve }))
  }

  #post(message: ToWorker): void {
    this.#port.postMessage(message)
  }
}

export const start = (): PageKernel => new PageKernel()
