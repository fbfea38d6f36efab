import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { Course, hiddenLines, pointsOf } from '../../tools/exercises/course'
import { launch, needsChromium, whyPending } from '../browser/chromium'
import { slow } from '../support/slow'
import { StockTslab } from '../support/stock-tslab'
import { kinds, ownKinds, plans, submissionsTo } from './submissions'

/** The assignment that every kind of submission is made to. */
const main = '4-adam'
const chosen = slow ? plans : plans.filter(({ assignment }) => assignment === main)

describe('grading with nbgrader', () => {
  let course: Course
  before(() => {
    course = new Course()
  })
  after(() => course.remove())

  for (const plan of chosen) {
    const { assignment } = plan
    const students = assignment === main ? kinds : ownKinds
    describe(assignment, function () {
      this.timeout(600_000)
      let scores: Record<string, number>
      let submissions: ReturnType<typeof submissionsTo>
      let points: Record<string, number>
      let log: string

      before(async () => {
        const released = await course.nbgrader(['generate_assignment', assignment])
        expect(released.code, released.log).to.equal(0)
        const source = course.read('source', assignment, `${assignment}.ipynb`)
        const release = course.read('release', assignment, `${assignment}.ipynb`)
        points = pointsOf(source)
        submissions = submissionsTo(plan, source, release)
        for (const student of students) {
          course.submit(student, assignment, submissions[student]!.notebook)
        }
        ;({ log } = await course.nbgrader(['autograde', assignment, '--ExecuteFairly.timeout=4']))
        scores = await course.scores(assignment)
        await course.nbgrader(['generate_feedback', assignment])
      })

      if (students.includes('corrupt')) {
        it('tells the student whose notebook cannot be read, and grades the others', () => {
          expect(log).to.match(
            /There was an error processing assignment '.*' for student 'corrupt'/,
          )
          expect(log.match(/There was an error processing assignment/g)).to.have.length(2)
        })
      }
      for (const student of students) {
        it(`scores: ${student}`, () => {
          const { fails } = submissions[student]!
          const expected =
            fails === undefined || fails === 'all'
              ? 0
              : Object.entries(points)
                  .filter(([id]) => !fails.includes(id))
                  .reduce((sum, [, worth]) => sum + worth, 0)
          expect(scores[student] ?? 0).to.equal(expected)
        })
      }
      it('shows in the feedback what failed, and names the mistake', () => {
        expect(course.feedback('wrong', assignment).replace(/<[^>]*>/g, '')).to.match(
          plan.wrong.says,
        )
      })
      if (students.includes('dies')) {
        it('shows in the feedback where the kernel died, and what took too long', () => {
          expect(course.feedback('dies', assignment)).to.contain('the kernel died in this cell')
          expect(course.feedback('endless-loop', assignment)).to.match(
            /CellTimeoutError|Interrupted/,
          )
        })
      }
      it('keeps hidden tests out of the release and of the feedback', () => {
        const source = course.read('source', assignment, `${assignment}.ipynb`)
        const release = JSON.stringify(course.read('release', assignment, `${assignment}.ipynb`))
        const secrets = hiddenLines(source)
        expect(secrets).not.to.have.length(0)
        const strip = (html: string) =>
          html
            .replace(/<[^>]*>/g, '')
            .replace(/&quot;/g, '"')
            .replace(/&#39;/g, "'")
            .replace(/&gt;/g, '>')
            .replace(/&lt;/g, '<')
            .replace(/&amp;/g, '&')
        for (const student of ['reference', 'hard-coded', 'prints-hidden-tests']) {
          const text = strip(course.feedback(student, assignment))
          expect(text.length).to.be.above(1000)
          for (const secret of secrets) {
            expect(release).not.to.contain(JSON.stringify(secret).slice(1, -1))
            expect(text, student).not.to.contain(secret)
          }
        }
      })
    })
  }

  describe(`formgrader${whyPending}`, function () {
    this.timeout(180_000)
    let browser: Browser
    before(async function () {
      needsChromium(this)
      browser = await launch()
    })
    after(() => browser?.close())

    it('shows the graded class', async () => {
      const server = await course.serve()
      try {
        const page = await browser.newPage({ viewport: { width: 1100, height: 900 } })
        // Signs in: formgrader itself takes no token.
        await page.goto(server.address('/lab'))
        await page.goto(server.address(`/formgrader/manage_submissions/${main}`))
        const row = page.locator('tbody tr', { hasText: 'reference' })
        await row.getByText('needs manual grading').waitFor()
        expect(await page.locator('tbody tr').count()).to.be.at.least(10)
        const points = await course.scores(main)
        expect(await row.innerText()).to.contain(String(points.reference))
        const folder = join(__dirname, '..', 'browser', 'screenshots', 'formgrader')
        mkdirSync(folder, { recursive: true })
        await page.screenshot({ path: join(folder, 'class.png'), fullPage: true })
      } finally {
        server.stop()
      }
    })
  })

  describe('with tslab as it comes', function () {
    this.timeout(180_000)
    const stock = new StockTslab('tslab')
    after(() => stock.remove())
    it('is refused with a clear sentence', async () => {
      const { code, log } = await course.nbgrader(
        ['autograde', main, '--student', 'reference', '--force'],
        stock.options.env,
      )
      expect(code).not.to.equal(0)
      expect(log).to.match(/The kernel 'tslab' in .* is not the course's: .* Run `npm start` once/)
    })
  })
})
