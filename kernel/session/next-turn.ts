import type { Host } from './host'

/** Lets everything that is due in the event loop happen once. */
export const nextTurn = ({ setImmediate }: Pick<Host, 'setImmediate'>): Promise<void> =>
  new Promise(resolve => setImmediate(resolve))
