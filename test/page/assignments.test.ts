import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { exercises, pointsOf, solutionsOf, withCells } from '../../tools/exercises/course'
import {
  cellOf,
  codeCells,
  joined,
  type Notebook,
  printedBy,
  readNotebook,
} from '../../tools/notebooks/notebook'
import { inChromium, inFirefox } from '../browser/browsers'
import { type Plan, plans } from '../exercises/submissions'
import { execute } from '../support/execute'
import { slow } from '../support/slow'
import { KernelSite } from './kernel-site'
import { notebookOf } from './notebook-of'
import { executeInPage } from './run-in-page'
import { differences } from './same-outputs'

/** The mistakes that the package knows, by the assignment that asks for them: the right one and its bank. */
const banks: Record<string, readonly [right: string, mistakes: string][]> = {
  '1-gradient-descent': [['new SGD({ lr: 0.95 })', 'sgdMistakes(0.95)']],
  '2-momentum': [
    ['new Momentum({ lr: 0.15 })', 'momentumMistakes(0.15, 0.9)'],
    ['new Nesterov({ lr: 0.1 })', 'nesterovMistakes(0.1, 0.9)'],
  ],
  '3-adagrad-rmsprop': [
    ['new AdaGrad({ lr: 1.5 })', 'adagradMistakes(1.5, EPS)'],
    ['new RMSprop({ lr: 0.1, decayRate: 0.98 })', 'rmspropMistakes(0.1, 0.98, EPS)'],
  ],
  '4-adam': [["new Adam({ lr: 0.3, biasCorrection: 'moments' })", 'adamMistakes(0.3, EPS)']],
}

/** Each mistake, made: it prints what the learner is told. */
const makeMistakes = (right: string, mistakes: string): string => `
for (const [words, make] of Object.entries(${mistakes})) {
  try {
    checkWalk(make, ${right}, { surface: bowl, from: [-7, 2], steps: 20, mistakes: ${mistakes} })
    console.log('nothing is said when ' + words)
  } catch (error) {
    console.log((error as Error).message)
  }
}`

const sourceOf = (assignment: string): Notebook =>
  readNotebook(join(exercises, 'source', assignment, `${assignment}.ipynb`))

/** An assignment as it is solved, then with a wrong answer, then every mistake that is known. */
function worked({ assignment, wrong }: Plan): Notebook {
  const source = sourceOf(assignment)
  const solved = codeCells(withCells(source, solutionsOf(source)))
  const cells = solved.map(({ id, source }) => ({ id, source: joined(source) }))
  return notebookOf([
    ...cells,
    { id: 'wrong', source: wrong.code },
    ...cells
      .filter(({ id }) => wrong.fails.includes(id))
      .map(({ id, source }) => ({ id: `wrong-${id}`, source })),
    ...(banks[assignment] ?? []).map(([right, mistakes], i) => ({
      id: `mistakes-${i + 1}`,
      source: makeMistakes(right, mistakes),
    })),
  ])
}

const one = plans.filter(({ assignment }) => assignment === '4-adam')

describe('assignments', function () {
  this.timeout(180_000)
  const inJupyter = new Map<Plan, Promise<Notebook>>()
  let site: KernelSite

  before(async () => {
    site = await KernelSite.open()
  })
  after(() => site?.close())

  for (const { name, whyPending, needed, launch } of slow
    ? [inChromium, inFirefox]
    : [inChromium]) {
    describe(`in a page, in ${name}${whyPending}`, () => {
      let browser: Browser
      before(async function () {
        needed(this)
        browser = await launch()
      })
      after(() => browser?.close())

      // All in one browser: what differs from one to the other, hosts.test.ts tells.
      for (const plan of slow && name === inChromium.name ? plans : one) {
        it(`${plan.assignment}: passes what is right, and names each mistake as in Jupyter`, async () => {
          const notebook = worked(plan)
          if (!inJupyter.has(plan)) inJupyter.set(plan, execute(notebook))
          const [executed, expected] = await Promise.all([
            executeInPage(browser, site.address, notebook),
            inJupyter.get(plan)!,
          ])
          for (const id of Object.keys(pointsOf(sourceOf(plan.assignment)))) {
            expect(printedBy(cellOf(executed, id)), id).to.match(/passed\n$/)
          }
          const told = plan.wrong.fails.flatMap(id => cellOf(executed, `wrong-${id}`).outputs ?? [])
          expect(told.map(({ evalue }) => evalue).join('\n')).to.match(plan.wrong.says)
          for (const [i, [, mistakes]] of (banks[plan.assignment] ?? []).entries()) {
            const lines = printedBy(cellOf(executed, `mistakes-${i + 1}`))
              .trimEnd()
              .split('\n')
            expect(lines.length, mistakes).to.be.at.least(3)
            for (const line of lines) expect(line).to.match(/This is what happens when .*\.$/)
          }
          expect(differences(executed, expected)).to.deep.equal([])
        })
      }
    })
  }
})
