/**
 * Measures the chapters in the kernel, the first of them beside its twin in Python. tools/bench-chapter.mjs
 * starts it, with the folder to write to as the first argument, DOWNHILL_BENCH_PYTHON naming a Python
 * with bench/chapter/requirements.txt, and JUPYTER_PATH naming where our kernelspec lies.
 * --rounds=5: how often everything is measured. --quick: chapter 1 once, to see that it works.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { chapterName, chapters, codeCells, joined, readNotebook } from '../tools/notebooks/notebook'
import { type Chapter, type Findings, measure, pairFigures, verdictsOf } from './chapter/findings'
import { compare } from './chapter/outputs'
import { markdown, terminal } from './chapter/report'
import type { Request, Run } from './chapter/run'
import { type Machine, replaceSection } from './page'
import { Child } from './speed/child'

const python = process.env.DOWNHILL_BENCH_PYTHON ?? 'python3'
const twin = join(__dirname, 'chapter', '01-gradient-descent.ipynb')
// The explorer answers in the browser; nothing of plotly.py does.
const unlike = 'explore'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, rounds: { type: 'string', default: '5' } },
})
const [out] = positionals
const { quick } = values
const rounds = quick ? 1 : Number(values.rounds)

async function main(): Promise<void> {
  if (out === undefined) throw new Error('Name the folder to write to.')
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a number from 1.')
  // numpy takes the threads it takes by default, all.
  const kernels = new Child<Request>(
    'kernels.py',
    [python, join(__dirname, 'chapter', 'kernels.py')],
    cpus().length,
  )
  try {
    const machine = {
      machine: `${cpus().length} × ${cpus()[0]!.model}, ${Math.round(totalmem() / 2 ** 30)} GB`,
      Node: process.versions.node,
      ...(await kernels.ask<Machine>({ do: 'versions' })),
      date: new Date().toISOString().slice(0, 10),
      rounds: String(rounds),
    }
    const [first, ...others] = chapters as [string, ...string[]]
    compare((await run(kernels, first)).cells, (await run(kernels, twin)).cells, unlike)
    console.log('✓ chapter 1 and its twin show the same')

    const files = quick ? [twin, first] : [twin, first, ...others]
    const runs = files.map((): Run[] => [])
    for (let round = 1; round <= rounds; round++) {
      for (const [i, file] of files.entries()) runs[i]!.push(await run(kernels, file))
      console.log(`✓ round ${round} of ${rounds}`)
    }
    report(out, findings(files, runs), machine)
  } finally {
    kernels.end()
  }
}

/** What the runs of the twin and of the chapters say. */
function findings(files: readonly string[], runs: readonly (readonly Run[])[]): Findings {
  const measured = files.map((file, i) => measure(chapterName(file), runs[i]!))
  const [ofTwin, ...ofChapters] = measured as [Chapter, ...Chapter[]]
  const figures = pairFigures(runs[1]![0]!, runs[0]![0]!)
  return {
    chapters: ofChapters,
    twin: ofTwin,
    figures,
    verdicts: verdictsOf(ofChapters[0]!, ofTwin, figures, unlike),
  }
}

/** Runs a notebook in a new kernel, the one it carries. */
function run(kernels: Child<Request>, file: string): Promise<Run> {
  const notebook = readNotebook(file)
  return kernels.ask({
    do: 'run',
    kernel: notebook.metadata.kernelspec.name,
    cwd: dirname(file),
    cells: codeCells(notebook).map(({ id, source }) => ({ id, source: joined(source) })),
  })
}

/** Writes what was found: to the terminal, as JSON, and into the page. */
function report(to: string, findings: Findings, machine: Machine): void {
  console.log(`\n${terminal(findings)}`)
  mkdirSync(to, { recursive: true })
  writeFileSync(join(to, 'chapter.json'), `${JSON.stringify({ machine, ...findings }, null, 2)}\n`)
  const page = readFileSync(join(__dirname, 'README.md'), 'utf8')
  const section = { name: 'chapter', command: 'npm run bench:chapter' }
  writeFileSync(join(to, 'README.md'), replaceSection(page, section, markdown(findings, machine)))
}

main().catch(error => {
  console.error(`✗ ${(error as Error).message}`)
  process.exit(1)
})
