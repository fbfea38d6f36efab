import { type Browser, firefox } from 'playwright-core'
import { onPath } from '../../tools/on-path.mjs'

/** Those that Debian and others install; $FIREFOX may name another. */
const path = process.env.FIREFOX || onPath(['firefox-esr', 'firefox'])

/** For a suite's name: why its tests are pending, if they are. */
export const whyPending: string =
  path === undefined ? ' (no Firefox found: set FIREFOX or install one)' : ''

/** For a suite's `before`: without a browser its tests are pending, but in CI that is a failure. */
export function needsFirefox(suite: Mocha.Context): void {
  if (path !== undefined) return
  if (process.env.CI === 'true') throw new Error('no Firefox found')
  suite.skip()
}

/** Firefox as Mozilla and Debian make it, without a window and without a network. */
export async function launch(): Promise<Browser> {
  const browser = await firefox.launch({
    // Without this Playwright wants a Firefox of its own, and speaks to that in another protocol.
    channel: 'moz-firefox',
    executablePath: path!,
    firefoxUserPrefs: {
      // A proxy that nobody is at, for all addresses but this machine's.
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': 9,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': 9,
    },
  })
  forgoColorScheme(browser)
  return browser
}

interface Inside {
  _connection: {
    toImpl(browser: Browser): {
      _browserSession: { send(method: string, params: object): Promise<unknown> }
    }
  }
}

/**
 * Playwright tells every new context which colours it prefers, with the one command of WebDriver BiDi
 * that Firefox 153 does not know, and gives the context up.
 */
function forgoColorScheme(browser: Browser): void {
  const session = (browser as unknown as Inside)._connection.toImpl(browser)._browserSession
  const send = session.send.bind(session)
  session.send = async (method, params) =>
    method === 'emulation.setMediaFeaturesOverride' ? {} : send(method, params)
}
