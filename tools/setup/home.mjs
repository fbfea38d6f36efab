import { accessSync, constants, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { Problem } from '../report.mjs'

/** npm, pip and Jupyter keep files in the home folder, and say little that helps if there is none. */
export function checkHome() {
  const mend = `set ${process.platform === 'win32' ? 'USERPROFILE' : 'HOME'} to a folder that you may write to, then run the command again.`
  const home = findHome()
  if (home === '') throw new Problem(`The home folder is not known: ${mend}`)
  if (!statSync(home, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Problem(`The home folder ${home} does not exist: make it, or ${mend}`)
  }
  try {
    accessSync(home, constants.W_OK)
  } catch {
    throw new Problem(`The home folder ${home} cannot be written: make it yours, or ${mend}`)
  }
}

function findHome() {
  try {
    return homedir()
  } catch {
    return ''
  }
}
