import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Ends the programs that a process has started, and those that they have started. */
export function endPrograms(parent: number, signal: NodeJS.Signals): void {
  const children = new Map<number, number[]>()
  for (const [pid, of] of processes()) children.set(of, [...(children.get(of) ?? []), pid])
  const end = (pid: number): void => {
    for (const child of children.get(pid) ?? []) {
      end(child)
      try {
        process.kill(child, signal)
      } catch {
        // It has ended by itself.
      }
    }
  }
  end(parent)
}

/** Every process and its parent. */
function processes(): [pid: number, parent: number][] {
  if (process.platform !== 'linux') {
    const { stdout = '' } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    return (stdout ?? '')
      .trim()
      .split('\n')
      .map(line => line.trim().split(/\s+/).map(Number) as [number, number])
  }
  // A small machine has no ps. In stat, the parent is the second after the name, which may hold anything.
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        return [[Number(name), Number(parent)] as [number, number]]
      } catch {
        return []
      }
    })
}
