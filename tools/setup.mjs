import { compile } from './setup/compile.mjs'
import { installKernelspec } from './setup/kernelspec.mjs'
import { installLabextension } from './setup/labextension.mjs'
import { installNbconvertTemplate } from './setup/nbconvert.mjs'
import { installNpmPackages } from './setup/npm-packages.mjs'
import { findPython } from './setup/python.mjs'
import { installPythonPackages } from './setup/python-packages.mjs'

/**
 * Brings everything the course needs to where it has to be. Each step looks first, so that a second
 * run does next to nothing and a run after an interrupted one heals it.
 *
 * @param {{ dev: boolean }} options dev: also what only the tests need
 * @returns {string} the Python to run Jupyter with
 */
export function setup({ dev }) {
  installNpmPackages(dev)
  const python = findPython()
  const prefix = installPythonPackages(python)
  compile()
  installKernelspec(prefix)
  installLabextension(prefix)
  installNbconvertTemplate(python, prefix)
  return python
}
