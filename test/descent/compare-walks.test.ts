import { expect } from 'chai'
import { Adam, compareWalks, descend, Momentum, SGD, surfaces } from '../../src'
import { comparison } from '../../src/descent/compare-walks'
import type { Path } from '../../src/types'

const { bowl } = surfaces
const walk = (lr: number, steps = 30) =>
  descend(bowl, new SGD({ lr }), { from: [-7, 2], steps, warn: false })
const at = (...points: [number, number][]): Path => ({ ...walk(0.1, 0), points })

describe('compareWalks', () => {
  it('says that two walks are the same, to the last digit', () => {
    const other = descend(bowl, new Momentum({ lr: 0.1, momentum: 0 }), {
      from: [-7, 2],
      steps: 30,
    })
    expect(comparison(walk(0.1), other)).to.equal('The same walk, to the last digit.')
  })
  it('says that rounding is all the difference, and how much', () => {
    expect(comparison(at([1, 2], [3, 4]), at([1, 2], [3 + 4.5e-16, 4]))).to.equal(
      'The same walk, but for rounding: nowhere more than 1e-15 apart.',
    )
    const folded = descend(bowl, new Adam({ lr: 0.3, eps: 0 }))
    const hats = descend(bowl, new Adam({ lr: 0.3, eps: 0, biasCorrection: 'moments' }))
    expect(comparison(folded, hats)).to.match(/^The same walk/)
  })
  it('says at which step they part, in as many digits as tell them apart', () => {
    expect(comparison(walk(0.1), walk(0.95))).to.equal(
      'They part at step 1: the first stands at (-6.93, 1.6), the second at (-6.33, -1.8).',
    )
    expect(comparison(at([1, 2]), at([1.00001, 2]))).to.equal(
      'They part at step 0: the first stands at (1, 2), the second at (1.00001, 2).',
    )
  })
  it('does not take a walk for another that goes on where it ended', () => {
    expect(comparison(walk(0.1, 7), walk(0.1, 9))).to.equal(
      'They part at step 8: the first walk has ended, the second goes on.',
    )
    expect(comparison(walk(0.1, 9), walk(0.1, 7))).to.equal(
      'They part at step 8: the second walk has ended, the first goes on.',
    )
    expect(comparison(walk(1.5, 2000), walk(1.5, 5))).to.match(/^They part at step 6: the second/)
  })
  it('tells small differences of large numbers from rounding', () => {
    expect(comparison(at([1e6, 0]), at([1e6 + 1e-4, 0]))).to.match(/^The same walk, but for/)
    expect(comparison(at([1e6, 0]), at([1e6 + 1e-2, 0]))).to.match(/^They part/)
  })
  it('never throws', () => {
    const odd = [
      undefined,
      null,
      3,
      'x',
      [],
      {},
      { points: 3 },
      { points: [3] },
      { points: [null] },
      { points: [[]] },
      SGD,
    ]
    for (const one of odd) {
      for (const other of [walk(0.1), one]) {
        for (const [a, b] of [
          [one, other],
          [other, one],
        ]) {
          expect(comparison(a as never, b as never)).to.match(/^[^\n]+\.$/)
        }
      }
    }
    expect(comparison(undefined as never, walk(0.1))).to.equal(
      'There is nothing to compare: the first is undefined, not a walk, which is what descend(…) returns.',
    )
  })
  it('prints its sentence, and returns nothing', () => {
    const { log } = console
    const printed: unknown[] = []
    console.log = text => printed.push(text)
    try {
      expect(compareWalks(walk(0.1), walk(0.1))).to.equal(undefined)
    } finally {
      console.log = log
    }
    expect(printed).to.deep.equal(['The same walk, to the last digit.'])
  })
})
