import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../report.mjs'
import { root } from '../run.mjs'

/**
 * The files of the chapters, in reading order.
 *
 * @param {readonly string[]} starts how their names begin: `05`; by default all
 */
export function chapterFiles(starts = []) {
  const folder = join(root, 'notebooks')
  const names = readdirSync(folder)
    .filter(name => /^\d.*\.ipynb$/.test(name))
    .filter(name => starts.length === 0 || starts.some(start => name.startsWith(start)))
  if (names.length === 0) throw new Problem(`No chapter begins with ${starts.join(' or ')}.`)
  return names.sort().map(name => join(folder, name))
}
