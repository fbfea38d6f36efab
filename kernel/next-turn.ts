import { setImmediate } from 'node:timers'

/**
 * Lets everything that is due in Node's event loop happen once. With the timer of the module, not the
 * global one, which belongs to the cells.
 */
export const nextTurn = (): Promise<void> => new Promise(resolve => setImmediate(() => resolve()))
