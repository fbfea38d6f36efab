import { join } from 'node:path'
import { root } from './run.mjs'

export { root }

/** The Python of the course's environment: the one that `npm test` set up. */
export const python: string =
  process.env.DOWNHILL_PYTHON ??
  join(
    root,
    '.venv',
    ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']),
  )
