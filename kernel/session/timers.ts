/**
 * Makes timers remember the cell that made them: their callbacks print and fail there. A stop ends all of
 * them for good, so `for (;;) await sleep(10)` ends, and so does an interval that an earlier cell has
 * left.
 */
import { activeCell, setActiveCell } from './cell'

type Callback = (...args: unknown[]) => void
type SetTimer = (callback: Callback, ...rest: unknown[]) => unknown

/** How often the learner has pressed stop. */
let stops = 0

export const stopsSoFar = (): number => stops

/** Turns off every timer that a cell has set so far. */
export function endTimers(): void {
  stops++
}

/** Replaces these functions of a module, or of the global object, by ones that remember. */
export function remember(module: object, names: readonly string[]): void {
  const functions = module as Record<string, SetTimer>
  for (const name of names) {
    const original = functions[name]!
    const remembering: SetTimer = (callback, ...rest) => {
      // Not a function: Node has a clear sentence for that.
      if (typeof callback !== 'function') return original(callback, ...rest)
      const timer = original(
        inItsCell(callback, () => clearInterval(timer as number)),
        ...rest,
      )
      return timer
    }
    Object.defineProperties(remembering, Object.getOwnPropertyDescriptors(original))
    functions[name] = remembering
  }
}

function inItsCell(callback: Callback, clear: () => void): Callback {
  const cell = activeCell()
  const before = stops
  return function (this: unknown, ...args) {
    if (stops !== before) return clear()
    setActiveCell(cell)
    callback.apply(this, args)
  }
}
