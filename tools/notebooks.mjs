import './node-version.mjs'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { canonical, textOf } from './notebooks/canonical.mjs'
import { chapterFiles } from './notebooks/chapters.mjs'
import { takePictures } from './notebooks/pictures.mjs'
import { done, main, Problem } from './report.mjs'
import { root } from './run.mjs'
import { setup } from './setup.mjs'

// Runs every chapter, or those named (`npm run notebooks -- 03 05`), and writes it back with what it shows.
main(async () => {
  const python = setup({ dev: true })
  for (const file of chapterFiles(process.argv.slice(2))) {
    const before = JSON.parse(readFileSync(file, 'utf8'))
    const { notebook, pictures } = canonical(execute(python, before, dirname(file)))
    const missing = pictures.filter(picture => !reuse(picture, before))
    await takePictures(missing)
    const text = textOf(notebook)
    writeFileSync(file, text)
    done(
      `${basename(file)}: ${pictures.length} pictures, ${missing.length} of them new, ${(text.length / 1e6).toFixed(2)} MB`,
    )
  }
})

/**
 * @param {string} python
 * @param {import('./notebooks/canonical.mjs').Notebook} notebook
 * @param {string} folder where it lies
 * @returns {import('./notebooks/canonical.mjs').Notebook}
 */
function execute(python, notebook, folder) {
  const program = join(root, 'tools', 'notebooks', 'execute.py')
  const { status, stdout, stderr } = spawnSync(python, [program, 'tslab', folder], {
    input: JSON.stringify(notebook),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (status !== 0) throw new Problem(`The notebook could not be run:\n${stderr}`)
  const executed = JSON.parse(stdout)
  for (const { id, outputs = [] } of executed.cells) {
    for (const { output_type, ename, evalue } of outputs) {
      if (output_type === 'error') throw new Problem(`The cell '${id}' failed: ${ename}: ${evalue}`)
    }
  }
  return executed
}

/**
 * Takes the picture that was there before, if it is of the same figure: another machine's Chromium
 * draws it a little differently.
 *
 * @param {import('./notebooks/canonical.mjs').Picture} picture
 * @param {import('./notebooks/canonical.mjs').Notebook} before
 * @returns {boolean} whether there was one
 */
function reuse({ output }, before) {
  const earlier = before.cells
    .flatMap(({ outputs = [] }) => outputs)
    .find(
      ({ data, metadata }) =>
        data?.['image/png'] && metadata?.downhill?.of === output.metadata?.downhill?.of,
    )
  if (!earlier) return false
  output.data = { ...output.data, 'image/png': earlier.data?.['image/png'] }
  output.metadata = { ...output.metadata, 'image/png': earlier.metadata?.['image/png'] }
  return true
}
