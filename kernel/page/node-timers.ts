import { nextTurn } from './turn'

type Callback = (...args: unknown[]) => void

/** What Node's timers return. The page's worker stays whether or not a timer is waited for. */
class Timeout {
  readonly #id: number

  constructor(id: number) {
    this.#id = id
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  hasRef(): boolean {
    return true
  }

  [Symbol.toPrimitive](): number {
    return this.#id
  }
}

/** Gives the worker's timers what cells know from Node: methods of the timer, and `setImmediate`. */
export function makeTimersLikeNode(): void {
  const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis as unknown as Record<
    'setTimeout' | 'setInterval' | 'clearTimeout' | 'clearInterval',
    (...args: unknown[]) => number
  >
  const immediates = new Set<object>()
  Object.assign(globalThis, {
    setTimeout: (...args: unknown[]) => new Timeout(setTimeout(...checked(args))),
    setInterval: (...args: unknown[]) => new Timeout(setInterval(...checked(args))),
    clearTimeout: (timer: unknown) => clearTimeout(Number(timer)),
    clearInterval: (timer: unknown) => clearInterval(Number(timer)),
    setImmediate: (callback: Callback, ...args: unknown[]) => {
      const immediate = {}
      immediates.add(immediate)
      nextTurn(() => {
        if (immediates.delete(immediate)) callback(...args)
      })
      return immediate
    },
    clearImmediate: (immediate: object) => immediates.delete(immediate),
  })
}

/** Browsers run a text as code; Node refuses whatever is not a function. */
function checked(args: unknown[]): unknown[] {
  if (typeof args[0] === 'function') return args
  throw new TypeError(
    `The "callback" argument must be of type function. Received ${String(args[0])}`,
  )
}
