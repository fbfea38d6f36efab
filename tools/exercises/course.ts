import { execFile, spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cell, joined, type Notebook } from '../notebooks/notebook'
import { freePort } from '../port.mjs'
import { python, root } from '../python'

export const exercises: string = join(root, 'notebooks', 'exercises')

interface GradedCell extends Cell {
  metadata: { nbgrader?: { grade: boolean; solution: boolean; points?: number } }
}

/** A copy of the course in a folder of its own, and nbgrader's command line. */
export class Course {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'downhill-course-'))

  constructor() {
    cpSync(exercises, this.folder, {
      recursive: true,
      filter: file => !/gradebook\.db|__pycache__/.test(file),
    })
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'))
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Runs `nbgrader …`; never rejects, as a class with a broken notebook ends with an error, too. */
  nbgrader(
    args: string[],
    env: Record<string, string> = {},
  ): Promise<{ code: number; log: string }> {
    const bin = dirname(python)
    return new Promise(resolve => {
      execFile(
        join(bin, 'nbgrader'),
        args,
        {
          cwd: this.folder,
          env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, ...env },
          maxBuffer: 1e8,
        },
        (error, stdout, stderr) =>
          resolve({ code: error ? Number(error.code ?? 1) : 0, log: stdout + stderr }),
      )
    })
  }

  read(...path: string[]): Notebook {
    return JSON.parse(readFileSync(join(this.folder, ...path), 'utf8'))
  }

  /** Puts a notebook, or any text, where a student's submission is collected. */
  submit(student: string, assignment: string, notebook: Notebook | string): void {
    const file = join(this.folder, 'submitted', student, assignment, `${assignment}.ipynb`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, typeof notebook === 'string' ? notebook : JSON.stringify(notebook))
  }

  /** The automatic score of each student, and how much could be reached. */
  async scores(assignment: string): Promise<Record<string, number>> {
    const program = `
import json, sys
from nbgrader.api import Gradebook
with Gradebook('sqlite:///gradebook.db') as gradebook:
    found = {}
    for submission in gradebook.assignment_submissions(sys.argv[1]):
        found[submission.student.id] = sum(
            grade.auto_score or 0 for notebook in submission.notebooks for grade in notebook.grades
        )
print(json.dumps(found))`
    return new Promise((resolve, reject) => {
      execFile(python, ['-c', program, assignment], { cwd: this.folder }, (error, stdout) =>
        error ? reject(error) : resolve(JSON.parse(stdout)),
      )
    })
  }

  /** A Jupyter server in the course's folder, where formgrader is. */
  async serve(): Promise<{ address(path: string): string; stop(): void }> {
    const port = await freePort()
    const token = 'downhill-test'
    const child = spawn(
      python,
      [
        '-m',
        'jupyter_server',
        '--no-browser',
        `--port=${port}`,
        `--IdentityProvider.token=${token}`,
        ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
      ],
      {
        cwd: this.folder,
        env: {
          ...process.env,
          PATH: `${dirname(python)}:${process.env.PATH}`,
          JUPYTER_CONFIG_DIR: join(this.folder, 'config'),
          JUPYTER_RUNTIME_DIR: join(this.folder, 'runtime'),
          JUPYTER_DATA_DIR: join(this.folder, 'data'),
        },
        stdio: 'ignore',
      },
    )
    const address = (path: string) => `http://localhost:${port}${path}?token=${token}`
    for (let waited = 0; waited < 120_000; waited += 200) {
      const answer = await fetch(address('/api/status')).catch(() => undefined)
      if (answer?.ok) return { address, stop: () => child.kill() }
      await sleep(200)
    }
    child.kill()
    throw new Error('the Jupyter server of the course did not start')
  }

  feedback(student: string, assignment: string): string {
    const file = join(this.folder, 'feedback', student, assignment, `${assignment}.html`)
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  }
}

export const gradedCells = (notebook: Notebook): GradedCell[] =>
  (notebook.cells as GradedCell[]).filter(cell => cell.metadata.nbgrader?.grade)

/** The points of the tests, by cell. */
export function pointsOf(notebook: Notebook): Record<string, number> {
  return Object.fromEntries(
    gradedCells(notebook)
      .filter(cell => cell.cell_type === 'code')
      .map(cell => [cell.id, cell.metadata.nbgrader!.points!]),
  )
}

/** A copy with the text of some cells replaced; undefined takes a cell out. */
export function withCells(
  notebook: Notebook,
  texts: Readonly<Record<string, string | undefined>>,
): Notebook {
  const cells = notebook.cells.flatMap(cell =>
    !(cell.id in texts)
      ? [cell]
      : texts[cell.id] === undefined
        ? []
        : [{ ...cell, source: texts[cell.id]! }],
  )
  return { ...notebook, cells }
}

/** The solution cells of the source, as a student would have written them. */
export function solutionsOf(source: Notebook): Record<string, string> {
  return Object.fromEntries(
    (source.cells as GradedCell[])
      .filter(cell => cell.metadata.nbgrader?.solution)
      .map(cell => [cell.id, joined(cell.source).replace(/^.*(BEGIN|END) SOLUTION.*\n?/gm, '')]),
  )
}

/** The lines of the hidden tests that stand nowhere else. */
export function hiddenLines(source: Notebook): string[] {
  const hidden = /BEGIN HIDDEN TESTS\n(.*?)\n.*END HIDDEN TESTS/gs
  const texts = source.cells.map(cell => joined(cell.source))
  const lines = (text: string) => text.split('\n').map(line => line.trim())
  const open = new Set(texts.flatMap(text => lines(text.replace(hidden, ''))))
  return texts
    .flatMap(text => [...text.matchAll(hidden)].flatMap(([, part]) => lines(part!)))
    .filter(line => line.length > 8 && !open.has(line))
}
