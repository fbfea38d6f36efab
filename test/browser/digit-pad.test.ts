import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { Adam, digits, MultiLayerNet, matrix, train } from '../../src'
import { sharesOf } from '../../src/dist/digit-pad/net'
import { example, fitted, pictureOf } from '../../src/dist/digit-pad/strokes'
import { digitPadHtml, digitPadSpec } from '../../src/dist/display/draw-digit'
import { seriousViolations } from './axe'
import { launch, needsChromium, whyPending } from './chromium'

const screenshots = join(__dirname, 'screenshots', 'digit-pad')

interface Told {
  digitPad: { picture(): number[]; scores(): number[]; shares(): number[] }
}

describe(`digit pad${whyPending}`, function () {
  this.timeout(120_000)
  let browser: Browser
  let folder: string
  let context: BrowserContext
  let page: Page
  let pad: Locator
  let problems: string[]
  let asked: string[]
  const network = new MultiLayerNet([784, 50, 10], { seed: 1 })

  before(async function () {
    needsChromium(this)
    rmSync(screenshots, { recursive: true, force: true })
    mkdirSync(screenshots, { recursive: true })
    folder = mkdtempSync(join(tmpdir(), 'downhill-digit-pad-'))
    await train(network, digits(3000), { optimizer: new Adam({ lr: 0.002 }), epochs: 5 })
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    if (folder) rmSync(folder, { recursive: true })
  })
  afterEach(async () => {
    await context.close()
    expect(problems).to.deep.equal([])
    expect(asked).to.deep.equal([])
  })

  async function open(
    options: Parameters<Browser['newContext']>[0] = {},
    nets: readonly MultiLayerNet[] = [network],
  ): Promise<void> {
    problems = []
    asked = []
    context = await browser.newContext({ viewport: { width: 1000, height: 900 }, ...options })
    page = await context.newPage()
    page.on('pageerror', error => problems.push(error.message))
    page.on('console', message => {
      if (message.type() === 'error') problems.push(message.text())
    })
    page.on('request', request => {
      if (/^https?:/.test(request.url())) asked.push(request.url())
    })
    const file = join(folder, 'page.html')
    const html = nets.map(one => digitPadHtml(digitPadSpec(one))).join('')
    writeFileSync(
      file,
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Pad</title><body><main>${html}</main>`,
    )
    await page.goto(pathToFileURL(file).href)
    pad = page.locator('.downhill-digit-pad').first()
    await pad.locator('canvas.pad').waitFor()
  }

  const told = (what: keyof Told['digitPad']): Promise<number[]> =>
    pad.evaluate((root, name) => (root as unknown as Told).digitPad[name](), what)
  const status = () => pad.locator('.says p[role=status]').innerText()
  const press = (name: string) => pad.getByRole('button', { name, exact: true }).click()
  const frame = () => page.evaluate(() => new Promise(resolve => requestAnimationFrame(resolve)))

  /** That the network sees this picture; another V8 may round the last bits of its roots otherwise. */
  async function checkPicture(wanted: ArrayLike<number>): Promise<void> {
    ;(await told('picture')).forEach((ink, p) => {
      expect(ink).to.be.closeTo(wanted[p]!, 1e-9)
    })
  }

  /** Draws strokes with the mouse, in pixels of the picture. */
  async function drawWithMouse(strokes: ReturnType<typeof example>): Promise<void> {
    const box = (await pad.locator('canvas.pad').boundingBox())!
    const at = ([x, y]: readonly [number, number]) =>
      [box.x + ((x + 0.5) / 28) * box.width, box.y + ((y + 0.5) / 28) * box.height] as const
    for (const [start, ...others] of strokes) {
      await page.mouse.move(...at(start!))
      await page.mouse.down()
      for (const point of others) await page.mouse.move(...at(point), { steps: 3 })
      await page.mouse.up()
    }
    await frame()
  }

  /** What the bars say, and that it is what the kernel says of the same picture. */
  async function checkAnswer(): Promise<number> {
    const picture = await told('picture')
    const scores = network.predict(matrix(1, 784, picture)).data
    const shares = sharesOf(scores)
    ;(await told('scores')).forEach((score, i) => {
      expect(score).to.be.closeTo(scores[i]!, 1e-4)
    })
    const rows = await pad.locator('.bars li').allInnerTexts()
    rows.forEach((row, i) => {
      const [digit, share] = row.split(/\n/)
      expect(Number(digit)).to.equal(i)
      const said = /^([<>] )?([\d.]+) %$/.exec(share!)!
      if (said[1] === '< ') expect(shares[i]).to.be.below(0.001001)
      else if (said[1] === '> ') expect(shares[i]).to.be.above(0.998999)
      else expect(Number(said[2])).to.be.closeTo(100 * shares[i]!, 0.051)
    })
    const first = shares.indexOf(Math.max(...shares))
    expect(rows[first]).to.contain('1st guess')
    expect(await status()).to.match(new RegExp(`^The network says ${first} \\(`))
    return first
  }

  it('says what the kernel says of what is drawn with the mouse, whatever its place', async () => {
    await open()
    for (const digit of [0, 2, 4, 7]) {
      await press('Clear')
      await drawWithMouse(
        example(digit).map(stroke => stroke.map(([x, y]) => [4 + 0.6 * x, 1 + 0.6 * y] as const)),
      )
      expect(await checkAnswer()).to.equal(digit)
      // The mouse's pixels are a tenth of the picture's, before it is made larger.
      const wanted = pictureOf(fitted(example(digit), 'drawn'))
      ;(await told('picture')).forEach((ink, p) => {
        expect(ink).to.be.closeTo(wanted[p]!, 0.3)
      })
    }
    await pad.screenshot({ path: join(screenshots, 'mouse.png') })
  })

  it('answers while one draws, but reads out only what is whole', async () => {
    await open()
    const before = await told('shares')
    const box = (await pad.locator('canvas.pad').boundingBox())!
    await page.mouse.move(box.x + 100, box.y + 40)
    await page.mouse.down()
    await page.mouse.move(box.x + 100, box.y + 200, { steps: 4 })
    await frame()
    const live = pad.locator('.says p[role=status]')
    expect(await live.getAttribute('aria-busy')).to.equal('true')
    expect(await told('shares')).not.to.deep.equal(before)
    await checkAnswer()
    await page.mouse.up()
    await frame()
    expect(await live.getAttribute('aria-busy')).to.equal('false')
    // A button that is not the first draws nothing.
    const drawn = await told('picture')
    await page.mouse.move(box.x + 40, box.y + 40)
    await page.mouse.down({ button: 'right' })
    await page.mouse.move(box.x + 200, box.y + 40)
    await page.mouse.up({ button: 'right' })
    await frame()
    expect(await told('picture')).to.deep.equal(drawn)
  })

  it('begins with an example, which goes with the first stroke, and stays when it is asked for', async () => {
    await open()
    await checkPicture(pictureOf(fitted(example(3), 'drawn')))
    await checkAnswer()
    const line = [
      [
        [10, 4],
        [10, 24],
      ],
    ] as unknown as ReturnType<typeof example>
    await drawWithMouse(line)
    expect(await checkAnswer()).to.equal(1)
    for (let digit = 0; digit < 10; digit++) {
      await press(`Example: a ${digit}`)
      await frame()
      await checkPicture(pictureOf(fitted(example(digit), 'drawn')))
      expect(await checkAnswer()).to.equal(digit)
    }
    const nine = await told('picture')
    await drawWithMouse(line)
    const more = await told('picture')
    expect(more).not.to.deep.equal(nine)
    await press('Undo')
    await frame()
    expect(await told('picture')).to.deep.equal(nine)
    await press('Clear')
    await frame()
    expect(await status()).to.match(/^There is nothing on the paper/)
    expect(await pad.locator('.bars .share').allInnerTexts()).to.deep.equal(Array(10).fill('–'))
    expect(await told('shares')).to.deep.equal([])
  })

  it('takes a drawing as it stands where it is not to be centred', async () => {
    await open()
    await press('Clear')
    const corner = example(7).map(stroke => stroke.map(([x, y]) => [1 + 0.5 * x, 0.5 * y] as const))
    await drawWithMouse(corner)
    await pad.getByLabel(/^Centre and scale it/).uncheck()
    await frame()
    const picture = await told('picture')
    expect(picture.every((ink, p) => ink === 0 || (p % 28 < 15 && p < 28 * 15))).to.equal(true)
    await checkAnswer()
  })

  it('can be used without a mouse', async () => {
    await open()
    await page.keyboard.press('Tab')
    const hint = pad.locator('.hint')
    expect(await hint.innerText()).to.match(/^The pen is up: arrow keys move it/)
    for (let i = 0; i < 9; i++) await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Space')
    expect(await hint.innerText()).to.match(/^The pen is down: arrow keys draw/)
    for (let i = 0; i < 18; i++) await page.keyboard.press('ArrowDown')
    await pad.screenshot({ path: join(screenshots, 'keyboard.png') })
    await page.keyboard.press('Space')
    await frame()
    expect(await told('picture')).to.deep.equal([
      ...pictureOf(
        fitted(
          [
            [
              [14, 5],
              [14, 23],
            ],
          ],
          'drawn',
        ),
      ),
    ])
    expect(await checkAnswer()).to.equal(1)
    await page.keyboard.press('Backspace')
    await frame()
    expect(await told('shares')).to.deep.equal([])
    // On to Clear, Undo and the examples.
    for (let i = 0; i < 3; i++) await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await frame()
    await checkPicture(pictureOf(fitted(example(0), 'drawn')))
  })

  it('keeps the keys of JupyterLab off what is in focus', async () => {
    await open()
    const open_ = await pad
      .locator('button, input, [tabindex]')
      .evaluateAll(
        all => all.filter(one => one.getAttribute('data-lm-suppress-shortcuts') !== 'true').length,
      )
    expect(open_).to.equal(0)
  })

  it('is drawn on with a finger, and does not scroll the page', async () => {
    await open({ hasTouch: true, viewport: { width: 380, height: 700 } })
    await press('Clear')
    const box = (await pad.locator('canvas.pad').boundingBox())!
    const client = await context.newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
      client.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: y === undefined ? [] : [{ x: box.x + box.width / 2, y: box.y + y }],
      })
    await touch('touchStart', 230)
    for (let y = 220; y > 30; y -= 20) await touch('touchMove', y)
    await touch('touchEnd')
    await frame()
    expect(await page.evaluate(() => scrollY)).to.equal(0)
    expect(await checkAnswer()).to.equal(1)
  })

  it('says of a network that has diverged that it has', async () => {
    const lost = new MultiLayerNet([784, 10], { seed: 1 })
    lost.params.b1![0] = Number.NaN
    await open({}, [lost, network])
    expect(await status()).to.match(/^The scores of this network are not numbers/)
    expect(await page.locator('.downhill-digit-pad').count()).to.equal(2)
  })

  for (const width of [1000, 380]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`keeps nobody out, and fits: ${width} pixels, ${colorScheme}`, async () => {
        await open({ colorScheme, viewport: { width, height: 900 } })
        expect(await pad.getAttribute('data-theme')).to.equal(colorScheme)
        expect(await seriousViolations(page)).to.deep.equal([])
        expect(
          await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          ),
        ).to.equal(0)
        await pad.screenshot({ path: join(screenshots, `${width}-${colorScheme}.png`) })
      })
    }
  }
})
