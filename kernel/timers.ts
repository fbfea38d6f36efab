/**
 * Makes timers remember the cell that made them: their callbacks print and fail there. A stop ends all of
 * them for good, so `for (;;) await sleep(10)` ends, and so does an interval that an earlier cell has
 * left.
 */
import timers from 'node:timers'
import timersPromises from 'node:timers/promises'
import { activeCell, setActiveCell } from './cell'

type Callback = (...args: unknown[]) => void
type SetTimer = (callback: Callback, ...rest: unknown[]) => NodeJS.Timeout

/** What a stopped timer promises: nothing that waits for it goes on. */
const never = new Promise<never>(() => {})

/** How often the learner has pressed stop. */
let stops = 0

/** Turns off every timer that a cell has set so far. */
export function endTimers(): void {
  stops++
}

export function makeTimersRememberCells(): void {
  remember(globalThis, ['setTimeout', 'setInterval', 'setImmediate'])
  // Its setImmediate is the kernel's own.
  remember(timers, ['setTimeout', 'setInterval'])

  const promises = timersPromises as unknown as Record<
    string,
    (...args: unknown[]) => Promise<unknown>
  >
  for (const name of ['setTimeout', 'setImmediate']) {
    const original = promises[name]!
    const remembering = async (...args: unknown[]): Promise<unknown> => {
      const cell = activeCell()
      const before = stops
      const value = await original(...args)
      if (stops !== before) return never
      setActiveCell(cell)
      return value
    }
    // util.promisify(setTimeout) looks here too, when it is called.
    promises[name] = remembering
  }
  const { setInterval } = timersPromises
  timersPromises.setInterval = async function* (...args) {
    const cell = activeCell()
    const before = stops
    for await (const value of setInterval(...args)) {
      if (stops !== before) break
      setActiveCell(cell)
      yield value
    }
    await never
  } as typeof setInterval
}

function remember(module: object, names: readonly string[]): void {
  const functions = module as Record<string, SetTimer>
  for (const name of names) {
    const original = functions[name]!
    const remembering: SetTimer = (callback, ...rest) =>
      // Not a function: Node has a clear sentence for that.
      original(typeof callback === 'function' ? inItsCell(callback) : callback, ...rest)
    Object.defineProperties(remembering, Object.getOwnPropertyDescriptors(original))
    functions[name] = remembering
  }
}

function inItsCell(callback: Callback): Callback {
  const cell = activeCell()
  const before = stops
  return function (this: NodeJS.Timeout, ...args) {
    if (stops !== before) return clearInterval(this)
    setActiveCell(cell)
    callback.apply(this, args)
  }
}
