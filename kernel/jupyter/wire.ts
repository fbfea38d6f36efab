import { createHmac, randomUUID } from 'node:crypto'
import { wellFormed } from '../session/well-formed'

/** https://jupyter-client.readthedocs.io/en/stable/messaging.html, the version spoken here. */
const PROTOCOL_VERSION = '5.3'

/** Stands between the routing identities and the signed parts of a message. */
const DELIMITER = '<IDS|MSG>'

export interface Header {
  msg_id: string
  msg_type: string
  session: string
  username: string
  date: string
  version: string
}

export interface Message {
  /** Who asked; a reply goes back to the same. */
  identities: Buffer[]
  header: Header
  content: Record<string, unknown>
}

/**
 * What is sent: text, but for the routing identities. As text, and not as buffers, because ZeroMQ
 * borrows the memory of long buffers and gives it back when Node may be gone: a crash at shutdown.
 */
export type Frames = (string | Uint8Array)[]

/** Writes and reads the wire format for one kernel session: signed JSON frames. */
export class Wire {
  readonly #key: string
  readonly #session: string = randomUUID()

  constructor(key: string) {
    this.#key = key
  }

  /** Frames → message; undefined when the signature is not ours to trust or a part is not JSON. */
  decode(frames: readonly Uint8Array[]): Message | undefined {
    const buffers = frames.map(frame => Buffer.from(frame))
    const at = buffers.findIndex(frame => frame.toString() === DELIMITER)
    const [signature, ...parts] = buffers.slice(at + 1)
    const signed = parts.slice(0, 4)
    if (at < 0 || signed.length < 4 || signature?.toString() !== this.#sign(signed))
      return undefined
    try {
      const [header, , , content] = signed.map(part => JSON.parse(part.toString()))
      return { identities: buffers.slice(0, at), header, content }
    } catch {
      return undefined
    }
  }

  /** Message → frames; `parent` is the request that it answers. */
  encode(
    type: string,
    content: Record<string, unknown>,
    parent: Header | undefined,
    identities: readonly Buffer[] = [],
  ): Frames {
    const header: Header = {
      msg_id: randomUUID(),
      msg_type: type,
      session: this.#session,
      username: 'kernel',
      date: new Date().toISOString(),
      version: PROTOCOL_VERSION,
    }
    const parts = [header, parent ?? {}, {}, content].map(wellFormed)
    return [...identities, DELIMITER, this.#sign(parts), ...parts]
  }

  /** The protocol: an empty key means that messages are not signed. */
  #sign(parts: readonly (string | Buffer)[]): string {
    if (this.#key === '') return ''
    const hash = createHmac('sha256', this.#key)
    for (const part of parts) hash.update(part)
    return hash.digest('hex')
  }
}
