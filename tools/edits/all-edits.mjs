import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { chapterFiles } from '../notebooks/chapters.mjs'
import { Problem } from '../report.mjs'
import { root } from '../run.mjs'

/**
 * @typedef {import('./try-chapter.mjs').Trouble} Trouble
 * @typedef {{ chapter: string, edits: number, troubles: Trouble[] }} Tried
 */

/**
 * Tries edits of chapters, as many chapters at a time as there are cores.
 *
 * @param {object} options
 * @param {string[]} [options.chapters] how their names begin: `05`; by default all
 * @param {number} [options.most] so many edits of each chapter; by default all
 * @param {number} [options.seed] which ones
 * @returns {Promise<Tried[]>}
 */
export async function allEdits({ chapters = [], most = 1e9, seed = 1 } = {}) {
  const files = chapterFiles(chapters)
  /** @type {Map<string, Tried>} */
  const tried = new Map()
  // The last take longest: they begin first.
  const waiting = files.toReversed()
  const work = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      tried.set(file, await tryOne(file, most, seed))
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return files.map(file => /** @type {Tried} */ (tried.get(file)))
}

/**
 * @param {string} file
 * @param {number} most
 * @param {number} seed
 * @returns {Promise<Tried>}
 */
async function tryOne(file, most, seed) {
  const program = join(root, 'tools', 'edits', 'child.mjs')
  const child = spawn(
    process.execPath,
    ['--no-force-async-hooks-checks', program, file, String(most), String(seed)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = new Promise(resolve => child.once('close', resolve))
  const tried = {
    chapter: basename(file, '.ipynb'),
    edits: 0,
    troubles: /** @type {Trouble[]} */ ([]),
  }
  for await (const line of createInterface(child.stdout)) {
    tried.edits++
    tried.troubles.push(...JSON.parse(line))
  }
  const code = await ended
  if (code !== 0) throw new Problem(`The edits of ${tried.chapter} ended with code ${code}.`)
  return tried
}
