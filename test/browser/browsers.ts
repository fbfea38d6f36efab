import type { Browser } from 'playwright-core'
import * as chromium from './chromium'
import * as firefox from './firefox'

export interface TestBrowser {
  readonly name: string
  /** For a suite's name: why its tests are pending, if they are. */
  readonly whyPending: string
  /** For a suite's `before`: makes its tests pending where there is no such browser. */
  readonly needed: (suite: Mocha.Context) => void
  readonly launch: () => Promise<Browser>
}

export const inChromium: TestBrowser = {
  name: 'Chromium',
  whyPending: chromium.whyPending,
  needed: chromium.needsChromium,
  launch: chromium.launch,
}

export const inFirefox: TestBrowser = {
  name: 'Firefox',
  whyPending: firefox.whyPending,
  needed: firefox.needsFirefox,
  launch: firefox.launch,
}
