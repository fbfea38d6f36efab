/** The kernel's own way to end. */
export const exit: (code: number) => never = process.exit.bind(process)

/** Makes what would end the kernel say so in the cell that calls it. */
export function keepCellsFromExiting(): void {
  const refuse = (call: string) => (): never => {
    throw new Error(
      `${call} would end the kernel and all its variables: a cell ends by itself at its last line, or where it throws; to begin anew, Kernel → Restart.`,
    )
  }
  process.exit = refuse('process.exit()')
  process.abort = refuse('process.abort()')
  const { kill } = process
  process.kill = (pid, signal) =>
    // 0 asks whether there is such a process, and the stop button is a signal, too.
    pid === process.pid && signal !== 0 && signal !== 'SIGINT'
      ? refuse('process.kill()')()
      : kill.call(process, pid, signal)
}
