import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Notebook } from '../../tools/notebooks/notebook'
import { python, root } from '../../tools/python'

export interface ExecuteOptions {
  /** The kernelspec's name; by default the one that the notebook carries. */
  kernel?: string
  /** What the kernel finds in its environment besides ours. */
  env?: Record<string, string>
}

/** Runs a notebook with nbclient where the chapters lie, and returns it with its outputs. */
export async function execute(
  notebook: Notebook,
  { kernel = notebook.metadata.kernelspec.name, env = {} }: ExecuteOptions = {},
): Promise<Notebook> {
  const program = join(root, 'tools', 'notebooks', 'execute.py')
  const child = spawn(python, [program, kernel, join(root, 'notebooks')], {
    env: { ...process.env, ...env },
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  child.stdin.end(JSON.stringify(notebook))
  const [output, complaint, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ])
  if (code !== 0) throw new Error(`execute.py ended with code ${code}:\n${complaint}`)
  return JSON.parse(output)
}
