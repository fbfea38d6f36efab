import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import {
  AdaGrad,
  Adam,
  cos,
  descend,
  Momentum,
  Nesterov,
  noisy,
  type Path,
  RMSprop,
  rotate,
  SGD,
  surface,
  surfaces,
} from '../../src'
import { explorerHtml, explorerSpec } from '../../src/dist/display/explore'
import { scales } from '../../src/dist/explorer/methods'
import type { ExplorerSpec } from '../../src/dist/explorer/spec'
import { figureIn, type Notebook } from '../../tools/notebooks/notebook'
import { python, root } from '../../tools/python'
import { execute } from '../support/execute'
import { Jupyter } from '../support/jupyter'
import { JupyterLab } from '../support/jupyterlab'
import { seriousViolations } from './axe'
import { launch, needsChromium, whyPending } from './chromium'
import { NotebookPage } from './notebook-page'

const plotlyFile = join(root, 'node_modules/plotly.js-dist/plotly.js')
const screenshots = join(__dirname, 'screenshots', 'explorer')

const makeAll = () => [
  new SGD({ lr: 0.01 }),
  new Momentum({ lr: 0.005 }),
  new Nesterov({ lr: 0.005 }),
  new AdaGrad({ lr: 0.3 }),
  new RMSprop({ lr: 0.02 }),
  new Adam({ lr: 0.1 }),
]
const five = {
  surface: surfaces.bowl,
  optimizers: [
    new SGD({ lr: 0.95 }),
    new Momentum({ lr: 0.1 }),
    new AdaGrad({ lr: 1.5 }),
    new RMSprop({ lr: 0.1 }),
    new Adam({ lr: 0.3 }),
  ],
  from: [-7, 2] as const,
}

/** The explorer on a page, and what it tells. */
class Explorer {
  readonly locator: Locator
  constructor(locator: Locator) {
    this.locator = locator
  }
  spec(): Promise<ExplorerSpec> {
    return this.locator.evaluate(root => (root as unknown as Told).explorer.spec())
  }
  paths(): Promise<Path[]> {
    return this.locator.evaluate(root => (root as unknown as Told).explorer.paths()) as Promise<
      Path[]
    >
  }
  box(label: string): Locator {
    return this.locator.getByLabel(label, { exact: true })
  }
  press(name: string): Promise<void> {
    return this.locator.getByRole('button', { name }).click()
  }
  get map(): Locator {
    return this.locator.locator('canvas').first()
  }
  /** Of the canvas above the map: how many of its pixels are not empty, once that stays the same. */
  drawn(): Promise<number> {
    return this.map.evaluate(async canvas => {
      const { width, height } = canvas as HTMLCanvasElement
      const context = (canvas as HTMLCanvasElement).getContext('2d')!
      for (let last = 0; ; ) {
        await new Promise(resolve => setTimeout(resolve, 150))
        const { data } = context.getImageData(0, 0, width, height)
        const now = data.filter((_, i) => i % 4 === 3 && data[i]! > 0).length
        if (now > 0 && now === last) return now
        last = now
      }
    })
  }
}

interface Told {
  explorer: { spec(): ExplorerSpec; paths(): Path[] }
}

describe(`explorer${whyPending}`, function () {
  this.timeout(180_000)
  let browser: Browser
  let folder: string

  before(async function () {
    needsChromium(this)
    rmSync(screenshots, { recursive: true, force: true })
    mkdirSync(screenshots, { recursive: true })
    folder = mkdtempSync(join(tmpdir(), 'downhill-explorer-'))
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    if (folder) rmSync(folder, { recursive: true })
  })

  describe('on a bare page', () => {
    let context: BrowserContext
    let page: Page
    let explorer: Explorer
    let problems: string[]
    afterEach(async () => {
      await context.close()
      expect(problems).to.deep.equal([])
    })

    const open = async (
      specs: ExplorerSpec[],
      options: Parameters<Browser['newContext']>[0] = {},
    ): Promise<void> => {
      problems = []
      context = await browser.newContext({ viewport: { width: 1000, height: 900 }, ...options })
      page = await context.newPage()
      page.on('pageerror', error => problems.push(error.message))
      page.on('console', message => {
        if (message.type() === 'error') problems.push(message.text())
      })
      const file = join(folder, 'page.html')
      writeFileSync(
        file,
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Explorer</title><script src="${pathToFileURL(plotlyFile)}"></script><body data-jp-theme-light="${options.colorScheme !== 'dark'}"><main>${specs.map(explorerHtml).join('')}</main>`,
      )
      await page.goto(pathToFileURL(file).href)
      await page.locator('.contourlayer path').first().waitFor()
      explorer = new Explorer(page.locator('.downhill-explorer').first())
    }

    it('walks as the kernel does, bit for bit: all optimizers on all surfaces', async () => {
      await open([explorerSpec({ surface: surfaces.bowl, optimizers: makeAll(), steps: 60 })])
      for (const [name, ground] of Object.entries(surfaces)) {
        await explorer.box('surface').selectOption(name)
        const paths = await explorer.paths()
        expect(paths).to.deep.equal(
          makeAll().map(one => descend(ground, one, { steps: 60, warn: false })),
        )
      }
    })

    it('walks the same on ground that is turned, shaken or your own', async () => {
      const own = surface((x, y) => ((x * x - 1) * (x * x - 2)) / 9 + (x * y) / 3 + y * y)
      for (const ground of [
        rotate(surfaces.bowl, 33),
        noisy(rotate(surfaces.beale, 45), { noise: 0.3, seed: 5 }),
        own,
      ]) {
        await open([explorerSpec({ surface: ground, optimizers: makeAll(), steps: 40 })])
        expect(await explorer.paths()).to.deep.equal(
          makeAll().map(one => descend(ground, one, { steps: 40, warn: false })),
        )
        await context.close()
      }
      await open([explorerSpec(five)])
      await explorer.box('turn, °').fill('30')
      await explorer.box('noise σ').fill('0.5')
      const ground = noisy(rotate(surfaces.bowl, 30), { noise: 0.5, seed: 0 })
      const [sgd] = await explorer.paths()
      expect(sgd).to.deep.equal(
        descend(ground, new SGD({ lr: 0.95 }), { from: [-7, 2], steps: 30 }),
      )
      await explorer.locator.getByLabel('new noise at each step').check()
      const fresh = noisy(rotate(surfaces.bowl, 30), { noise: 0.5, seed: 0, fresh: true })
      expect((await explorer.paths())[0]).to.deep.equal(
        descend(fresh, new SGD({ lr: 0.95 }), { from: [-7, 2], steps: 30 }),
      )
    })

    it('answers a slider and a box, and takes its path from them', async () => {
      await open([explorerSpec(five)])
      const slider = explorer.locator.getByLabel('momentum, slider')
      await slider.focus()
      for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft')
      const momentum = Number(await explorer.box('momentum').inputValue())
      expect(momentum).to.be.within(0.85, 0.899)
      expect((await explorer.paths())[1]).to.deep.equal(
        descend(surfaces.bowl, new Momentum({ lr: 0.1, momentum }), { from: [-7, 2], steps: 30 }),
      )
      await explorer.box('steps').fill('100')
      expect((await explorer.paths())[1]!.points).to.have.length(101)
      await explorer.press('Reset')
      expect(await explorer.spec()).to.deep.equal(explorerSpec(five))
      expect(await explorer.box('momentum').inputValue()).to.equal('0.9')
    })

    it('refuses what is out of range with a word beside the control, and goes on', async () => {
      await open([explorerSpec({ ...five, optimizers: [new Adam({ lr: 0.3 })] })])
      const word = (label: string) =>
        explorer
          .box(label)
          .evaluate(box => box.parentElement!.querySelector('.refused')!.textContent)
      await explorer.box('beta1').fill('1')
      expect(await word('beta1')).to.equal('beta1 must be a number ≥ 0 and < 1, got 1.')
      expect(await explorer.box('beta1').getAttribute('aria-invalid')).to.equal('true')
      expect(await explorer.spec()).to.deep.equal(
        explorerSpec({ ...five, optimizers: [new Adam({ lr: 0.3 })] }),
      )
      await explorer.box('lr').fill('fast')
      expect(await word('lr')).to.equal('not a number')
      await explorer.box('steps').fill('0')
      expect(await word('steps')).to.equal('must be a whole number from 1 to 500')
      await explorer.box('beta1').fill('0.5')
      expect(await word('beta1')).to.equal('')
      expect((await explorer.spec()).optimizers[0]!.settings.beta1).to.equal(0.5)
    })

    it('takes a formula that is typed, and walks on it bit for bit', async () => {
      await open([explorerSpec(five)])
      const field = explorer.box('f(x, y) =')
      await field.fill('x²/10 + 2 cos y')
      await field.press('Enter')
      const mine = surface((x, y) => (x * x) / 10 + 2 * cos(y), { domain: surfaces.bowl.domain })
      const [sgd] = await explorer.paths()
      expect(sgd).to.deep.equal(
        descend(mine, new SGD({ lr: 0.95 }), { from: [-7, 2], steps: 30, warn: false }),
      )
      await explorer.locator.getByText('read as pow(x, 2) / 10 + 2 * cos(y)').waitFor()
      await explorer.locator.screenshot({ path: join(screenshots, 'typed.png') })
    })

    it('says where a formula is wrong, and whose map still stands', async () => {
      await open([explorerSpec(five)])
      const field = explorer.box('f(x, y) =')
      const spec = await explorer.spec()
      for (const [typed, message] of [
        ['x^2 + z', "After 'x^2 +' comes 'z', which is not understood"],
        ['x++', "After 'x++' something is missing"],
        ['ln x', 'f must have a finite value and slope at the start (-7, 2)'],
      ] as const) {
        await field.fill(typed)
        await field.press('Enter')
        await explorer.locator.getByText(message).waitFor()
        await explorer.locator.getByText('The map is still that of bowl.').waitFor()
        expect(await field.getAttribute('aria-invalid')).to.equal('true')
        expect(await explorer.spec()).to.deep.equal(spec)
        expect(await explorer.box('surface').inputValue()).to.equal('bowl')
      }
      // What is chosen next takes the refused formula and its sentence away.
      await explorer.box('surface').selectOption('saddle')
      expect(await field.inputValue()).to.equal('')
      expect(await explorer.locator.getByText('The map is still').count()).to.equal(0)
    })

    it('takes a typed formula again after another surface, by the menu and by Enter', async () => {
      await open([explorerSpec(five)])
      const [field, menu] = [explorer.box('f(x, y) ='), explorer.box('surface')]
      const ground = async () => (await explorer.spec()).ground
      // Nothing typed: nothing is chosen, and the menu says so.
      await menu.selectOption('(your own)')
      expect(await menu.inputValue()).to.equal('bowl')
      await field.fill('x y')
      await field.press('Enter')
      const typed = await ground()
      expect(typed).to.include({ formula: 'x y' })
      expect(await menu.inputValue()).to.equal('(your own)')

      await menu.selectOption('beale')
      expect(await ground()).to.deep.equal({ name: 'beale' })
      await menu.selectOption('(your own)')
      expect(await ground()).to.deep.equal(typed)
      expect(await menu.inputValue()).to.equal('(your own)')

      await menu.selectOption('beale')
      await field.press('Enter')
      expect(await ground()).to.include({ formula: 'x y' })
      // After a refused one the last that was taken can be chosen, too.
      await menu.selectOption('beale')
      await field.fill('x +')
      await menu.selectOption('saddle')
      await menu.selectOption('(your own)')
      expect(await ground()).to.include({ formula: 'x y' })
      expect(await field.inputValue()).to.equal('x y')
      await explorer.press('Reset')
      expect(await field.inputValue()).to.equal('')
    })

    it('takes any turn modulo 360, and a decimal comma in every box', async () => {
      await open([explorerSpec(five)])
      const turn = explorer.box('turn, °')
      for (const [typed, degrees] of [
        ['1e9', 280],
        ['-30', 330],
        ['22,5', 22.5],
        ['360', 0],
      ] as const) {
        await turn.fill(typed)
        expect((await explorer.spec()).degrees, typed).to.equal(degrees)
        const [sgd] = await explorer.paths()
        const ground = degrees === 0 ? surfaces.bowl : rotate(surfaces.bowl, degrees)
        expect(sgd!.points).to.deep.equal(
          descend(ground, new SGD({ lr: 0.95 }), { from: [-7, 2], steps: 30 }).points,
        )
        await turn.press('Tab')
        expect(await turn.inputValue()).to.equal(String(degrees))
      }
      await turn.fill('1e999')
      await explorer.locator.getByText('must be finite').waitFor()
      await explorer.box('momentum').fill('0,85')
      expect((await explorer.spec()).optimizers[1]!.settings.momentum).to.equal(0.85)
      await explorer.box('start x').fill('−1,5')
      expect((await explorer.spec()).from[0]).to.equal(-1.5)
    })

    it('draws a far step in its true direction', async () => {
      const optimizers = [new SGD({ lr: 1e6 })]
      await open([explorerSpec({ ...five, optimizers, steps: 1 })])
      await explorer.drawn()
      // From (−7, 2) by (7e5, −4e6), of a map that is 20 wide and 10 tall.
      const seen = await explorer.map.evaluate(canvas => {
        const { clientWidth, clientHeight } = canvas
        const [width, height] = [clientWidth - 57, clientHeight - 48]
        const [x, y] = [45 + 0.15 * width, 10 + 0.3 * height]
        const [dx, dy] = [(7e5 / 20) * width, (4e6 / 10) * height]
        const share = (0.5 * height) / dy
        const context = (canvas as HTMLCanvasElement).getContext('2d')!
        return context.getImageData(x + share * dx, y + share * dy, 1, 1).data[3]
      })
      expect(seen).to.be.above(0)
    })

    it('reports nothing of optimizers that are off', async () => {
      await open([explorerSpec({ ...five, optimizers: [new SGD({ lr: 0.95 }), new Adam()] })])
      const status = explorer.locator.locator('p[role=status]').first()
      await explorer.box('SGD').uncheck()
      expect(await status.innerText()).to.match(/^Adam: loss [\d.]+ after 30 steps$/)
      await explorer.box('Adam').uncheck()
      expect(await status.innerText()).to.equal('No optimizer is shown.')
      expect(await explorer.map.getAttribute('aria-label')).to.equal(
        'Map of bowl. No optimizer is shown.',
      )
      await explorer.box('log scale').uncheck()
      await explorer.press('Copy as code')
      const code = await explorer.locator.getByLabel('Code for a cell').inputValue()
      expect(code).to.contain('show(figure([contour(ground)], ')
      await explorer.box('Adam').check()
      expect(await status.innerText()).to.contain('Adam: loss')
    })

    it('draws losses of 0 and below as what they are', async () => {
      const axis = () =>
        explorer.locator
          .locator('.plot')
          .nth(1)
          .evaluate(plot => ({
            title: plot.querySelector('.ytitle')!.textContent,
            ticks: [...plot.querySelectorAll('.ytick')].map(tick => tick.textContent),
          }))
      await open([
        explorerSpec({
          surface: surfaces.saddle,
          optimizers: [new SGD({ lr: 0.1 }), new Momentum({ lr: 0.1 })],
        }),
      ])
      await explorer.drawn()
      await explorer.locator.screenshot({ path: join(screenshots, 'saddle.png') })
      const saddle = await axis()
      expect(saddle.title).to.match(/^loss \(log; linear within ±\S+\)$/)
      expect(saddle.ticks).to.include('0')
      expect(saddle.ticks.some(text => text!.startsWith('−'))).to.equal(true)

      await explorer.box('f(x, y) =').fill('sin(x)*y')
      await explorer.box('f(x, y) =').press('Enter')
      await explorer.drawn()
      await explorer.locator.screenshot({ path: join(screenshots, 'sin-x-y.png') })
      expect((await axis()).title).to.equal('loss (linear: not all are above 0)')

      await explorer.box('surface').selectOption('bowl')
      await explorer.drawn()
      expect((await axis()).title).to.equal('loss')
    })

    it('leaves of a heat map empty what diverged, and nothing else', async () => {
      await open([explorerSpec({ ...five, surface: surfaces.saddle, from: [-1, 0.1] })])
      await explorer.locator.locator('summary').click()
      await explorer.press('Draw')
      const heat = explorer.locator.locator('.heat')
      await heat.locator('.heatmaplayer image').waitFor()
      await explorer.locator.getByText('Dark is low; empty has diverged.').waitFor()
      const drawn = await heat.evaluate(plot => {
        const { data, layout } = plot as unknown as {
          data: { z: (number | null)[][] }[]
          layout: Record<'xaxis' | 'yaxis', { title: { text: string } }>
        }
        const { xaxis, yaxis } = layout
        return { z: data[0]!.z, x: xaxis.title.text, y: yaxis.title.text }
      })
      const along = (name: string) =>
        Array.from({ length: 25 }, (_, i) => {
          const { min, max, at } = scales[name]!
          return at(min + ((max - min) * i) / 24)
        })
      const walks = along(drawn.y).map(v =>
        along(drawn.x).map(u =>
          descend(surfaces.saddle, new Momentum({ [drawn.x]: u, [drawn.y]: v }), {
            from: [-1, 0.1],
            warn: false,
          }),
        ),
      )
      const cells = walks.flatMap((row, i) =>
        row.map((walk, k) => ({ walk, z: drawn.z[i]![k]! as number | null })),
      )
      for (const { walk, z } of cells) expect(z === null).to.equal(walk.divergedAt !== undefined)
      const order = cells
        .filter(({ z }) => z !== null)
        .sort((a, b) => a.walk.losses.at(-1)! - b.walk.losses.at(-1)!)
      expect(order[0]!.walk.losses.at(-1)).to.be.below(-1)
      order.forEach(({ z }, i) => {
        if (i > 0) expect(z).to.be.at.least(order[i - 1]!.z!)
      })
      await explorer.locator.screenshot({ path: join(screenshots, 'heat-saddle.png') })
    })

    it('lets the start be dragged on the map', async () => {
      await open([explorerSpec(five)])
      const box = (await explorer.map.boundingBox())!
      const canvas = await explorer.map.evaluate(one => one.getBoundingClientRect().width)
      // Where the axes lie within the map is known from two drags.
      const inside = canvas - 45 - 12
      const x = (value: number) => box.x + 45 + ((value + 10) / 20) * inside
      const tall = box.height - 10 - 38
      const y = (value: number) => box.y + 10 + ((5 - value) / 10) * tall
      await page.mouse.move(x(-7), y(2))
      await page.mouse.down()
      await page.mouse.move(x(4), y(-3), { steps: 5 })
      await page.mouse.up()
      const { from } = await explorer.spec()
      expect(from[0]).to.be.closeTo(4, 0.1)
      expect(from[1]).to.be.closeTo(-3, 0.1)
      expect(await explorer.box('start x').inputValue()).to.equal(String(from[0]))
      expect((await explorer.paths())[0]!.points[0]).to.deep.equal(from)
    })

    it('keeps the start off places where there is no ground, and says so', async () => {
      const ground = surface((x, y) => Math.sqrt(x) + y * y, {
        domain: { x: [-1, 4], y: [-2, 2] },
        start: [2, 1],
      })
      await open([explorerSpec({ surface: ground, optimizers: [new SGD({ lr: 0.1 })] })])
      const before = await explorer.spec()
      const box = (await explorer.map.boundingBox())!
      const x = (value: number) => box.x + 45 + ((value + 1) / 5) * (box.width - 57)
      const y = box.y + 10 + 0.25 * (box.height - 48)
      await page.mouse.move(x(2), y)
      await page.mouse.down()
      await page.mouse.move(x(-0.5), y)
      await page.mouse.up()
      await explorer.locator
        .getByText('f must have a finite value and slope at the start (-0.5')
        .waitFor()
      expect(await explorer.spec()).to.deep.equal(before)
    })

    it('plays, pauses and steps through time', async () => {
      await open([explorerSpec(five)])
      const step = async () =>
        Number(/step (\d+) of/.exec(await explorer.locator.locator('output').innerText())![1])
      expect(await step()).to.equal(30)
      const full = await explorer.drawn()
      await explorer.press('Play')
      await page.waitForTimeout(600)
      await explorer.press('Pause')
      const paused = await step()
      expect(paused).to.be.within(1, 15)
      await page.waitForTimeout(300)
      expect(await step()).to.equal(paused)
      expect(await explorer.drawn()).to.be.below(full)
      await explorer.press('One step on')
      expect(await step()).to.equal(paused + 1)
      await explorer.locator.getByLabel('Step shown').press('Home')
      expect(await step()).to.equal(0)
    })

    it('shows the end at once to those who want no motion', async () => {
      await open([explorerSpec(five)], { reducedMotion: 'reduce' })
      await explorer.locator.getByLabel('Step shown').press('Home')
      await explorer.press('Play')
      expect(await explorer.locator.locator('output').innerText()).to.equal('step 30 of 30')
    })

    it('shows what an optimizer remembers, in all digits when asked, and where the mouse is', async () => {
      await open([explorerSpec(five)])
      await explorer.box('look inside').selectOption('Adam')
      await explorer.locator.getByLabel('Step shown').press('Home')
      await explorer.locator.getByLabel('all digits').check()
      const row = (symbol: string) =>
        explorer.locator
          .locator('tbody tr')
          .filter({ has: page.getByRole('rowheader', { name: symbol, exact: true }) })
      // g = −0.7 at the start: m = 0.1·g, v = 0.001·g².
      await row('m')
        .getByText(String((1 - 0.9) * -0.7), { exact: true })
        .waitFor()
      await row('v')
        .getByText(String((1 - 0.999) * -0.7 * -0.7), { exact: true })
        .waitFor()
      await explorer.locator.locator('thead', { hasText: 'Adam at step 0' }).waitFor()

      // The point after 5 updates of SGD.
      const [sgd] = await explorer.paths()
      const box = (await explorer.map.boundingBox())!
      await explorer.locator.getByLabel('Step shown').press('End')
      const [px, py] = sgd!.points[5]!
      await page.mouse.move(
        box.x + 45 + ((px + 10) / 20) * (box.width - 57),
        box.y + 10 + ((5 - py) / 10) * (box.height - 48),
      )
      await explorer.locator.locator('thead', { hasText: 'SGD at step 5' }).waitFor()
      expect(await row('x').locator('td').nth(1).innerText()).to.equal(String(px))
    })

    it('draws a heat map on demand, and a click on it sets both numbers', async () => {
      await open([explorerSpec(five)])
      await explorer.locator.locator('summary').click()
      await explorer.press('Draw')
      const heat = explorer.locator.locator('.heat')
      await heat.locator('.heatmaplayer image').waitFor()
      const before = (await explorer.spec()).optimizers[1]!.settings
      await heat.click({ position: { x: 250, y: 150 } })
      const { lr, momentum } = (await explorer.spec()).optimizers[1]!.settings
      expect(lr).not.to.equal(before.lr)
      expect(momentum).not.to.equal(before.momentum)
      expect(
        await explorer.locator.getByText(`Set momentum ${momentum}, lr ${lr}.`).count(),
      ).to.equal(1)
      await heat.focus()
      await page.keyboard.press('ArrowRight')
      const after = (await explorer.spec()).optimizers[1]!.settings
      expect(after.lr).to.be.above(lr as number)
      expect(after.momentum).to.equal(momentum)
      await explorer.locator.screenshot({ path: join(screenshots, 'heat.png') })
    })

    it('opens with a map that was asked for, and a drag on it sets both numbers', async () => {
      await open([explorerSpec({ ...five, optimizers: [new Adam()], map: ['beta1', 'beta2'] })])
      const heat = explorer.locator.locator('.heat')
      await heat.locator('.heatmaplayer image').waitFor()
      const { z, axes } = await heat.evaluate(plot => {
        const { data, layout } = plot as unknown as {
          data: { z: number[][] }[]
          layout: Record<'xaxis' | 'yaxis', { title: { text: string } }>
        }
        return { z: data[0]!.z, axes: [layout.xaxis.title.text, layout.yaxis.title.text] }
      })
      expect(axes).to.deep.equal(['beta1', 'beta2'])
      // Place 6 of 25 is 0.9, place 18 is 0.999.
      const { losses } = descend(surfaces.bowl, new Adam(), { from: five.from, steps: 30 })
      expect(z[18]![6]).to.be.closeTo(Math.log10(losses[30]!), 1e-12)
      await heat.scrollIntoViewIfNeeded()
      let box = (await heat.boundingBox())!
      const ring = explorer.locator.locator('.ring')
      const middle = async () => {
        const { x, y, width, height } = (await ring.boundingBox())!
        box = (await heat.boundingBox())!
        return [x + width / 2 - box.x, y + height / 2 - box.y] as const
      }
      const [left, top] = [70, 8]
      const [cellWidth, cellHeight] = [(520 - 70 - 105) / 25, (300 - 8 - 52) / 25]
      const at = (column: number, row: number) =>
        [left + (column + 0.5) * cellWidth, top + (24.5 - row) * cellHeight] as const
      const isAt = async (column: number, row: number) => {
        const [[x, y], [u, v]] = [await middle(), at(column, row)]
        expect(x).to.be.closeTo(u, 1.5)
        expect(y).to.be.closeTo(v, 1.5)
      }
      await isAt(6, 18)
      await page.mouse.move(box.x + at(6, 18)[0], box.y + at(6, 18)[1])
      await page.mouse.down()
      await page.mouse.move(box.x + at(0, 12)[0], box.y + at(0, 12)[1], { steps: 5 })
      await page.mouse.up()
      await page.mouse.move(box.x + at(20, 20)[0], box.y + at(20, 20)[1])
      await page.waitForTimeout(200)
      const { beta1, beta2 } = (await explorer.spec()).optimizers[0]!.settings
      expect([beta1, beta2]).to.deep.equal([0, 0.99])
      await isAt(0, 12)
      await explorer.locator.screenshot({ path: join(screenshots, 'heat-at-once.png') })
      await explorer.press('Reset')
      await heat.locator('.heatmaplayer image').waitFor()
      await page.waitForTimeout(200)
      await isAt(6, 18)
    })

    it('says where a path was lost, and hides what is not wanted', async () => {
      await open([
        explorerSpec({ ...five, optimizers: [new SGD({ lr: 1.5 }), new Adam({ lr: 0.3 })] }),
      ])
      const status = explorer.locator.locator('p[role=status]').first()
      const { divergedAt } = descend(surfaces.bowl, new SGD({ lr: 1.5 }), {
        from: [-7, 2],
        warn: false,
      })
      expect(divergedAt).to.be.a('number')
      expect(await status.innerText()).to.contain(`SGD: diverged at step ${divergedAt}`)
      const both = await explorer.drawn()
      await explorer.locator.getByLabel('SGD', { exact: true }).uncheck()
      expect(await explorer.drawn()).to.be.below(both)
      await explorer.locator.screenshot({ path: join(screenshots, 'hidden.png') })
    })

    it('gives code that draws the same in a cell', async () => {
      await open([explorerSpec(five)], { permissions: ['clipboard-read', 'clipboard-write'] })
      // Of all that has its last digits from the package, and is written in as many ways.
      await explorer
        .box('f(x, y) =')
        .fill(
          'x²/20 + y^2 + sin x cos 2y + e^(-x²) + ln(1 + |x y|)/7 + tanh x + (x^2+1)^0,3 + tan(x/9)',
        )
      await explorer.box('f(x, y) =').press('Enter')
      await explorer.box('turn, °').fill('20')
      await explorer.locator.getByLabel('lr', { exact: true }).first().fill('0.5')
      await explorer.locator.getByLabel('AdaGrad', { exact: true }).uncheck()
      await explorer.press('Copy as code')
      const code = await explorer.locator.getByLabel('Code for a cell').inputValue()
      expect(code).not.to.contain('engine')
      const paths = await explorer.paths()
      expect(paths[0]!.points).to.have.length(31)
      const jupyter = new Jupyter()
      try {
        const cell = await jupyter.run(code)
        expect(cell.reply.status, String(cell.reply.evalue)).to.equal('ok')
        const output = cell.outputs.find(({ type }) => type === 'display_data')!
        const drawn = figureIn(output as unknown as { data: Record<string, unknown> }).data.filter(
          ({ type }) => type === 'scatter',
        )
        const shown = paths.filter(({ optimizer }) => optimizer !== 'AdaGrad')
        expect(drawn.map(({ name }) => name)).to.deep.equal(shown.map(({ label }) => label))
        expect(drawn[0]!.name).to.equal('SGD 0.5')
        drawn.forEach(({ x, y }, i) => {
          expect(x).to.deep.equal(shown[i]!.points.map(([px]) => px))
          expect(y).to.deep.equal(shown[i]!.points.map(([, py]) => py))
        })
      } finally {
        await jupyter.close()
      }
    })

    it('leaves another explorer on the page alone', async () => {
      await open([explorerSpec(five), explorerSpec({ ...five, steps: 10 })])
      const other = new Explorer(page.locator('.downhill-explorer').nth(1))
      const before = await other.paths()
      await explorer.box('steps').fill('20')
      await explorer.box('surface').selectOption('beale')
      expect(await other.paths()).to.deep.equal(before)
      const ids = await page.evaluate(() =>
        [...document.querySelectorAll('[id]')].map(one => one.id),
      )
      expect(new Set(ids).size).to.equal(ids.length)
    })

    it('draws five optimizers and 300 steps within one frame of 60 a second', async function () {
      await open([explorerSpec({ ...five, steps: 300 })])
      // From the change of a slider to the next frame: walking, drawing, and what the browser does then.
      const frames = await explorer.locator.evaluate(async root => {
        const slider = root.querySelector<HTMLInputElement>('input[aria-label="lr, slider"]')!
        const took: number[] = []
        await new Promise(requestAnimationFrame)
        for (let i = 0; i < 130; i++) {
          const begun = performance.now()
          slider.value = String(-1.5 + 0.01 * i)
          slider.dispatchEvent(new Event('input'))
          await new Promise(requestAnimationFrame)
          took.push(performance.now() - begun)
        }
        // The first ones warm the compiler up.
        return took.slice(10)
      })
      const sorted = frames.sort((a, b) => a - b)
      const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(1)
      this.test!.title += ` (median ${at(0.5)} ms, p95 ${at(0.95)} ms)`
      // A machine that tests share is no place for a limit; ten times the budget is a mistake anywhere.
      expect(sorted[Math.floor(sorted.length / 2)]).to.be.below(167)
    })

    for (const [name, options] of [
      ['wide', {}],
      ['narrow', { viewport: { width: 380, height: 900 } }],
      ['dark', { colorScheme: 'dark' }],
    ] as const) {
      it(`keeps nobody out: ${name}`, async () => {
        await open([explorerSpec(five)], options)
        await explorer.locator.locator('summary').click()
        await explorer.press('Draw')
        await explorer.locator.locator('.heatmaplayer image').waitFor()
        await explorer.box('noise σ').fill('-1')
        expect(await seriousViolations(page)).to.deep.equal([])
        const overhang = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overhang).to.equal(0)
        await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true })
      })
    }
  })

  describe('in an exported page', () => {
    it('works without Jupyter', async () => {
      const cell = (id: string, source: string) => ({
        ...{ id, cell_type: 'code', source, metadata: {}, outputs: [], execution_count: null },
      })
      const notebook = {
        nbformat: 4,
        nbformat_minor: 5,
        metadata: {
          kernelspec: { name: 'tslab', display_name: 'TypeScript', language: 'typescript' },
        },
        cells: [
          cell('import', "import { explore, SGD, surface } from 'downhill'"),
          cell(
            'explore',
            'explore({ surface: surface((x, y) => x * x + y * y * y * y / 9), optimizers: [new SGD({ lr: 0.1 })] })',
          ),
        ],
      } as unknown as Notebook
      const file = join(folder, 'exported.ipynb')
      writeFileSync(file, JSON.stringify(await execute(notebook)))
      execFileSync(python, ['-m', 'nbconvert', '--to', 'html', '--log-level', 'ERROR', file])

      const context = await browser.newContext()
      const page = await context.newPage()
      const problems: string[] = []
      page.on('pageerror', error => problems.push(error.message))
      // Without a network: the page has all that it takes.
      await context.route(/^https?:/, route => route.abort())
      await page.goto(pathToFileURL(file.replace('.ipynb', '.html')).href)
      const explorer = new Explorer(page.locator('.downhill-explorer'))
      await explorer.locator.locator('.contourlayer path').first().waitFor()
      await explorer.box('lr').fill('0.05')
      const ground = surface((x, y) => x * x + (y * y * y * y) / 9)
      expect(await explorer.paths()).to.deep.equal([
        descend(ground, new SGD({ lr: 0.05 }), { steps: 30 }),
      ])
      expect(problems).to.deep.equal([])
      await context.close()
    })
  })

  describe('in JupyterLab', () => {
    const file = join(root, 'notebooks', '05-adam.ipynb')
    let lab: JupyterLab
    let notebook: NotebookPage
    let explorer: Explorer
    before(async () => {
      lab = await JupyterLab.start()
      notebook = await NotebookPage.open(await browser.newContext(), lab, file)
    })
    after(async () => {
      await notebook?.close()
      await lab?.stop()
    })

    it('answers in a cell, with no request to the outside', async () => {
      await notebook.runInScratch(`import { explore, Momentum, SGD, surfaces } from 'downhill'
explore({ surface: surfaces.bowl, optimizers: [new SGD({ lr: 0.95 }), new Momentum({ lr: 0.1 })], from: [-7, 2], steps: 30 })`)
      explorer = new Explorer(notebook.page.locator('.downhill-explorer'))
      await explorer.locator.locator('.contourlayer path').first().waitFor()
      await explorer.box('lr').first().fill('0.5')
      const [sgd] = await explorer.paths()
      expect(sgd).to.deep.equal(
        descend(surfaces.bowl, new SGD({ lr: 0.5 }), { from: [-7, 2], steps: 30 }),
      )
      expect(notebook.outside).to.deep.equal([])
      expect(notebook.problems).to.deep.equal([])
    })

    it('keeps the keys that are typed into it from the notebook', async () => {
      const cells = () => notebook.page.locator('.jp-Cell').count()
      const before = await cells()
      await explorer.locator.getByLabel('lr, slider').first().click()
      const lr = Number(await explorer.box('lr').first().inputValue())
      await notebook.page.keyboard.press('ArrowRight')
      await notebook.page.keyboard.press('ArrowUp')
      expect(Number(await explorer.box('lr').first().inputValue())).to.be.above(lr)
      for (const key of ['b', 'a', 'd', 'd']) await notebook.page.keyboard.press(key)
      expect(await cells()).to.equal(before)
    })

    it('follows the theme', async () => {
      const background = () =>
        explorer.locator.evaluate(root => getComputedStyle(root).backgroundColor)
      expect(await background()).to.equal('rgb(255, 255, 255)')
      await notebook.page.getByRole('menuitem', { name: 'Settings' }).click()
      await notebook.page.locator('.lm-Menu-itemLabel', { hasText: /^Theme$/ }).hover()
      await notebook.page
        .locator('.lm-Menu-itemLabel', { hasText: 'JupyterLab Dark' })
        .first()
        .click()
      await explorer.locator.and(notebook.page.locator('[data-theme=dark]')).waitFor()
      const [red] = (await background()).match(/\d+/g)!.map(Number)
      expect(red).to.be.below(60)
      await explorer.locator.screenshot({ path: join(screenshots, 'jupyterlab-dark.png') })
    })

    it('leaves nothing behind when its cell is run again', async () => {
      // A new one: JupyterLab itself keeps what was clicked last in a cell, which was the one before.
      await notebook.runInScratch(`import { explore, SGD, surfaces } from 'downhill'
explore({ surface: surfaces.booth, optimizers: [new SGD({ lr: 0.01 })] })`)
      await notebook.page
        .locator('.downhill-explorer[aria-label="Explorer"] .contourlabels text')
        .first()
        .waitFor()
      await notebook.page.waitForFunction(() =>
        document.querySelector('.downhill-explorer')?.textContent?.includes('SGD: loss'),
      )
      await notebook.page.evaluate(() => {
        const seen = new WeakRef(document.querySelector('.downhill-explorer')!)
        ;(window as unknown as { seen: WeakRef<Element> }).seen = seen
      })
      const again = `import { explore, SGD, surfaces } from 'downhill'
explore({ surface: surfaces.beale, optimizers: [new SGD({ lr: 0.01 })] })`
      await notebook.runInScratch(again)
      await notebook.page.locator('.downhill-explorer', { hasText: 'SGD' }).waitFor()
      // plotly.js keeps the last contour line that it labelled, and with it the plot: of the new one now.
      await notebook.page.locator('.downhill-explorer .contourlabels text').first().waitFor()
      expect(await notebook.page.locator('.downhill-explorer').count()).to.equal(1)
      const client = await notebook.page.context().newCDPSession(notebook.page)
      let gone = false
      for (let i = 0; i < 20 && !gone; i++) {
        await client.send('HeapProfiler.collectGarbage')
        gone = await notebook.page.evaluate(
          () => (window as unknown as { seen: WeakRef<Element> }).seen.deref() === undefined,
        )
        await notebook.page.waitForTimeout(100)
      }
      expect(gone, 'the old explorer is still in memory').to.equal(true)
    })
  })
})
