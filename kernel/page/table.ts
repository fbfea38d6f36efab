import { inspect } from './stand-ins/util'

const index = '(index)'
const values = 'Values'

/** What Node's console.table prints of an array or an object; undefined for anything else. */
export function tableOf(data: unknown, columns?: readonly string[]): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const isMapOrSet = data instanceof Map || data instanceof Set
  const rows = isMapOrSet ? [...data].map((row, i) => [String(i), row]) : Object.entries(data)
  const names = new Set<string>(columns)
  let hasValues = false
  for (const [, row] of rows) {
    if (typeof row !== 'object' || row === null) hasValues = true
    else if (!columns) for (const name of Object.keys(row)) names.add(name)
  }
  const header = [index, ...names, ...(hasValues ? [values] : [])]
  const cells = rows.map(([key, row]) => {
    const isObject = typeof row === 'object' && row !== null
    const own = [...names].map(name =>
      isObject && Object.hasOwn(row, name) ? shown(row[name]) : '',
    )
    return [String(key), ...own, ...(hasValues ? [isObject ? '' : shown(row)] : [])]
  })
  return drawn(header, cells)
}

const widthOf = (text: string): number => Array.from(text).length

const shown = (value: unknown): string =>
  inspect(value, {
    maxArrayLength: 3,
    depth: typeof value === 'object' ? 0 : 1,
    breakLength: Infinity,
  })

function drawn(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((name, i) =>
    Math.max(...[name, ...rows.map(row => row[i] ?? '')].map(widthOf)),
  )
  const rule = (left: string, middle: string, right: string): string =>
    left + widths.map(width => '─'.repeat(width + 2)).join(middle) + right
  const line = (cells: readonly string[]): string =>
    `│${cells.map((cell, i) => ` ${cell}${' '.repeat(widths[i]! - widthOf(cell))} `).join('│')}│`
  return [
    rule('┌', '┬', '┐'),
    line(header),
    rule('├', '┼', '┤'),
    ...rows.map(line),
    rule('└', '┴', '┘'),
  ].join('\n')
}
