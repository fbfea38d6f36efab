import { existsSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isatty } from 'node:tty'
import { doing, done, fail, Problem } from '../report.mjs'
import { capture, isNetworkFailure, root } from '../run.mjs'
import { readPins } from './pins.mjs'
import { unfinishedMark } from './python.mjs'

// Prints the environment's folder, those pins, given as arguments, that it does not fulfil, and which
// versions of them it has.
const inspection = `
import json, sys
from importlib.metadata import PackageNotFoundError, version

def found(name):
    try:
        return version(name)
    except PackageNotFoundError:
        return None

pins = dict(pin.split('==') for pin in sys.argv[1:])
have = {name: found(name) for name in pins}
print(json.dumps({
    'prefix': sys.prefix,
    'missing': [name + '==' + pin for name, pin in pins.items() if have[name] != pin],
    'have': {name: have[name] for name in pins if have[name]},
}))
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

/**
 * Asks before an environment of the user's own gets another major version of a package, as JupyterLab 4
 * for 3: what else is installed there may need the old one.
 *
 * @param {string} python
 * @param {string} prefix the environment's folder
 */
export function askBeforeMajorChanges(python, prefix) {
  if (process.env.DOWNHILL_CHANGE_PACKAGES === '1') return
  const { missing, have = {} } = inspect(python, coursePins())
  const changes = missing.flatMap(pin => {
    const [name = '', wanted = ''] = pin.split('==')
    const found = have[name]
    return found === undefined || major(found) === major(wanted)
      ? []
      : [`${name} ${found} to ${wanted}`]
  })
  if (changes.length === 0) return
  const what = `The course would change ${changes.join(', ')} in the activated environment ${prefix}`
  if (isatty(0) && isatty(1) && isYes(`${what}. Change it? [y/N] `)) return
  throw new Problem(
    `${what}, so nothing was done: deactivate the environment, for the course to use a .venv of its own, or allow the change with DOWNHILL_CHANGE_PACKAGES=1 before the command.`,
  )
}

/** @param {string} version */
function major(version) {
  return version.split('.')[0]
}

/** @param {string} question */
function isYes(question) {
  process.stdout.write(question)
  const answer = Buffer.alloc(100)
  const length = readSync(0, answer)
  return /^\s*y(es)?\s*$/i.test(answer.toString('utf8', 0, length))
}

function coursePins() {
  return readPins(readFileSync(join(root, 'environment.yml'), 'utf8'))
}

/**
 * @param {string} python
 * @param {string[]} pins
 * @returns {{ prefix: string, missing: string[], have?: Record<string, string> }}
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
    const otherwise =
      '`pip install` failed for the reason above: mend that, then run the command again.'
    fail(result.output, '`pip install` failed', otherwise)
  }
  rmSync(mark)
}
