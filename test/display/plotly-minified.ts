import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { plotlyVersion } from '../../src/display/figure-html'

const inPackage = 'plotly/package_data/plotly.min.js'

/**
 * The minified plotly.js, which comes with Python's plotly: $PLOTLY_MIN, else that of the .venv of this
 * repository, else that of python3; undefined if none of them has the right version.
 */
export function plotlyMinified(): string | undefined {
  const fromEnvironment = process.env.PLOTLY_MIN === undefined ? [] : [process.env.PLOTLY_MIN]
  const lib = join(__dirname, '../../.venv/lib')
  const fromVenv = existsSync(lib)
    ? readdirSync(lib).map(python => join(lib, python, 'site-packages', inPackage))
    : []
  return [...fromEnvironment, ...fromVenv, ...fromPython()].find(isRight)
}

function fromPython(): string[] {
  const code = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
  try {
    const found = execFileSync('python3', ['-c', code], { encoding: 'utf8', stdio: 'pipe' })
    return [join(found.trim(), inPackage)]
  } catch {
    return []
  }
}

function isRight(file: string): boolean {
  return (
    existsSync(file) && readFileSync(file, 'utf8').slice(0, 200).includes(`v${plotlyVersion}\n`)
  )
}
