/** Node's timers that are waited for, from the worker's, which a stop ends. */

const wait = (ms: number, value?: unknown): Promise<unknown> =>
  new Promise(resolve => globalThis.setTimeout(() => resolve(value), ms))

export { wait as setTimeout }

export const setImmediate = (value?: unknown): Promise<unknown> =>
  new Promise(resolve => globalThis.setImmediate(() => resolve(value)))

export async function* setInterval(ms: number, value?: unknown): AsyncGenerator<unknown> {
  for (;;) yield wait(ms, value)
}
