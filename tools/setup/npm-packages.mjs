import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { doing, done, Problem } from '../report.mjs'
import { capture, isNetworkFailure, root } from '../run.mjs'

const modules = join(root, 'node_modules')

// `npm ci` begins by emptying node_modules, and this is written when it has ended well: an
// interrupted installation has no stamp, and is done again.
const stampFile = join(modules, '.downhill.json')

/** @param {boolean} dev whether the packages that only the tests need are wanted, too */
export function installNpmPackages(dev) {
  if (!isInstalled(dev)) install(dev)
  checkNativePart()
  done('npm packages')
}

/** @param {boolean} dev */
function stamp(dev) {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return JSON.stringify({
    lock: createHash('sha256').update(lock).digest('hex'),
    node: `${process.versions.modules}-${process.platform}-${process.arch}`,
    dev,
  })
}

/** @param {boolean} dev */
function isInstalled(dev) {
  if (!existsSync(stampFile)) return false
  const found = readFileSync(stampFile, 'utf8')
  // The full installation serves a start as well.
  return found === stamp(true) || (!dev && found === stamp(false))
}

/** @param {boolean} dev */
function install(dev) {
  doing('npm packages: installing, which takes a few seconds to a minute')
  const result = npm([
    'ci',
    '--no-audit',
    '--no-fund',
    // What scripts would do differs between npm 10, 11 and 12; nothing here needs one.
    '--ignore-scripts',
    // npm's own waits add up to more than a minute before it says that there is no network.
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=5000',
    ...(dev ? ['--include=dev'] : ['--omit=dev']),
  ])
  if (!result.ok) {
    if (isNetworkFailure(result.output)) {
      throw new Problem(
        'The npm packages could not be downloaded: connect to the network (behind a proxy, set HTTPS_PROXY), then run the command again.',
      )
    }
    console.error(result.output)
    throw new Problem(
      '`npm ci` failed for the reason above: mend that, then run the command again.',
    )
  }
  writeFileSync(stampFile, stamp(dev))
}

/** @param {string[]} args */
function npm(args) {
  // Started by npm, use that very npm: no search, and no npm.cmd, which Windows runs by a shell only.
  const path = process.env.npm_execpath
  if (path !== undefined && basename(path) === 'npm-cli.js') {
    return capture(process.execPath, [path, ...args])
  }
  return capture('npm', args, { shell: process.platform === 'win32' })
}

/** zeromq, which the kernel speaks through, is the one package with a compiled part. */
function checkNativePart() {
  if (capture(process.execPath, ['-e', "require('zeromq')"]).ok) return
  throw new Problem(
    `The package zeromq has no ready-made binary that loads on ${process.platform}-${process.arch}: build it with \`npm rebuild zeromq --ignore-scripts=false\` (needs CMake and a C++ compiler), then run the command again.`,
  )
}
