/** How long it takes from opening a page of the book until its first figure is there. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { median } from '../src/median'
import { launch } from '../tools/chromium.mjs'
import { chapterName, chapters } from '../tools/notebooks/notebook'
import { root } from '../tools/python'

const rounds = 11

// In the page: goes to the first figure at once, and notes when its picture and when it itself is there.
const watch = `addEventListener('DOMContentLoaded', () => {
  const place = document.querySelector('figure.figure')
  const picture = place.querySelector('img')
  place.scrollIntoView()
  const look = () => {
    if (picture.complete && picture.naturalWidth > 0) window.pictured ??= performance.now()
    if (place.dataset.state === 'live') window.alive ??= performance.now()
    else requestAnimationFrame(look)
  }
  look()
})`

async function main(): Promise<void> {
  const site = mkdtempSync(join(tmpdir(), 'downhill-book-'))
  try {
    spawnSync(process.execPath, [join(root, 'tools', 'book.mjs'), site], { stdio: 'inherit' })
    console.log(`${cpus().length} × ${cpus()[0]!.model}`)
    for (const name of chapters.map(chapterName)) {
      const times: { pictured: number; alive: number }[] = []
      for (let i = 0; i < rounds; i++) {
        // A new browser: nothing is in its cache.
        const browser = await launch()
        const page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
        await page.addInitScript(watch)
        await page.goto(pathToFileURL(join(site, `${name}.html`)).href)
        await page.waitForFunction('window.alive !== undefined')
        times.push(await page.evaluate('({ pictured: window.pictured, alive: window.alive })'))
        await browser.close()
      }
      console.log(`${name}: picture ${of(times, 'pictured')}, live ${of(times, 'alive')}`)
    }
  } finally {
    rmSync(site, { recursive: true, force: true })
  }
}

/** Median, and the largest. */
function of(times: { pictured: number; alive: number }[], name: 'pictured' | 'alive'): string {
  const all = times.map(time => time[name])
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
  return `${seconds(median(all))} (at most ${seconds(Math.max(...all))})`
}

main()
