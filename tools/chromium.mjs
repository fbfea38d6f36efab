import { onPath } from './on-path.mjs'
import { Problem } from './report.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * The browser to draw with: $CHROMIUM, else the first one on the PATH; undefined if there is none.
 *
 * @returns {string | undefined}
 */
export function chromiumPath() {
  return process.env.CHROMIUM || onPath(names)
}

/**
 * Starts it, without a window and without a network; 3-D figures are drawn in software.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launch() {
  const executablePath = chromiumPath()
  if (executablePath === undefined) {
    throw new Problem('No Chromium found: install Chromium or Chrome, or name it in CHROMIUM.')
  }
  // Not at the top: a tool that calls this may install it first.
  const { chromium } = await import('playwright-core')
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
