/** Makes Node's timers, in all the forms that it has, remember the cell that made them. */
import timers from 'node:timers'
import timersPromises from 'node:timers/promises'
import { activeCell, setActiveCell } from '../session/cell'
import { remember, stopsSoFar } from '../session/timers'

/** What a stopped timer promises: nothing that waits for it goes on. */
const never = new Promise<never>(() => {})

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
      const before = stopsSoFar()
      const value = await original(...args)
      if (stopsSoFar() !== before) return never
      setActiveCell(cell)
      return value
    }
    // util.promisify(setTimeout) looks here too, when it is called.
    promises[name] = remembering
  }
  const { setInterval } = timersPromises
  timersPromises.setInterval = async function* (...args) {
    const cell = activeCell()
    const before = stopsSoFar()
    for await (const value of setInterval(...args)) {
      if (stopsSoFar() !== before) break
      setActiveCell(cell)
      yield value
    }
    await never
  } as typeof setInterval
}
