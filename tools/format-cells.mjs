import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { Problem } from './report.mjs'
import { capture, root } from './run.mjs'

/**
 * @typedef {{ cell_type: string, source: string | string[] }} Cell
 * @typedef {{ path: string, notebook: { cells: Cell[] } }} Opened
 */

/**
 * Formats the code cells of all notebooks. Biome reads no notebooks, so the cells go through files.
 *
 * @param {{ check: boolean }} options check: change nothing
 * @returns {string[]} the cells that are (or, checking, would be) changed, as `file, cell n`
 */
export function formatCells({ check }) {
  const notebooks = openNotebooks()
  const folder = mkdtempSync(join(tmpdir(), 'downhill-cells-'))
  try {
    writeFileSync(join(folder, 'biome.json'), cellSettings())
    for (const { path, index, cell } of codeCells(notebooks)) {
      const file = cellFile(folder, path, index)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, `${text(cell)}\n`)
    }
    runBiome(folder)
    /** @type {Set<Opened>} */
    const changed = new Set()
    /** @type {string[]} */
    const names = []
    for (const { opened, path, index, cell } of codeCells(notebooks)) {
      // A cell's last line has no end in a notebook.
      const formatted = readFileSync(cellFile(folder, path, index), 'utf8').replace(/\n$/, '')
      if (formatted === text(cell)) continue
      cell.source = formatted.split(/(?<=\n)/)
      changed.add(opened)
      names.push(`${path}, cell ${index + 1}`)
    }
    if (!check) for (const opened of changed) save(opened)
    return names
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** @returns {Opened[]} */
function openNotebooks() {
  return findNotebooks(join(root, 'notebooks')).map(path => ({
    path: relative(root, path),
    notebook: JSON.parse(readFileSync(path, 'utf8')),
  }))
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function findNotebooks(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return entry.name.startsWith('.') ? [] : findNotebooks(path)
      return entry.name.endsWith('.ipynb') ? [path] : []
    })
}

/** @param {Opened[]} notebooks */
function codeCells(notebooks) {
  return notebooks.flatMap(opened =>
    opened.notebook.cells
      .map((cell, index) => ({ opened, path: opened.path, index, cell }))
      .filter(({ cell }) => cell.cell_type === 'code'),
  )
}

/** @param {string} folder @param {string} path @param {number} index */
function cellFile(folder, path, index) {
  return join(folder, path, `cell ${index + 1}.ts`)
}

/** @param {Cell} cell */
function text(cell) {
  return typeof cell.source === 'string' ? cell.source : cell.source.join('')
}

/**
 * The repository's style, without its list of files, because the cells lie elsewhere; the cells of
 * chapters have shorter lines.
 */
function cellSettings() {
  const { formatter, javascript } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'))
  const chapters = { includes: ['notebooks/*.ipynb/**'], formatter: { lineWidth: 90 } }
  return JSON.stringify({ root: true, formatter, javascript, overrides: [chapters] })
}

/** @param {string} folder */
function runBiome(folder) {
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
  const options = ['--write', '--no-errors-on-unmatched', '--colors=off']
  const result = capture(process.execPath, [biome, 'format', ...options], { cwd: folder })
  if (result.ok) return
  console.error(result.output)
  throw new Problem('A code cell cannot be read: mend the one named above.')
}

/**
 * Writes the JSON as nbformat does: one space a level, a newline at the end.
 *
 * @param {Opened} opened
 */
function save({ path, notebook }) {
  writeFileSync(join(root, path), `${JSON.stringify(notebook, null, 1)}\n`)
}
