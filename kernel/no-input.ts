/** A cell is asked nothing: what would wait for a keyboard says so at once, instead of waiting for ever. */
import fs from 'node:fs'
import { Readable } from 'node:stream'

const sentence =
  "A cell has no input to read: write the value into the cell, as in const answer = 'yes'."

function refuse(): never {
  throw new Error(sentence)
}

export function sayThatThereIsNoInput(): void {
  const stdin = new Readable({ read: refuse })
  for (const name of ['read', 'resume', 'pipe', 'setRawMode', 'iterator', Symbol.asyncIterator]) {
    Object.defineProperty(stdin, name, { value: refuse })
  }
  for (const name of ['on', 'addListener', 'once', 'prependListener'] as const) {
    const listen = stdin[name] as (event: string, listener: () => void) => Readable
    const listening = (event: string, listener: () => void) =>
      ['data', 'readable', 'keypress'].includes(event)
        ? refuse()
        : listen.call(stdin, event, listener)
    Object.defineProperty(stdin, name, { value: listening })
  }
  Object.defineProperty(process, 'stdin', { get: () => stdin, configurable: true })

  const isInput = (file: unknown): boolean => file === 0 || file === '/dev/stdin'
  const reads = fs as unknown as Record<string, (file: unknown, ...rest: unknown[]) => unknown>
  for (const name of ['readFileSync', 'readSync', 'readFile', 'read', 'createReadStream']) {
    const original = reads[name]!
    const reading = (file: unknown, ...rest: unknown[]): unknown =>
      isInput(file) ? refuse() : original(file, ...rest)
    Object.defineProperties(reading, Object.getOwnPropertyDescriptors(original))
    reads[name] = reading
  }
  for (const name of ['prompt', 'confirm']) {
    Object.defineProperty(globalThis, name, { value: refuse, configurable: true, writable: true })
  }
}
