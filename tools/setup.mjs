import { compile } from './setup/compile.mjs'
import { checkHome } from './setup/home.mjs'
import { installKernelspec } from './setup/kernelspec.mjs'
import { installLabextension } from './setup/labextension.mjs'
import { alone } from './setup/lock.mjs'
import { installNbconvertTemplate } from './setup/nbconvert.mjs'
import { installNpmPackages } from './setup/npm-packages.mjs'
import { choosePython } from './setup/python.mjs'
import { askBeforeMajorChanges, installPythonPackages } from './setup/python-packages.mjs'

/**
 * Installs everything the course needs. Each step looks first, so that a second run does next to nothing,
 * and a run after an interrupted one completes it. Two runs at once take turns.
 *
 * @param {{ dev: boolean }} options dev: also what only the tests need
 * @returns {string} the Python to run Jupyter with
 */
export function setup({ dev }) {
  checkHome()
  return alone(() => {
    // What cannot be fixed here is said before anything is installed.
    const { activated, python, prepare } = choosePython()
    if (activated !== undefined) askBeforeMajorChanges(python, activated)
    installNpmPackages(dev)
    prepare()
    const prefix = installPythonPackages(python)
    compile()
    installKernelspec(prefix)
    installLabextension(prefix)
    installNbconvertTemplate(python, prefix)
    return python
  })
}
