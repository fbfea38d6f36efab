/**
 * Makes timers remember the cell that made them: their callbacks print and fail there, and stop for
 * good when that cell is interrupted, so `for (;;) await sleep(10)` ends too.
 */
import timersPromises from 'node:timers/promises'
import { activeCell, setActiveCell } from './cell'

/** How often the learner has pressed stop: what was set before does nothing any more. */
let stops = 0

export function stopTimers(): void {
  stops++
}

type Callback = (...args: unknown[]) => void
type SetTimer = (callback: Callback, ...rest: unknown[]) => NodeJS.Timeout

/** A promise of an interrupted cell: nothing that waits for it goes on. */
const never = new Promise<never>(() => {})

export function makeTimersRememberCells(): void {
  const global = globalThis as unknown as Record<string, SetTimer>
  for (const name of ['setTimeout', 'setInterval', 'setImmediate']) {
    const original = global[name]!
    const remembering: SetTimer = (callback, ...rest) =>
      // Not a function: Node has the clear sentence for it.
      original(typeof callback === 'function' ? inItsCell(callback) : callback, ...rest)
    Object.defineProperties(remembering, Object.getOwnPropertyDescriptors(original))
    global[name] = remembering
  }

  const promises = timersPromises as unknown as Record<
    string,
    (...args: unknown[]) => Promise<unknown> | AsyncIterable<unknown>
  >
  for (const name of ['setTimeout', 'setImmediate']) {
    const original = promises[name]!
    const remembering = async (...args: unknown[]): Promise<unknown> => {
      const cell = activeCell()
      const since = stops
      const value = await original(...args)
      if (cell?.interrupted || stops > since) return never
      setActiveCell(cell)
      return value
    }
    // util.promisify(setTimeout) looks here too, when it is called.
    promises[name] = remembering
  }
  const everySoOften = promises.setInterval as (...args: unknown[]) => AsyncIterable<unknown>
  promises.setInterval = async function* (...args: unknown[]) {
    const cell = activeCell()
    const since = stops
    for await (const value of everySoOften(...args)) {
      if (cell?.interrupted || stops > since) await never
      setActiveCell(cell)
      yield value
    }
  }
}

function inItsCell(callback: Callback): Callback {
  const cell = activeCell()
  const since = stops
  return function (this: NodeJS.Timeout, ...args) {
    if (cell?.interrupted || stops > since) return clearInterval(this)
    setActiveCell(cell)
    callback.apply(this, args)
  }
}
