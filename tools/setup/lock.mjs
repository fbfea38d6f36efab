import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { doing } from '../report.mjs'
import { root } from '../run.mjs'

const file = join(root, '.downhill-setup')

/** No step of a set-up takes this long: a run that is silent for longer has ended, on another machine. */
const LONGEST_MS = 60 * 60 * 1000

/**
 * Does a piece of work that only one run in this folder may do at a time; another waits until it ends.
 *
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
export function alone(work) {
  take()
  try {
    return work()
  } finally {
    rmSync(file, { force: true })
  }
}

function take() {
  for (let waited = false; !isTaken(); waited = true) {
    const holder = readHolder()
    if (holder === undefined) continue
    if (isGone(holder)) {
      remove(holder)
      continue
    }
    if (!waited) {
      doing(
        `another run is setting this folder up: waiting for it to end (if there is no other run, delete ${file})`,
      )
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  }
}

/** Whether the file is ours now. */
function isTaken() {
  try {
    // Refused if it is there already.
    writeFileSync(file, `${process.pid} ${hostname()}`, { flag: 'wx' })
    return true
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code === 'EEXIST') return false
    // On a full disk it is created, but stays empty.
    if (code === 'ENOSPC' || code === 'EDQUOT') rmSync(file, { force: true })
    // The folder is what is to be mended, not this file.
    throw new Error(`${code}: '${root}'`)
  }
}

/** What the file says; undefined when it has just gone. */
function readHolder() {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Whether the run that took the file was killed. @param {string} holder */
function isGone(holder) {
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
  if (age > LONGEST_MS) return true
  const [pid, host] = holder.split(' ')
  // Empty for a moment, until it is written.
  if (!pid) return age > 10_000
  if (host !== hostname()) return false
  try {
    process.kill(Number(pid), 0)
    return Number(pid) === process.pid
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH'
  }
}

/**
 * If two runs find it left over, the second must not remove the one that the first has just made. @param
 * {string} holder
 */
function remove(holder) {
  const aside = `${file}-${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (readFileSync(aside, 'utf8') === holder) rmSync(aside)
  else renameSync(aside, file)
}
