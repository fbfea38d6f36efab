import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launch } from '../chromium.mjs'
import { Problem } from '../report.mjs'
import { root } from '../run.mjs'

/**
 * Draws figures, explorers and pads for digits in headless Chromium and puts their pictures into their outputs, twice as
 * sharp as on the page and in 256 colours, with which they are a third as large.
 *
 * @param {import('./canonical.mjs').Picture[]} pictures
 */
export async function takePictures(pictures) {
  if (pictures.length === 0) return
  // Not at the top: this tool may have to install it first.
  const { default: sharp } = await import('sharp')
  const browser = await launch()
  try {
    const page = await browser.newPage({
      deviceScaleFactor: 2,
      viewport: { width: 1000, height: 1400 },
      reducedMotion: 'reduce',
    })
    for (const { output, draws } of pictures) {
      await page.setContent(
        '<!doctype html><meta charset="utf-8"><body data-jp-theme-light="true"><div id="drawn"></div>',
      )
      await page.addScriptTag({ path: join(root, 'node_modules/plotly.js-dist/plotly.js') })
      // As it is in the notebook: what a reader's Plotly cannot draw is seen here.
      const figure = output.data?.['application/vnd.plotly.v1+json']
      const drawn = figure
        ? await drawFigure(page, figure)
        : output.metadata?.downhill?.digitPad
          ? await drawDigitPad(page, draws)
          : await drawExplorer(page, draws)
      const box = await drawn.boundingBox()
      if (!box) throw new Problem('A figure was not drawn.')
      const image = await page.screenshot({ clip: box, fullPage: true })
      const small = await sharp(image)
        .png({ palette: true, quality: 40, dither: 0, effort: 10 })
        .toBuffer()
      output.data = { ...output.data, 'image/png': small.toString('base64') }
      output.metadata = {
        ...output.metadata,
        'image/png': { width: Math.round(box.width), height: Math.round(box.height) },
      }
    }
  } finally {
    await browser.close()
  }
}

/**
 * @param {import('playwright-core').Page} page
 * @param {unknown} figure
 */
async function drawFigure(page, figure) {
  await page.evaluate(async fig => {
    const { Plotly } = /** @type {any} */ (window)
    const { data, layout } = /** @type {any} */ (fig)
    await Plotly.newPlot('drawn', data, layout, { displayModeBar: false })
  }, figure)
  // What is in space is drawn a little later.
  await page.waitForTimeout(200)
  return page.locator('#drawn .main-svg').first()
}

/**
 * @param {import('playwright-core').Page} page
 * @param {unknown} spec
 */
async function drawExplorer(page, spec) {
  const script = readFileSync(join(root, 'src/dist/explorer.js'), 'utf8')
  await page.addScriptTag({ content: `${script}\nwindow.downhillExplorer = downhillExplorer` })
  await page.evaluate(begins => {
    const { Plotly, downhillExplorer } = /** @type {any} */ (window)
    downhillExplorer.start(document.querySelector('#drawn'), begins, () => Promise.resolve(Plotly))
  }, spec)
  await page.locator('.contourlabels').first().waitFor({ state: 'attached' })
  await page.waitForTimeout(500)
  return page.locator('.downhill-explorer').first()
}

/**
 * @param {import('playwright-core').Page} page
 * @param {unknown} spec
 */
async function drawDigitPad(page, spec) {
  const script = readFileSync(join(root, 'src/dist/digit-pad.js'), 'utf8')
  await page.addScriptTag({ content: `${script}\nwindow.downhillDigitPad = downhillDigitPad` })
  await page.evaluate(begins => {
    const { downhillDigitPad } = /** @type {any} */ (window)
    downhillDigitPad.start(document.querySelector('#drawn'), begins)
  }, spec)
  return page.locator('.downhill-digit-pad').first()
}
