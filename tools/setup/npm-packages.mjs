import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { doing, done, fail, Problem } from '../report.mjs'
import { capture, isNetworkFailure, root } from '../run.mjs'

const modules = join(root, 'node_modules')

// `npm ci` begins by emptying node_modules, and this is written when it has ended well: an
// interrupted installation has no stamp, and is done again.
const stampFile = join(modules, '.downhill.json')

/** @param {boolean} dev whether the packages that only the tests need are wanted, too */
export function installNpmPackages(dev) {
  // A start does not take away what the tests need.
  if (!isInstalled(dev)) install(dev || readStamp()?.dev === true)
  checkNativePart()
  done('npm packages')
}

/** What is to be installed. @param {boolean} dev */
function wanted(dev) {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return {
    lock: createHash('sha256').update(lock).digest('hex'),
    node: `${process.versions.modules}-${process.platform}-${process.arch}`,
    dev,
  }
}

/** The stamp; undefined if there is none that can be read. */
function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'))
  } catch {
    return undefined
  }
}

/** @param {boolean} dev */
function isInstalled(dev) {
  const { packages, ...stamp } = readStamp() ?? {}
  const { lock, node } = wanted(dev)
  if (packages === undefined || stamp.lock !== lock || stamp.node !== node) return false
  // The full installation serves a start as well.
  if (dev && !stamp.dev) return false
  const found = countFiles()
  // Building zeromq adds to it.
  return Object.entries(packages).every(([name, files]) => (found[name] ?? 0) >= files)
}

/** How many files and folders lie in each package, the packages' own packages included. */
function countFiles() {
  /** @type {Record<string, number>} */
  const counts = {}
  /** @param {string} folder relative to node_modules */
  const look = folder => {
    for (const name of readdirSync(join(modules, folder))) {
      if (name.startsWith('.')) continue
      const path = join(folder, name)
      if (name.startsWith('@')) {
        look(path)
        continue
      }
      try {
        const files = readdirSync(join(modules, path))
        counts[path] = files.length
        if (files.includes('node_modules')) look(join(path, 'node_modules'))
      } catch {
        // A link to nowhere, or a file, is not a package.
      }
    }
  }
  look('')
  return counts
}

/** @param {boolean} dev */
function install(dev) {
  doing('npm packages: installing, which takes a few seconds to a minute')
  const result = npm([
    'ci',
    '--no-audit',
    '--no-fund',
    // Whether scripts run differs between npm 10, 11 and 12; nothing here needs one.
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
    const otherwise = '`npm ci` failed for the reason above: mend that, then run the command again.'
    fail(result.output, '`npm ci` failed', otherwise)
  }
  checkZeromqIsThere()
  writeFileSync(stampFile, JSON.stringify({ ...wanted(dev), packages: countFiles() }))
}

/** @param {string[]} args */
function npm(args) {
  // If npm started this, use that same npm: no search, and no npm.cmd, which Windows runs only in a
  // shell.
  const path = process.env.npm_execpath
  if (path !== undefined && basename(path) === 'npm-cli.js') {
    return capture(process.execPath, [path, ...args])
  }
  return capture('npm', args, { shell: process.platform === 'win32' })
}

function checkZeromqIsThere() {
  if (existsSync(join(modules, 'zeromq'))) return
  throw new Problem(
    'The package zeromq is missing after `npm ci`: delete the folder node_modules, then run the command again.',
  )
}

/** zeromq, which the kernel speaks through, is the one package with a compiled part. */
function checkNativePart() {
  const { ok, output } = capture(process.execPath, ['-e', "require('zeromq')"])
  if (ok) return
  if (/Cannot find module '(?![./\\]|[A-Z]:)/.test(output)) {
    rmSync(stampFile, { force: true })
    throw new Problem(
      'node_modules is not complete, because zeromq or a package that it needs is missing: run the command again, which reinstalls all packages.',
    )
  }
  throw new Problem(
    `The package zeromq has no ready-made binary that loads on ${process.platform}-${process.arch}: build it with \`npm rebuild zeromq --ignore-scripts=false\` (needs CMake and a C++ compiler), then run the command again.`,
  )
}
