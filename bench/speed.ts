/**
 * Measures this package beside numpy, PyTorch and C. tools/bench.mjs starts it, with the folder to write
 * to as the first argument, and DOWNHILL_BENCH_PYTHON naming a Python with bench/requirements.txt.
 * --rounds=5: how often everything is measured. --quick: little of everything, to see that it works.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Machine, replaceSection } from './page'
import { Child, type Request } from './speed/child'
import { type Contest, contests, dtypes, type ProcessName } from './speed/contests'
import { goals, judge, type Result, summary } from './speed/goals'
import { writeInputs } from './speed/inputs'
import { check, readOutcome, reference } from './speed/outcomes'
import { plot } from './speed/plot'
import { markdown, terminal } from './speed/report'

type Children = Readonly<Record<ProcessName, Child<Request>>>

const here = join(__dirname, 'speed')
const python = process.env.DOWNHILL_BENCH_PYTHON ?? 'python3'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, rounds: { type: 'string', default: '5' } },
})
const [out] = positionals
const { quick } = values
const rounds = quick ? 2 : Number(values.rounds)
const sizes = quick ? [1e3, 1e5] : [1e3, 1e5, 1e6, 1e7]
const ms = quick ? 5 : 100
const threads = Math.min(4, cpus().length)

async function main(): Promise<void> {
  if (out === undefined) throw new Error('Name the folder to write to.')
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a number from 1.')
  const folder = mkdtempSync(join(tmpdir(), 'downhill-bench-'))
  let children: Children | undefined
  try {
    writeInputs(folder, Math.max(...sizes))
    const gcc = compileLoop(folder)
    if (gcc === undefined) console.log('There is no gcc: the C loop is left out.')
    children = start(folder)
    const machine = await describe(children, gcc)
    console.log(
      Object.entries(machine)
        .map(entry => entry.join(': '))
        .join('\n'),
    )

    const results: Result[] = []
    for (const contest of contests(sizes, ms, threads, gcc !== undefined)) {
      results.push(...(await hold(contest, children, folder)))
    }
    results.push(...heap(folder))
    report(out, results, machine)
  } finally {
    for (const child of Object.values(children ?? {})) child.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Compiles loop.c for both kinds of numbers; undefined without gcc, else its version. */
function compileLoop(folder: string): string | undefined {
  const { stdout, error } = spawnSync('gcc', ['--version'], { encoding: 'utf8' })
  if (error) return undefined
  // Without errno and traps a root is one instruction, for several numbers at once.
  const flags = ['-O3', '-fno-math-errno', '-fno-trapping-math']
  // The instructions of this machine, and those of every one, 128 bits at a time as WebAssembly has them.
  const every = process.arch === 'arm64' ? 'armv8-a' : 'x86-64'
  const kinds = { '': '-march=native', '-narrow': `-march=${every}` }
  for (const dtype of dtypes) {
    for (const [kind, march] of Object.entries(kinds)) {
      const real = dtype === 'float64' ? 'double' : 'float'
      const files = [join(here, 'loop.c'), '-o', join(folder, `loop-${dtype}${kind}.so`)]
      const args = [...flags, march, '-shared', '-fPIC', `-Dreal=${real}`, ...files, '-lm']
      const { status, stderr } = spawnSync('gcc', args, { encoding: 'utf8' })
      if (status !== 0) throw new Error(`loop.c does not compile: ${stderr}`)
    }
  }
  return `${stdout.split('\n')[0]!.split(' ').at(-1)}, ${flags.join(' ')} -march=native`
}

function start(folder: string): Children {
  const node = (name: string, count: number) =>
    new Child<Request>(
      name,
      [
        process.execPath,
        '--expose-gc',
        '--import',
        'tsx',
        join(here, 'downhill.ts'),
        folder,
        String(count),
      ],
      count,
    )
  const py = (module: string, count: number, env = {}) =>
    new Child<Request>(
      module,
      [python, join(here, 'python.py'), module, folder, String(count)],
      count,
      env,
    )
  return {
    downhill: node('downhill', 1),
    'downhill with threads': node('downhill', threads),
    textbook: py('textbook', 1),
    'textbook with threads': py('textbook', threads),
    pytorch: py('pytorch', 1),
    c_loop: py('c_loop', 1),
    // numpy asks for pages of 2 MB if an array is large; nothing does so for WebAssembly's memory.
    'c_loop with small pages': py('c_loop', 1, { NUMPY_MADVISE_HUGEPAGE: '0' }),
  }
}

async function describe(children: Children, gcc: string | undefined): Promise<Machine> {
  const about = (name: ProcessName) => children[name].ask<Machine>({ do: 'about' })
  return {
    machine: `${cpus().length} × ${cpus()[0]!.model}, ${Math.round(totalmem() / 2 ** 30)} GB`,
    ...(await about('downhill')),
    ...(await about('textbook')),
    ...(await about('pytorch')),
    ...(gcc === undefined ? {} : { gcc }),
    date: new Date().toISOString().slice(0, 10),
    rounds: `${rounds}, each measurement at least ${ms} ms`,
  }
}

/** One contest: results are compared, everybody warms up, then all take turns. */
async function hold(contest: Contest, children: Children, folder: string): Promise<Result[]> {
  const { table, row, column, scale, contestants } = contest
  const title = `${row}, ${column}`
  await compare(contest, children, folder)

  const time = async ({ process, task }: Contest['contestants'][0], least: number) => {
    const { ns } = await children[process].ask<{ ns: number }>({
      do: 'time',
      contest: task,
      ms: least,
    })
    return ns * scale
  }
  // V8 compiles what runs often, and only then well.
  for (const contestant of contestants) await time(contestant, 3 * contest.ms)
  const times = contestants.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [i, contestant] of contestants.entries()) {
      times[i]!.push(await time(contestant, contest.ms))
    }
  }
  for (const child of Object.values(children)) await child.ask({ do: 'forget' })
  const results = contestants.map(({ name }, i): Result => {
    return { table, row, column, contestant: name, ...summary(times[i]!) }
  })
  const medians = results.map(
    ({ contestant, median }) => `${contestant} ${Number(median.toPrecision(3))}`,
  )
  console.log(`✓ ${title}: ${medians.join(' · ')}`)
  return results
}

/** Throws unless all contestants do the same. */
async function compare(contest: Contest, children: Children, folder: string): Promise<void> {
  const right = reference(contest)
  const outcome = async (process: ProcessName, task: Contest['contestants'][0]['task']) => {
    const file = join(folder, 'outcome')
    await children[process].ask({ do: 'outcome', contest: task, calls: contest.calls, file })
    return readOutcome(file, task)
  }
  const rightOutcome = await outcome(contest.contestants[0]!.process, right)
  for (const { name, process, task } of contest.contestants) {
    // It has been asked already, and would go on from there.
    if (process === contest.contestants[0]!.process && same(task, right)) continue
    const what = `${contest.row}, ${contest.column}: ${name}`
    check(what, task, await outcome(process, task), rightOutcome, folder)
  }
}

function same(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** What a step allocates, measured in a process that has room for all of it. */
function heap(folder: string): Result[] {
  const args = [
    '--expose-gc',
    '--min-semi-space-size=512',
    '--max-semi-space-size=512',
    '--import',
    'tsx',
    join(here, 'heap.ts'),
    folder,
    ...(quick ? ['--quick'] : []),
  ]
  const { status, stdout } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error('heap.ts failed.')
  return stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}

function report(to: string, results: readonly Result[], machine: Machine): void {
  const verdicts = goals(threads).map(goal => judge(goal, results))
  console.log(`\n${terminal(results, verdicts)}`)
  mkdirSync(to, { recursive: true })
  const lines = (list: readonly object[]) => list.map(one => JSON.stringify(one)).join(',\n')
  writeFileSync(
    join(to, 'speed.json'),
    `{"machine": ${JSON.stringify(machine, null, 2)},\n"goals": [\n${lines(verdicts)}\n],\n"results": [\n${lines(results)}\n]}\n`,
  )
  writeFileSync(join(to, 'speed.figure.json'), `${JSON.stringify(plot(results))}\n`)
  const page = readFileSync(join(__dirname, 'README.md'), 'utf8')
  const section = { name: 'speed', command: 'npm run bench' }
  const text = markdown(results, verdicts, machine)
  writeFileSync(join(to, 'README.md'), replaceSection(page, section, text))
}

main().catch(error => {
  console.error(`✗ ${(error as Error).message}`)
  process.exit(1)
})
