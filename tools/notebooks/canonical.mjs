import { createHash } from 'node:crypto'

/**
 * @typedef {{ [key: string]: unknown }} Json
 * @typedef {{ downhill?: { of?: string, explorer?: Json, digitPad?: Json }, [key: string]: unknown }} Metadata
 * @typedef {{ output_type: string, name?: string, text?: unknown, data?: Json, metadata?: Metadata, execution_count?: unknown }} Output
 * @typedef {{ id: string, cell_type: string, source: string | string[], execution_count?: number | null, outputs?: Output[], metadata: Json }} Cell
 * @typedef {{ cells: Cell[], metadata: Json, nbformat: number, nbformat_minor: number }} Notebook
 * @typedef {{ output: Output, draws: Json }} Picture what has to be drawn, and the output that wants its picture
 */

const plotly = 'application/vnd.plotly.v1+json'

/**
 * The one form in which a notebook is published: what its cells say and show, and nothing that is
 * another the next time. No html, which GitHub does not run: figures are kept as Plotly's JSON, an
 * explorer and a pad for digits as what they begin with, and each wants a picture. `of` says of what the picture is.
 *
 * @param {Notebook} executed as nbclient returns it
 * @returns {{ notebook: Notebook, pictures: Picture[] }}
 */
export function canonical(executed) {
  /** @type {Picture[]} */
  const pictures = []
  let count = 0
  const cells = executed.cells.map(cell => {
    if (cell.cell_type !== 'code') return cell
    count++
    const outputs = joinStreams(cell.outputs ?? []).map(output => {
      if (!output.data) return { ...output, text: lines(output.text) }
      const { 'text/html': _, [plotly]: figure, ...others } = output.data
      /** @type {Output} */
      const kept = { ...output, data: others, metadata: {} }
      if ('execution_count' in output) kept.execution_count = count
      for (const type of Object.keys(others)) others[type] = lines(others[type])
      if (figure) others[plotly] = pack(figure)
      const { explorer, digitPad } = output.metadata?.downhill ?? {}
      const draws = /** @type {Json | undefined} */ (figure ?? explorer ?? digitPad)
      if (draws) {
        kept.metadata = { downhill: { ...output.metadata?.downhill, of: hash(draws) } }
        pictures.push({ output: kept, draws })
      }
      return kept
    })
    return { ...cell, source: lines(cell.source), execution_count: count, outputs }
  })
  // As the kernel says it: else JupyterLab, when the kernel has started, takes the notebook for changed.
  const { kernelspec, language_info } = executed.metadata
  return { notebook: { ...executed, cells, metadata: { kernelspec, language_info } }, pictures }
}

/**
 * The text of a notebook, as Jupyter writes it.
 *
 * @param {Notebook} notebook
 */
export function textOf(notebook) {
  return `${JSON.stringify(sorted(notebook), null, 1)}\n`
}

/** @param {Json} draws */
function hash(draws) {
  return createHash('sha256').update(JSON.stringify(draws)).digest('hex').slice(0, 16)
}

/**
 * Prints that follow each other, as one: where they are cut is chance.
 *
 * @param {Output[]} outputs
 */
function joinStreams(outputs) {
  /** @type {Output[]} */
  const joined = []
  for (const output of outputs) {
    const last = joined.at(-1)
    if (last && output.output_type === 'stream' && last.name === output.name) {
      last.text = [last.text, output.text].flat().join('')
    } else joined.push({ ...output })
  }
  return joined
}

/**
 * Text as Jupyter keeps it, a list of lines with their ends.
 *
 * @param {any} text
 * @returns {string[]}
 */
function lines(text) {
  const whole = [text].flat().join('')
  return whole === '' ? [] : whole.split(/(?<=\n)/)
}

/**
 * Lists of numbers, and lists of lists, as Plotly's base64: a line for each number would be most of the
 * file.
 *
 * @param {unknown} value
 * @returns {unknown}
 */
function pack(value) {
  const shape = shapeOf(value)
  if (shape && shape.reduce((product, n) => product * n) >= 16) {
    const numbers = /** @type {number[]} */ (/** @type {unknown[]} */ (value).flat(2))
    const [dtype, Typed] = formFor(numbers)
    const bdata = Buffer.from(Typed.from(numbers).buffer).toString('base64')
    return shape.length === 1 ? { bdata, dtype } : { bdata, dtype, shape: shape.join(', ') }
  }
  if (Array.isArray(value)) return value.map(pack)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, pack(part)]))
}

/**
 * The shortest form that keeps seven digits of each number: no label and no pixel shows more.
 *
 * @param {number[]} numbers
 */
function formFor(numbers) {
  if (numbers.every(n => n === (n & 0xff))) return /** @type {const} */ (['u1', Uint8Array])
  if (numbers.every(n => Math.abs(Math.fround(n) - n) <= 1e-7 * Math.abs(n))) {
    return /** @type {const} */ (['f4', Float32Array])
  }
  return /** @type {const} */ (['f8', Float64Array])
}

/**
 * How long a list of numbers is, a list of such lists, or a list of those; undefined for all else.
 *
 * @param {unknown} value
 * @returns {number[] | undefined}
 */
function shapeOf(value) {
  if (!Array.isArray(value) || value.length === 0) return undefined
  if (value.every(Number.isFinite)) return [value.length]
  const first = shapeOf(value[0])
  if (!first || first.length === 3) return undefined
  const same = value.every(row => shapeOf(row)?.join() === first.join())
  return same ? [value.length, ...first] : undefined
}

/**
 * @param {unknown} value
 * @returns {unknown}
 */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  )
}
