import { createServer } from 'node:net'

/**
 * The port that the arguments for JupyterLab ask for.
 *
 * @param {string[]} args
 * @returns {number | undefined}
 */
export function requestedPort(args) {
  const text = args.join(' ').match(/(?:^| )--(?:ServerApp\.)?port[= ](\d+)(?: |$)/)
  return text ? Number(text[1]) : undefined
}

/**
 * @param {number} port
 * @returns {Promise<boolean>} whether a server could listen there
 */
export function isFree(port) {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, 'localhost', () => server.close(() => resolve(true)))
  })
}

/** @returns {Promise<number>} a port where no server listens */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, 'localhost', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
      server.close(() => resolve(port))
    })
  })
}
