import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { doing, done, Problem } from '../report.mjs'
import { capture, isNetworkFailure, root } from '../run.mjs'
import { readPins } from './pins.mjs'
import { unfinishedMark } from './python.mjs'

// Prints the environment's folder and those pins, given as arguments, that it does not fulfil.
const inspection = `
import json, sys
from importlib.metadata import PackageNotFoundError, version

def fulfilled(pin):
    name, wanted = pin.split('==')
    try:
        return version(name) == wanted
    except PackageNotFoundError:
        return False

pins = sys.argv[1:]
print(json.dumps({'prefix': sys.prefix, 'missing': [pin for pin in pins if not fulfilled(pin)]}))
`

/**
 * Brings the environment's packages to the pins.
 *
 * @param {string} python
 * @param {string[]} pins by default those of the course, in environment.yml
 * @returns {string} the environment's folder
 */
export function installPythonPackages(python, pins = coursePins()) {
  const { prefix, missing } = inspect(python, pins)
  const mark = unfinishedMark(prefix)
  const interrupted = existsSync(mark)
  // An interrupted pip may leave a package that says it is installed and is not.
  if (interrupted || missing.length > 0) install(python, interrupted ? pins : missing, mark)
  done('Python packages')
  return prefix
}

function coursePins() {
  return readPins(readFileSync(join(root, 'environment.yml'), 'utf8'))
}

/**
 * @param {string} python
 * @param {string[]} pins
 * @returns {{ prefix: string, missing: string[] }}
 */
export function inspect(python, pins) {
  const result = capture(python, ['-c', inspection, ...pins])
  if (!result.ok) {
    console.error(result.output)
    throw new Problem(
      'The Python packages could not be listed for the reason above: mend that, then run the command again.',
    )
  }
  return JSON.parse(result.stdout)
}

/**
 * @param {string} python
 * @param {string[]} pins
 * @param {string} mark
 */
function install(python, pins, mark) {
  doing(`Python packages: installing ${pins.join(', ')}, which takes a minute or so`)
  const force = existsSync(mark) ? ['--force-reinstall'] : []
  writeFileSync(mark, '')
  const options = ['--disable-pip-version-check', '--no-input', '-q', ...force]
  const result = capture(python, ['-m', 'pip', 'install', ...options, ...pins])
  if (!result.ok) {
    if (isNetworkFailure(result.output)) {
      throw new Problem(
        'The Python packages could not be downloaded: connect to the network (behind a proxy, set HTTPS_PROXY), then run the command again.',
      )
    }
    console.error(result.output)
    throw new Problem(
      '`pip install` failed for the reason above: mend that, then run the command again.',
    )
  }
  rmSync(mark)
}
