import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The browser to test with: $CHROMIUM, else the first one on the PATH; undefined if there is none. */
export function chromiumPath(): string | undefined {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  return names.flatMap(name => folders.map(folder => join(folder, name))).find(isExecutable)
}

/** For a suite's name: why its tests are pending, if they are. */
export const whyPending: string =
  chromiumPath() === undefined ? ' (no Chromium found: set CHROMIUM or install one)' : ''

/** For a suite's `before`: without a browser its tests are pending, but in CI that is a failure. */
export function needsChromium(suite: Mocha.Context): void {
  if (chromiumPath() !== undefined) return
  if (process.env.CI === 'true') throw new Error('no Chromium found')
  suite.skip()
}

/** Starts it, without a window and without a network; 3-D figures are drawn in software. */
export async function launch(): Promise<Browser> {
  const executablePath = chromiumPath()
  if (executablePath === undefined) throw new Error('no Chromium found')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
    ],
  })
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
