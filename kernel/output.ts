import { setImmediate } from 'node:timers'

/** A loop that prints faster than this is sent in pieces, so that the notebook shows it as it goes. */
const FLUSH_MS = 50

/** Joins what is printed at one go into a single `stream` message. */
export class StreamBuffer {
  #name: 'stdout' | 'stderr' = 'stdout'
  #text = ''
  #since = 0
  readonly #send: (content: Record<string, unknown>) => void

  constructor(send: (content: Record<string, unknown>) => void) {
    this.#send = send
  }

  write(name: 'stdout' | 'stderr', text: string): void {
    if (name !== this.#name) this.flush()
    if (this.#text === '') {
      this.#since = performance.now()
      setImmediate(() => this.flush())
    }
    this.#name = name
    this.#text += text
    if (performance.now() - this.#since > FLUSH_MS) this.flush()
  }

  flush(): void {
    if (this.#text === '') return
    const text = this.#text
    this.#text = ''
    this.#send({ name: this.#name, text })
  }
}
