import { createServer } from 'node:net'
import { expect } from 'chai'
import { isFree, requestedPort } from '../../tools/port.mjs'

describe('port', () => {
  it('finds the requested port in each way of writing it', () => {
    expect(requestedPort(['--port', '9000'])).to.equal(9000)
    expect(requestedPort(['--no-browser', '--port=9000'])).to.equal(9000)
    expect(requestedPort(['--ServerApp.port=9000', '--debug'])).to.equal(9000)
    expect(requestedPort(['--ServerApp.port_retries=3'])).to.equal(undefined)
    expect(requestedPort([])).to.equal(undefined)
  })

  it('tells a taken port from a free one', async () => {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, 'localhost', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address!.port : 0
    expect(await isFree(port)).to.equal(false)
    await new Promise(resolve => server.close(resolve))
    expect(await isFree(port)).to.equal(true)
  })
})
