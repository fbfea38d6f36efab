/** Tables for the terminal and for README.md, and where they go in it. */

/** A table of texts; the first row is its head. */
export type Rows = readonly (readonly string[])[]

/** What the machine and the programs are, by name. */
export type Machine = Readonly<Record<string, string>>

/** What stands between two marks of a page, and which command writes it. */
export interface Section {
  readonly name: string
  readonly command: string
}

/**
 * Puts `text` between the two marks of a page.
 *
 * @throws Error unless both marks are there, once and in order.
 */
export function replaceSection(page: string, { name, command }: Section, text: string): string {
  const [begin, end] = [`<!-- ${name}: ${command} writes this -->`, `<!-- ${name} ends -->`]
  const [before, rest, ...more] = page.split(begin)
  const [old, after, ...others] = rest?.split(end) ?? []
  if (old === undefined || after === undefined || more.length > 0 || others.length > 0) {
    throw new Error(`README.md must have the lines '${begin}' and '${end}', once each.`)
  }
  return `${before}${begin}\n\n${text}\n\n${end}${after}`
}

/** A table in Markdown. */
export function piped(rows: Rows): string {
  const [head, ...body] = rows.map(row => `| ${row.join(' | ')} |`)
  return [head, `|${'---|'.repeat(rows[0]!.length)}`, ...body].join('\n')
}

/** A table in columns. */
export function aligned(rows: Rows): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map(row => row[i]!.length)))
  return rows.map(row => row.map((text, i) => text.padEnd(widths[i]!)).join('  ')).join('\n')
}

/** Three digits; two of what is below 1. */
export function short(value: number): string {
  return String(Number(value.toPrecision(value < 1 ? 2 : 3)))
}
