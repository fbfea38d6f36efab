import { readFileSync } from 'node:fs'
import { Learner } from './learner.mjs'
import { changesOf, namesIn, numbersIn } from './numbers.mjs'

/**
 * @typedef {{ cell: string, at: number, of: string, from: string, to: string }} Edit one number of one cell
 * @typedef {{ edit: Edit, way: 'all' | 'above', cell: string, kind: string, evalue: string }} Trouble
 * what an edit led to: in which cell, and of what kind
 */

/** @typedef {{ id: string, source: string }} CodeCell */

/**
 * @param {string} file a notebook
 * @returns {CodeCell[]}
 */
export function codeCellsOf(file) {
  /** @type {{ cells: { id: string, cell_type: string, source: string | string[] }[] }} */
  const { cells } = JSON.parse(readFileSync(file, 'utf8'))
  return cells
    .filter(({ cell_type }) => cell_type === 'code')
    .map(({ id, source }) => ({ id, source: [source].flat().join('') }))
}

/**
 * Every edit of a chapter: each number that invites one, changed two or three ways.
 *
 * @param {CodeCell[]} cells
 * @returns {Edit[]}
 */
export function editsOf(cells) {
  return cells.flatMap(({ id, source }) =>
    numbersIn(source).flatMap(number =>
      changesOf(number).map(to => ({
        cell: id,
        at: number.start,
        of: number.name,
        from: number.text,
        to,
      })),
    ),
  )
}

/**
 * Makes edits as a learner does, one at a time: changes the number, runs the cell and those below. Once
 * where only the cells above have run, once where the whole chapter has.
 *
 * @param {CodeCell[]} cells
 * @param {Edit[]} edits in the order of the cells
 * @param {(troubles: Trouble[]) => void} tell called after each edit
 */
export async function tryEdits(cells, edits, tell) {
  const learner = new Learner()
  /** What was there before each cell ran. @type {Map<string, () => void>} */
  const above = new Map()
  /** What each cell says as it is. @type {Map<string, string>} */
  const published = new Map()
  for (const { id, source } of cells) {
    above.set(id, learner.save())
    const answer = await learner.run(source)
    if (answer.failure) throw new Error(`${id} fails as it is: ${answer.failure.evalue}`)
    published.set(id, wordsOf(answer))
  }
  const all = learner.save()
  for (const edit of edits) {
    /** @type {Trouble[]} */
    const troubles = []
    for (const [way, restore] of /** @type {const} */ ([
      ['all', all],
      ['above', above.get(edit.cell)],
    ])) {
      restore?.()
      for (const { id, source } of cellsToRun(cells, edit, way)) {
        const answer = await learner.run(source)
        const own = id === edit.cell ? edit : undefined
        for (const { kind, evalue } of troublesOf(answer, own, published.get(id) ?? '')) {
          troubles.push({ edit, way, cell: id, kind, evalue })
        }
      }
    }
    tell(troubles)
  }
}

/**
 * What a learner runs to see an edit: the changed cell and those below it. Where the whole chapter has run,
 * a cell that names nothing that has changed would do again what it did, and is left out.
 *
 * @param {CodeCell[]} cells
 * @param {Edit} edit
 * @param {'all' | 'above'} way what has run before
 * @returns {CodeCell[]}
 */
export function cellsToRun(cells, edit, way) {
  const first = cells.findIndex(({ id }) => id === edit.cell)
  /** @type {Set<string>} */
  const anew = new Set()
  return cells.slice(first).flatMap(({ id, source }) => {
    const { declared, named } = namesIn(source)
    if (way === 'all' && id !== edit.cell && ![...named].some(name => anew.has(name))) return []
    for (const name of declared) anew.add(name)
    return [{ id, source: id === edit.cell ? changed(source, edit) : source }]
  })
}

/**
 * @param {string} source
 * @param {Edit} edit
 */
function changed(source, { at, from, to }) {
  return source.slice(0, at) + to + source.slice(at + from.length)
}

/** A sentence for a learner that names what was given and what is accepted. */
const sentence = /^[^\n]+[, ](got|not|and) [^\n]+\.(\n|$)/

/**
 * What is wrong with what came of a cell, in words for the table.
 *
 * @param {import('./learner.mjs').Answer} answer
 * @param {Edit | undefined} edit the number that was changed in this cell
 * @param {string} published what the cell says as it is
 */
function troublesOf(answer, edit, published) {
  const troubles = []
  if (answer.failure) {
    const { ename, evalue } = answer.failure
    const [first = ''] = evalue.split('\n')
    troubles.push({ kind: kindOf(ename, evalue, edit !== undefined), evalue: first })
  }
  const words = wordsOf(answer)
  if (edit && saysOldNumber(words, published, edit)) {
    troubles.push({ kind: 'still says the old number', evalue: words.replaceAll('\n', ' | ') })
  }
  const odd = /\b(undefined|NaN)\b/.exec(words)
  if (odd) troubles.push({ kind: `says ${odd[0]}`, evalue: around(words, odd.index) })
  return troubles
}

/**
 * What a cell prints, and the titles and names in what it shows.
 *
 * @param {import('./learner.mjs').Answer} answer
 */
function wordsOf({ said, shown }) {
  return [said, ...shown.map(textsOf)].join('\n')
}

/** What titles and legends say, which has to be what was run. */
const told = /^(lr|momentum|beta1|beta2|decayRate|steps|epochs|[A-Z_]+)$/

/**
 * Whether the words under the edited cell hold its old number as often as they did. A single digit may be
 * some other number: the 1 in "step 1", or in a formula.
 *
 * @param {string} words
 * @param {string} published
 * @param {Pick<Edit, 'of' | 'from'>} edit
 */
export function saysOldNumber(words, published, { of, from }) {
  const number = new RegExp(`(?<![\\w.])${from.replace('.', '\\.')}(?![\\w.]*\\d)`, 'g')
  const count = (/** @type {string} */ text) => text.match(number)?.length ?? 0
  return told.test(of) && from.length > 1 && count(words) > 0 && count(words) >= count(published)
}

/**
 * @param {string} ename
 * @param {string} evalue
 * @param {boolean} isEdited
 */
export function kindOf(ename, evalue, isEdited) {
  if (ename === 'AssertionError') return 'AssertionError'
  if (/Cannot find name|is not there yet|is not defined/.test(evalue)) return 'name not found'
  if (/undefined|null/.test(evalue) && ename === 'TypeError') return 'TypeError about undefined'
  if (ename === 'TypeScriptError') return 'type error'
  return sentence.test(evalue)
    ? isEdited
      ? 'a sentence'
      : 'a sentence, in another cell'
    : `other ${ename}`
}

/**
 * Titles, names and labels of what was shown.
 *
 * @param {any} data
 * @returns {string}
 */
function textsOf(data) {
  const { data: traces = [], layout = {} } = data['application/vnd.plotly.v1+json'] ?? {}
  const { title, annotations = [] } = layout
  return [title, ...annotations]
    .map(of => of?.text ?? '')
    .concat(traces.map((/** @type {any} */ t) => t.name ?? ''))
    .join('\n')
}

/**
 * @param {string} text
 * @param {number} index
 */
function around(text, index) {
  return text.slice(Math.max(0, index - 40), index + 40).replaceAll('\n', ' ')
}
