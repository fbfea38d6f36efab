import type { Host } from './host'

/** A loop that prints faster than this is sent in pieces, so that the notebook shows it as it goes. */
const FLUSH_MS = 50

/** The content of Jupyter's `stream` message. */
export interface StreamContent extends Record<string, unknown> {
  name: 'stdout' | 'stderr'
  text: string
}

/** Joins what is printed at one go into a single `stream` message. */
export class StreamBuffer {
  #name: 'stdout' | 'stderr' = 'stdout'
  #text = ''
  #since = 0
  readonly #host: Pick<Host, 'setImmediate'>
  readonly #send: (content: StreamContent) => void

  constructor(host: Pick<Host, 'setImmediate'>, send: (content: StreamContent) => void) {
    this.#host = host
    this.#send = send
  }

  write(name: 'stdout' | 'stderr', text: string): void {
    if (name !== this.#name) this.flush()
    if (this.#text === '') {
      this.#since = performance.now()
      this.#host.setImmediate(() => this.flush())
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
