/** What to say of a cell that would end the worker, and all variables with it. */
const refuse = (): never => {
  throw new Error('A cell cannot end the kernel: press Stop, or load the page again.')
}

export function keepCellsFromExiting(): void {
  Object.assign(globalThis, { close: refuse })
  Object.assign(process, { exit: refuse, abort: refuse, kill: refuse })
}
