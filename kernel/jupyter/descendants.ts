import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Ends what this process has started, and what that has started: what the kernel waits for in execSync. */
export function signalDescendants(signal: NodeJS.Signals): void {
  const all = processes()
  const parents = new Set([process.pid])
  // A parent may stand behind its child.
  for (let before = 0; before !== parents.size; ) {
    before = parents.size
    for (const [pid, parent] of all) if (parents.has(parent)) parents.add(pid)
  }
  parents.delete(process.pid)
  for (const pid of parents) {
    try {
      process.kill(pid, signal)
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** Each process, and who started it. */
function processes(): [pid: number, parent: number][] {
  if (process.platform === 'win32') return []
  // Not ps, which slim images lack.
  if (process.platform === 'linux') {
    return readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(pid => [Number(pid), parentOf(pid)])
  }
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(line => {
      const [pid, parent] = line.trim().split(/\s+/).map(Number)
      return [pid!, parent!]
    })
}

function parentOf(pid: string): number {
  try {
    // "12 (a name, with ) or not) S 11 …": its state and its parent stand behind the name.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return 0
  }
}
