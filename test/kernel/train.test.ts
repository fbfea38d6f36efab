import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { Jupyter, type RunCell, resultOf } from '../support/jupyter'

/** What a cell showed, in the order it came, and where. */
const shown = ({ outputs }: RunCell) =>
  outputs
    .filter(({ type }) => type.endsWith('display_data'))
    .map(({ type, data, transient }) => ({
      type,
      text: (data as Record<string, string>)['text/plain']!,
      place: (transient as { display_id: string }).display_id,
    }))

describe('train in the kernel', function () {
  this.timeout(180_000)
  let jupyter: Jupyter
  before(async () => {
    jupyter = new Jupyter()
    await jupyter.run(`import { Adam, digits, train, TwoLayerNet } from 'downhill'
const data = digits(500)
const network = new TwoLayerNet(784, 50, 10)
const optimizer = new Adam({ lr: 0.002 })`)
  })
  after(() => jupyter.close())

  it('shows how far it is in one place, and what came of it at the end', async () => {
    const cell = await jupyter.run('await train(network, data, { optimizer, epochs: 20 })')
    const lines = shown(cell)
    expect(lines.length).to.be.above(2)
    expect(lines[0]!.type).to.equal('display_data')
    expect(new Set(lines.slice(1).map(({ type }) => type))).to.deep.equal(
      new Set(['update_display_data']),
    )
    expect(new Set(lines.map(({ place }) => place)).size).to.equal(1)
    for (const { text } of lines.slice(0, -1)) {
      expect(text).to.match(
        /^step \d+ of 100 · loss [\d.]+ · accuracy [\d.]+ % · [\d.]+ steps\/s · \d+ s left$/,
      )
    }
    expect(lines.at(-1)!.text).to.match(
      /^100 steps · loss [\d.]+ · accuracy [\d.]+ % on the training data$/,
    )
  })

  it('stops at once, and the next cell works', async () => {
    const begun = performance.now()
    const cell = await jupyter.run('await train(network, data, { optimizer, epochs: 1e6 })', {
      interruptAfter: 1,
    })
    expect(performance.now() - begun).to.be.within(1000, 2500)
    expect(cell.reply).to.include({ status: 'error', ename: 'Interrupted' })

    const weights = async () => resultOf(await jupyter.run('network.params.W1.join()'))
    const now = await weights()
    expect(now).to.match(/^-?\d/)
    await sleep(300)
    expect(await weights(), 'training goes on unseen').to.equal(now)

    const next = await jupyter.run('await train(network, data, { optimizer })')
    expect(shown(next).at(-1)!.text).to.match(/^5 steps/)
  })
})
