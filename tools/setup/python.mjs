import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { doing, done, fail, Problem } from '../report.mjs'
import { capture, root } from '../run.mjs'

const windows = process.platform === 'win32'

/**
 * Lies in an environment while it is being changed: one that is found with it was interrupted.
 *
 * @param {string} prefix the environment's folder
 */
export function unfinishedMark(prefix) {
  return join(prefix, '.downhill-unfinished')
}

/**
 * The Python of the activated environment, or else of the repository's .venv. Looks whether it will do,
 * and changes nothing yet.
 *
 * @returns {{ activated: string | undefined, python: string, prepare: () => void }} the activated
 *   environment's folder; the path of the program; what makes .venv if need be, and says what is there
 */
export function choosePython() {
  const venv = join(root, '.venv')
  const activated = activatedEnvironment()
  if (activated !== undefined && resolve(activated.prefix) !== venv) {
    checkActivated(activated)
    const prepare = () => done(`Python of the activated environment ${activated.prefix}`)
    return { activated: activated.prefix, python: activated.python, prepare }
  }

  const python = pythonIn(venv)
  // Throws if there is no Python to make it with.
  if (!isUsable(venv)) systemPython()
  return { activated: undefined, python, prepare: () => venvPython(venv) }
}

/**
 * The Python of a virtual environment, made if need be.
 *
 * @param {string} venv its folder, in the repository
 * @returns {string} path of the program
 */
export function venvPython(venv) {
  if (!isUsable(venv)) makeVenv(venv)
  done(`Python environment ${relative(root, venv)}`)
  return pythonIn(venv)
}

/** @param {string} venv */
function pythonIn(venv) {
  return join(venv, windows ? 'Scripts/python.exe' : 'bin/python')
}

/** @param {string} venv */
function isUsable(venv) {
  const python = pythonIn(venv)
  return !existsSync(unfinishedMark(venv)) && isNewEnough(version(python)) && hasPip(python)
}

/** @returns {{ prefix: string, python: string } | undefined} */
function activatedEnvironment() {
  const { VIRTUAL_ENV, CONDA_PREFIX, CONDA_DEFAULT_ENV } = process.env
  if (VIRTUAL_ENV) {
    return {
      prefix: VIRTUAL_ENV,
      python: pythonIn(VIRTUAL_ENV),
    }
  }
  // Most conda shells start in `base` unasked, and conda itself lives there: leave it alone.
  if (CONDA_PREFIX && CONDA_DEFAULT_ENV !== 'base') {
    return {
      prefix: CONDA_PREFIX,
      python: join(CONDA_PREFIX, windows ? 'python.exe' : 'bin/python'),
    }
  }
  return undefined
}

/** @param {{ prefix: string, python: string }} environment */
function checkActivated({ prefix, python }) {
  const found = version(python)
  if (!isNewEnough(found)) {
    const what = found === undefined ? 'no Python that runs' : `Python ${found}`
    throw new Problem(
      `The activated environment ${prefix} has ${what}, but Python 3.10 or newer is needed: deactivate it or activate another one, then run the command again.`,
    )
  }
  if (!hasPip(python)) {
    throw new Problem(
      `The activated environment ${prefix} has no pip: add it with \`python -m ensurepip\` or deactivate the environment, then run the command again.`,
    )
  }
}

/** @param {string} venv */
function makeVenv(venv) {
  doing(`Python environment: making ${relative(root, venv)}`)
  const python = systemPython()
  rmSync(venv, { recursive: true, force: true })
  mkdirSync(venv)
  writeFileSync(unfinishedMark(venv), '')
  const result = capture(python, ['-m', 'venv', venv])
  if (result.ok) return
  if (/ensurepip|No module named '?venv/.test(result.output)) {
    throw new Problem(
      `${python} cannot make an environment, because its module venv is missing: install it (on Debian and Ubuntu: \`sudo apt install python3-venv\`), then run the command again.`,
    )
  }
  const failed = `\`${python} -m venv .venv\` failed`
  const otherwise = `${failed} for the reason above: mend that, then run the command again.`
  fail(result.output, failed, otherwise)
}

function systemPython() {
  /** @type {string[]} */
  const tooOld = []
  for (const name of windows ? ['python3', 'python', 'py'] : ['python3', 'python']) {
    const found = version(name)
    if (isNewEnough(found)) return name
    if (found !== undefined) tooOld.push(`${name} is ${found}`)
  }
  const what = tooOld.length > 0 ? tooOld.join(' and ') : 'none was found'
  throw new Problem(
    `Python 3.10 or newer is needed, but ${what}: install a newer one or activate an environment that has it, then run the command again.`,
  )
}

/** @param {string} python */
function version(python) {
  const result = capture(python, ['-c', "import sys; print('%d.%d.%d' % sys.version_info[:3])"])
  const text = result.stdout.trim()
  return result.ok && /^\d+\.\d+\.\d+$/.test(text) ? text : undefined
}

/** @param {string | undefined} found */
function isNewEnough(found) {
  if (found === undefined) return false
  const [major = 0, minor = 0] = found.split('.').map(Number)
  return major > 3 || (major === 3 && minor >= 10)
}

/** @param {string} python */
function hasPip(python) {
  return capture(python, ['-c', 'import pip']).ok
}
