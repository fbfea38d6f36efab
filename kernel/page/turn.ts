/** Turns of the worker's event loop, without the delay that browsers give to timers within timers. */

const { port1, port2 } = new MessageChannel()
const waiting: (() => void)[] = []
port1.onmessage = () => waiting.shift()?.()

export function nextTurn(callback: () => void): void {
  waiting.push(callback)
  port2.postMessage(undefined)
}
