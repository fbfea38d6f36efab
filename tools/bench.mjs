import './node-version.mjs'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { takePictures } from './notebooks/pictures.mjs'
import { done, main, Problem } from './report.mjs'
import { node, root } from './run.mjs'
import { readRequirements } from './setup/pins.mjs'
import { venvPython } from './setup/python.mjs'
import { installPythonPackages } from './setup/python-packages.mjs'
import { setup } from './setup.mjs'

// Measures the package beside numpy and PyTorch, and writes what it finds into bench/; with --quick into
// a temporary folder, because that only shows that it works.
main(async () => {
  setup({ dev: true })
  const bench = join(root, 'bench')
  const python = venvPython(join(bench, '.venv'))
  installPythonPackages(
    python,
    readRequirements(readFileSync(join(bench, 'requirements.txt'), 'utf8')),
  )

  const args = process.argv.slice(2)
  const out = args.includes('--quick') ? mkdtempSync(join(tmpdir(), 'downhill-speed-')) : bench
  const env = { ...process.env, DOWNHILL_BENCH_PYTHON: python }
  if (!node(['--import', 'tsx', join(bench, 'speed.ts'), out, ...args], env)) {
    throw new Problem('The measurement failed for the reason above.')
  }
  await draw(out)
  done(`${out}: README.md, speed.json, speed.figure.json and speed.png`)
})

/**
 * Draws the figure.
 *
 * @param {string} folder where it lies
 */
async function draw(folder) {
  const figure = JSON.parse(readFileSync(join(folder, 'speed.figure.json'), 'utf8'))
  const type = 'application/vnd.plotly.v1+json'
  const output = { output_type: 'display_data', data: { [type]: figure }, metadata: {} }
  await takePictures([{ output, draws: {} }])
  const png = /** @type {Record<string, string>} */ (output.data)['image/png']
  writeFileSync(join(folder, 'speed.png'), Buffer.from(String(png), 'base64'))
}
