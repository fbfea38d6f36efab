import { activeCell } from '../session/cell'
import { format, inspect } from './stand-ins/util'
import { tableOf } from './table'

type Stream = 'stdout' | 'stderr'

/** Makes `console` and `process.stdout` print under the cell that calls it, with Node's forms. */
export function makeConsolePrint(): void {
  let indent = ''
  const counts = new Map<string, number>()
  const begun = new Map<string, number>()
  const print = (stream: Stream, text: string): void => {
    activeCell()?.print(stream, `${indent}${text.replaceAll('\n', `\n${indent}`)}\n`)
  }
  const printer =
    (stream: Stream) =>
    (...values: unknown[]): void =>
      print(stream, format(...values))
  const [out, err] = [printer('stdout'), printer('stderr')]
  const group = (...values: unknown[]): void => {
    if (values.length > 0) out(...values)
    indent += '  '
  }
  const took = (label: string, values: unknown[] = []): void => {
    const start = begun.get(label)
    if (start !== undefined) out(`${label}: ${(performance.now() - start).toFixed(3)}ms`, ...values)
  }
  const writer = (stream: Stream) => ({
    write(text: unknown) {
      activeCell()?.print(stream, String(text))
      return true
    },
  })
  Object.assign(process, { stdout: writer('stdout'), stderr: writer('stderr') })
  Object.assign(console, {
    log: out,
    info: out,
    debug: out,
    warn: err,
    error: err,
    trace: (...values: unknown[]) => err(`Trace: ${format(...values)}`),
    dir: (value: unknown, options = {}) => print('stdout', inspect(value, options)),
    table: (rows: unknown, columns?: readonly string[]) => {
      const table = tableOf(rows, columns)
      if (table === undefined) out(rows)
      else out(table)
    },
    group,
    groupCollapsed: group,
    groupEnd: () => {
      indent = indent.slice(2)
    },
    assert: (holds: unknown, ...values: unknown[]) => {
      if (!holds)
        err(values.length > 0 ? `Assertion failed: ${format(...values)}` : 'Assertion failed')
    },
    count: (label = 'default') => {
      counts.set(label, (counts.get(label) ?? 0) + 1)
      out(`${label}: ${counts.get(label)}`)
    },
    countReset: (label = 'default') => counts.delete(label),
    time: (label = 'default') => begun.set(label, performance.now()),
    timeLog: (label = 'default', ...values: unknown[]) => took(label, values),
    timeEnd: (label = 'default') => {
      took(label)
      begun.delete(label)
    },
  })
}
