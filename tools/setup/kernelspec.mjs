import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { done } from '../report.mjs'
import { root } from '../run.mjs'

/** What Jupyter reads to know how to start the kernel. */
export const kernelspec = {
  argv: [
    process.execPath,
    // kernel/README.md, 'How stop works', says why.
    '--no-force-async-hooks-checks',
    join(root, 'kernel', 'dist', 'jupyter', 'launch.js'),
    '{connection_file}',
  ],
  display_name: 'TypeScript (Downhill)',
  language: 'typescript',
  // On Windows a signal would not reach the kernel.
  interrupt_mode: 'message',
  // 'downhill': grading asks for it, notebooks/exercises/downhill_grading.py.
  metadata: { debugger: false, downhill: true },
}

/**
 * Installs the kernelspec into an environment, as `tslab`: the name the notebooks carry.
 *
 * @param {string} prefix the environment's folder
 */
export function installKernelspec(prefix) {
  const folder = join(prefix, 'share', 'jupyter', 'kernels', 'tslab')
  const file = join(folder, 'kernel.json')
  const text = `${JSON.stringify(kernelspec, null, 2)}\n`
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, text)
  }
  done('kernel')
}
