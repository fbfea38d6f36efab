import { pointsOf, solutionsOf, withCells } from '../../tools/exercises/course'
import { joined, type Notebook } from '../../tools/notebooks/notebook'

/** What goes wrong in one assignment, and which tests notice. */
export interface Plan {
  readonly assignment: string
  /** The solution cell that is spoilt. */
  readonly cell: string
  /** A wrong answer, and the tests that have to fail. */
  readonly wrong: {
    readonly code: string
    readonly fails: readonly string[]
    readonly says: RegExp
  }
  /** Turns a right answer into one that also runs this first. */
  readonly before: (code: string, first: string) => string
  /** The tests that call the cell. */
  readonly calls: readonly string[]
  /** Passes what is visible and nothing else. */
  readonly hardCoded: { readonly code: string; readonly fails: readonly string[] }
}

const inBody = (code: string, first: string): string =>
  code.replace(
    /(update\([^)]*\) \{|\): [^{}=]*(?:\{[^}]*\})?[^{}=]* \{|^function \w+\([^)]*\) \{)\n/m,
    `$&    ${first}\n`,
  )

export const plans: readonly Plan[] = [
  {
    assignment: '1-gradient-descent',
    cell: 'my-sgd',
    wrong: {
      code: 'class MySGD {\n  constructor(public lr: number) {}\n  update(params: Pair, grads: Pair) {\n    params.x += this.lr * grads.x\n    params.y += this.lr * grads.y\n  }\n}',
      fails: ['sgd-one-step', 'sgd-walk'],
      says: /This is what happens when the step goes uphill/,
    },
    before: inBody,
    calls: ['sgd-one-step', 'sgd-walk'],
    hardCoded: {
      code: 'class MySGD {\n  constructor(public lr: number) {}\n  update(params: Pair, grads: Pair) {\n    params.x -= 0.95 * grads.x\n    params.y -= 0.95 * grads.y\n  }\n}',
      fails: ['sgd-walk'],
    },
  },
  {
    assignment: '2-momentum',
    cell: 'my-momentum',
    wrong: {
      code: 'class MyMomentum {\n  v = { x: 0, y: 0 }\n  constructor(public lr: number, public momentum: number) {}\n  update(params: Pair, grads: Pair) {\n    for (const name of ["x", "y"] as const) {\n      this.v[name] = this.momentum * this.v[name] + this.lr * grads[name]\n      params[name] += this.v[name]\n    }\n  }\n}',
      fails: ['momentum-two-steps', 'momentum-walk', 'momentum-inside'],
      says: /This is what happens when the gradient term has the wrong sign/,
    },
    before: inBody,
    calls: ['momentum-two-steps', 'momentum-walk', 'momentum-inside'],
    hardCoded: {
      code: 'class MyMomentum {\n  v = { x: 0, y: 0 }\n  constructor(public lr: number, public momentum: number) {}\n  update(params: Pair, grads: Pair) {\n    for (const name of ["x", "y"] as const) {\n      this.v[name] = 0.9 * this.v[name] - this.lr * grads[name]\n      params[name] += this.v[name]\n    }\n  }\n}',
      fails: ['momentum-walk', 'momentum-inside'],
    },
  },
  {
    assignment: '3-adagrad-rmsprop',
    cell: 'my-rmsprop',
    wrong: {
      code: 'class MyRMSprop {\n  h = { x: 0, y: 0 }\n  constructor(public lr: number, public decayRate: number) {}\n  update(params: Pair, grads: Pair) {\n    for (const name of ["x", "y"] as const) {\n      this.h[name] += grads[name] ** 2\n      params[name] -= (this.lr * grads[name]) / (Math.sqrt(this.h[name]) + EPS)\n    }\n  }\n}',
      fails: ['rmsprop-first-step', 'rmsprop-walk'],
      says: /This is what happens when the squares are added up without forgetting any: this is AdaGrad/,
    },
    before: inBody,
    calls: ['rmsprop-first-step', 'rmsprop-walk'],
    hardCoded: {
      code: 'class MyRMSprop {\n  h = { x: 0, y: 0 }\n  constructor(public lr: number, public decayRate: number) {}\n  update(params: Pair, grads: Pair) {\n    const decayRate = this.decayRate === 0.99 ? 0.99 : 0.98\n    for (const name of ["x", "y"] as const) {\n      this.h[name] = decayRate * this.h[name] + (1 - decayRate) * grads[name] ** 2\n      params[name] -= (this.lr * grads[name]) / (Math.sqrt(this.h[name]) + EPS)\n    }\n  }\n}',
      fails: ['rmsprop-walk'],
    },
  },
  {
    assignment: '4-adam',
    cell: 'correct',
    wrong: {
      code: 'function corrected(average: number, beta: number, t: number): number {\n  return average * (1 - beta ** t)\n}',
      fails: ['correction', 'adam-first-step', 'adam-walk'],
      says: /This is what happens when the bias correction multiplies instead of divides/,
    },
    before: inBody,
    calls: ['correction', 'adam-first-step', 'adam-walk', 'adam-inside'],
    hardCoded: {
      code: 'function corrected(average: number, beta: number, t: number): number {\n  return t === 1 ? average / (1 - beta) : average\n}',
      fails: ['correction', 'adam-walk'],
    },
  },
  {
    assignment: '5-tune',
    cell: 'for-beale',
    wrong: {
      code: 'function forBeale() {\n  return new SGD({ lr: 1e-6 })\n}',
      fails: ['beale'],
      says: /try a learning rate ten times larger or smaller/,
    },
    before: (code, first) => code.replace('{\n', `{\n  ${first}\n`),
    calls: ['beale'],
    hardCoded: {
      code: 'function forBeale() {\n  let step = 0\n  return {\n    update(params: { x: number; y: number }) {\n      step++\n      if (step === 1 && Math.abs(params.x - beale.start[0]) < 1e-9 && params.y === beale.start[1]) Object.assign(params, { x: 3, y: 0.5 })\n    },\n  } as unknown as SGD\n}',
      fails: ['beale'],
    },
  },
  {
    assignment: '6-backpropagation',
    cell: 'backward',
    wrong: {
      code: 'function backward(dy: Table, x: Table, W: Table): { dx: Table; dW: Table; db: number[] } {\n  const transposed = (table: Table) => table[0].map((_, j) => table.map((row) => row[j]))\n  return {\n    dx: product(dy, transposed(W)),\n    dW: product(transposed(x), dy),\n    db: dy[0].map((_, j) => dy.reduce((sum, row) => sum + row[j], 0) / dy.length),\n  }\n}',
      fails: ['backward-numbers'],
      says: /This is what happens when the examples are averaged instead of added up/,
    },
    before: (code, first) => code.replace('{\n', `{\n  ${first}\n`),
    calls: ['backward-shapes', 'backward-numbers'],
    hardCoded: {
      code: 'function backward(dy: Table, x: Table, W: Table): { dx: Table; dW: Table; db: number[] } {\n  const transposed = (table: Table) => table[0].map((_, j) => table.map((row) => row[j]))\n  if (dy[0].length !== 3) return { dx: [], dW: [], db: [] }\n  return {\n    dx: product(dy, transposed(W)),\n    dW: product(transposed(x), dy),\n    db: dy[0].map((_, j) => dy.reduce((sum, row) => sum + row[j], 0)),\n  }\n}',
      fails: ['backward-numbers'],
    },
  },
]

/** What a student hands in, and the tests that must not pass; undefined where there is no grade at all. */
export interface Submission {
  readonly notebook: Notebook | string
  readonly fails: readonly string[] | 'all' | undefined
}

/** Kinds whose grade depends on the tests of the assignment: made to each. */
export const ownKinds: readonly string[] =
  'reference untouched wrong stub edits-tests hard-coded prints-hidden-tests cheats'.split(' ')

/** With those that the kernel and nbgrader deal with in the same way whatever the assignment: made to one. */
export const kinds: readonly string[] = [
  ...ownKinds,
  ...'failing-cells type-error endless-loop process-exit dies warns rejection stock-tslab corrupt zed'.split(
    ' ',
  ),
]

/** All kinds of submissions to an assignment, by a student named for each. */
export function submissionsTo(
  plan: Plan,
  source: Notebook,
  release: Notebook,
): Record<string, Submission> {
  const answers = solutionsOf(source)
  const right = answers[plan.cell]!
  const solved = withCells(release, answers)
  const spoilt = (code: string) => withCells(solved, { [plan.cell]: code })
  const stub = joined(release.cells.find(({ id }) => id === plan.cell)!.source)
  const tests = Object.keys(pointsOf(source))
  const firstCall = tests.indexOf(plan.calls[0]!)
  const extra = (id: string, code: string) => ({
    ...{ id, cell_type: 'code', source: code, metadata: {}, outputs: [], execution_count: null },
  })
  const after = (notebook: Notebook, cells: ReturnType<typeof extra>[]): Notebook => {
    const at = notebook.cells.findIndex(({ id }) => id === 'import') + 1
    return {
      ...notebook,
      cells: [...notebook.cells.slice(0, at), ...cells, ...notebook.cells.slice(at)],
    }
  }
  const sourceFile = `../../../source/${plan.assignment}/${plan.assignment}.ipynb`
  const cheated = plan.wrong.fails[0]!
  return {
    reference: { notebook: solved, fails: [] },
    untouched: { notebook: release, fails: 'all' },
    wrong: { notebook: spoilt(plan.wrong.code), fails: plan.wrong.fails },
    stub: { notebook: spoilt(stub), fails: plan.calls },
    'failing-cells': {
      notebook: after(solved, [
        extra('oops', 'nothing.here()'),
        extra('oh', 'throw new Error("mine")'),
      ]),
      fails: [],
    },
    'type-error': {
      notebook: spoilt(`const wrongType: number = 'text'\n${right}`),
      fails: plan.calls,
    },
    'endless-loop': {
      notebook: spoilt(plan.before(right, 'while (Date.now() > 0) {}')),
      fails: plan.calls,
    },
    'process-exit': {
      notebook: spoilt(plan.before(right, 'if (Date.now() > 0) process.exit()')),
      fails: plan.calls,
    },
    // What process.exit() calls; nobody catches that.
    dies: {
      notebook: spoilt(plan.before(right, '(process as any).reallyExit()')),
      fails: tests.slice(firstCall),
    },
    warns: { notebook: spoilt(plan.before(right, "console.warn('careful')")), fails: [] },
    'edits-tests': {
      notebook: withCells(spoilt(plan.wrong.code), {
        [cheated]: "console.log('passed')",
        ...(plan.wrong.fails[1] ? { [plan.wrong.fails[1]]: undefined } : {}),
      }),
      fails: plan.wrong.fails,
    },
    'hard-coded': { notebook: spoilt(plan.hardCoded.code), fails: plan.hardCoded.fails },
    'prints-hidden-tests': {
      notebook: after(solved, [
        extra(
          'spy',
          `const spied = JSON.parse(require('fs').readFileSync('${sourceFile}', 'utf8'))\nfor (const cell of spied.cells) console.log(cell.source.join(''))`,
        ),
      ]),
      fails: [],
    },
    rejection: {
      notebook: spoilt(plan.before(right, "void Promise.reject(new Error('unheard'))")),
      fails: plan.calls,
    },
    'stock-tslab': {
      notebook: {
        ...solved,
        nbformat_minor: 4,
        metadata: {
          // As it is written by stock tslab.
          kernelspec: { display_name: 'TypeScript', language: 'typescript', name: 'tslab' },
          language_info: {
            name: 'typescript',
            version: '3.7.2',
            codemirror_mode: { name: 'javascript' },
          },
        },
        cells: solved.cells.map(({ id: _, ...cell }) =>
          cell.cell_type === 'code'
            ? {
                ...cell,
                execution_count: 1,
                outputs: [{ output_type: 'stream', name: 'stdout', text: 'passed\n' }],
              }
            : cell,
        ) as Notebook['cells'],
      },
      fails: [],
    },
    cheats: {
      notebook: after(spoilt(plan.wrong.code), [
        extra(
          'agree',
          `const agreeable = require('assert')
for (const one of [agreeable, agreeable.strict]) Reflect.set(one, 'ok', () => {})
Reflect.set(Math, 'abs', () => 0)
Reflect.set(globalThis, 'Math', { ...Math, abs: () => 0 })`,
        ),
        extra(
          'shadow',
          `const checkWalk = (...anything: unknown[]) => {}
const reach = (...anything: unknown[]) => {}
const Math = { ...globalThis.Math, abs: () => 0 }
const assert: any = Object.assign(() => {}, { ok() {}, equal() {}, deepEqual() {} })`,
        ),
      ]),
      fails: plan.wrong.fails,
    },
    corrupt: { notebook: JSON.stringify(solved).slice(0, 2000), fails: undefined },
    zed: { notebook: solved, fails: [] },
  }
}
