/** How long a reader of the book waits for a cell: medians of 11, each in a new browser. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { median } from '../src/median'
import { launch } from '../tools/chromium.mjs'
import { root } from '../tools/python'

const rounds = Number(process.argv[2] ?? 11)

/** 10 Mbit/s and 40 ms, as a phone may have them. */
const phone = { offline: false, latency: 40, downloadThroughput: 1.25e6, uploadThroughput: 1.25e6 }

async function main(): Promise<void> {
  const site = mkdtempSync(join(tmpdir(), 'downhill-live-'))
  try {
    spawnSync(process.execPath, [join(root, 'tools', 'book.mjs'), site], { stdio: 'inherit' })
    const { address, sent, close } = await serve(site)
    console.log(`${cpus().length} × ${cpus()[0]!.model}, medians of ${rounds}`)
    const times: Record<string, number[]> = {}
    const note = (name: string, ms: number) => {
      const all = times[name] ?? []
      times[name] = [...all, ms]
    }
    for (let i = 0; i < rounds; i++) {
      const browser = await launch()
      await visit(browser, address, note)
      await browser.close()
      const slow = await launch()
      const page = await slow.newPage()
      const session = await page.context().newCDPSession(page)
      await session.send('Network.enable')
      await session.send('Network.emulateNetworkConditions', phone)
      note('first run at 10 Mbit/s and 40 ms', await firstRun(page, address))
      await slow.close()
    }
    for (const name of ['editor.js', 'kernel.js']) {
      console.log(`${name}: ${(sent.get(name)! / 1000).toFixed(0)} kB gzipped`)
    }
    for (const [name, all] of Object.entries(times)) {
      console.log(`${name}: ${(median(all) / 1000).toFixed(2)} s`)
    }
    close()
  } finally {
    rmSync(site, { recursive: true, force: true })
  }
}

async function visit(
  browser: Browser,
  address: string,
  note: (name: string, ms: number) => void,
): Promise<void> {
  const page = await browser.newPage()
  note('first run, cold', await firstRun(page, address))
  note('first run, warm', await firstRun(page, address))
  const plot = page.locator('.cell', { has: page.locator('figure.figure') }).first()
  await finish(page, plot, () => plot.locator('.bar button').first().click())
  await plot.locator('.cm-content, .highlight pre').first().click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('// edited\n')
  const edited = await finish(page, plot, () => page.keyboard.press('Shift+Enter'))
  note('an edited cell with a figure', edited)
  note('chapter 1', await chapter(page, address, '01-gradient-descent'))
  note('chapter 7', await chapter(page, address, '07-choosing-an-optimizer'))
  await page.close()
}

/** From the first click on Run to the output, on a page that is there. */
async function firstRun(page: Page, address: string): Promise<number> {
  await page.goto(`${address}01-gradient-descent.html`, { waitUntil: 'load' })
  const cell = page.locator('.cell').first()
  return finish(page, cell, () => cell.locator('.bar button').first().click())
}

/** All cells of a chapter, with the compiler there. */
async function chapter(page: Page, address: string, name: string): Promise<number> {
  await page.goto(`${address}${name}.html`)
  const first = page.locator('.cell').first()
  await finish(page, first, () => first.locator('.bar button').first().click())
  const last = page.locator('.cell').last()
  return finish(page, last, () => last.locator('.bar button').first().click())
}

/** Milliseconds from an action until the cell says that it has ended. */
async function finish(
  page: Page,
  cell: ReturnType<Page['locator']>,
  act: () => Promise<void>,
): Promise<number> {
  await cell.evaluate(watch)
  await act()
  return page.evaluate('finished.then(end => end - begun)')
}

// In the page: notes when the cell says that it has ended. A text, as what tsx makes of a function needs tsx.
const watch = new Function(
  'cell',
  `cell.querySelector('.says')?.replaceChildren()
  window.begun = performance.now()
  window.finished = new Promise(resolve => {
    const look = () => {
      const says = cell.querySelector('.says')?.textContent ?? ''
      if (/^(?:Done|Failed|Stopped)/.test(says)) resolve(performance.now())
      else setTimeout(look, 2)
    }
    look()
  })`,
) as (cell: Element) => void

/** The book on loopback, gzipped, as hosts of pages send it. */
async function serve(
  site: string,
): Promise<{ address: string; sent: Map<string, number>; close(): void }> {
  const cache = new Map<string, Buffer>()
  const sent = new Map<string, number>()
  const server = createServer(({ url = '/' }, response) => {
    const path = new URL(url, 'http://x').pathname
    try {
      const body = cache.get(path) ?? gzipSync(readFileSync(join(site, path)), { level: 9 })
      cache.set(path, body)
      sent.set(path.split('/').at(-1)!, body.length)
      const type = types[path.split('.').at(-1)!] ?? 'application/octet-stream'
      response.writeHead(200, {
        'content-encoding': 'gzip',
        'content-type': type,
        'cache-control': 'max-age=600',
      })
      response.end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/`, sent, close: () => server.close() }
}

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css',
  png: 'image/png',
}

main()
