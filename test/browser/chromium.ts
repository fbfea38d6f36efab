import { chromiumPath, launch } from '../../tools/chromium.mjs'

export { launch }

/** For a suite's name: why its tests are pending, if they are. */
export const whyPending: string =
  chromiumPath() === undefined ? ' (no Chromium found: set CHROMIUM or install one)' : ''

/** For a suite's `before`: without a browser its tests are pending, but in CI that is a failure. */
export function needsChromium(suite: Mocha.Context): void {
  if (chromiumPath() !== undefined) return
  if (process.env.CI === 'true') throw new Error('no Chromium found')
  suite.skip()
}
