import './node-version.mjs'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { done, main, Problem } from './report.mjs'
import { node, root } from './run.mjs'
import { readRequirements } from './setup/pins.mjs'
import { venvPython } from './setup/python.mjs'
import { inspect, installPythonPackages } from './setup/python-packages.mjs'
import { setup } from './setup.mjs'

// Measures chapter 1 beside its twin in Python, and the other chapters alone, and writes what it finds
// into bench/; with --quick into a temporary folder, because that only shows that it works.
main(async () => {
  const { prefix } = inspect(setup({ dev: true }), [])
  const bench = join(root, 'bench')
  const python = venvPython(join(bench, 'chapter', '.venv'))
  installPythonPackages(
    python,
    readRequirements(readFileSync(join(bench, 'chapter', 'requirements.txt'), 'utf8')),
  )

  const args = process.argv.slice(2)
  const out = args.includes('--quick') ? mkdtempSync(join(tmpdir(), 'downhill-chapter-')) : bench
  const env = {
    ...process.env,
    DOWNHILL_BENCH_PYTHON: python,
    // Where our kernelspec is; the twin's comes with its Python.
    JUPYTER_PATH: join(prefix, 'share', 'jupyter'),
    // Both kernels show figures as they do in JupyterLab, wherever this was called.
    PLOTLY_RENDERER: undefined,
    VSCODE_PID: undefined,
  }
  if (!node(['--import', 'tsx', join(bench, 'chapter.ts'), out, ...args], env)) {
    throw new Problem('The measurement failed for the reason above.')
  }
  done(`${out}: README.md and chapter.json`)
})
