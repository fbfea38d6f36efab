import { expect } from 'chai'
import {
  AdaGrad,
  Adam,
  adagradMistakes,
  adamMistakes,
  checkWalk,
  type Mistakes,
  Momentum,
  momentumMistakes,
  Nesterov,
  nesterovMistakes,
  RMSprop,
  rmspropMistakes,
  SGD,
  sgdMistakes,
  surfaces,
} from '../../src'
import type { Walker } from '../../src/descent/descend'

const usual = { surface: surfaces.bowl, from: [-7, 2] as const, steps: 20 }

const banks: [name: string, right: Walker, mistakes: Mistakes][] = [
  ['SGD', new SGD({ lr: 0.95 }), sgdMistakes(0.95)],
  ['Momentum', new Momentum({ lr: 0.15 }), momentumMistakes(0.15, 0.9)],
  ['Nesterov', new Nesterov({ lr: 0.1 }), nesterovMistakes(0.1, 0.9)],
  ['AdaGrad', new AdaGrad({ lr: 1.5 }), adagradMistakes(1.5, 1e-7)],
  ['RMSprop', new RMSprop({ lr: 0.1, decayRate: 0.98 }), rmspropMistakes(0.1, 0.98, 1e-7)],
  ['Adam', new Adam({ lr: 0.3, biasCorrection: 'moments' }), adamMistakes(0.3, 1e-7)],
]

describe('checkWalk', () => {
  for (const [name, right, mistakes] of banks) {
    describe(name, () => {
      it('passes the right one', () => {
        checkWalk(() => right, right, { ...usual, mistakes })
      })
      for (const [words, make] of Object.entries(mistakes)) {
        it(`tells when ${words}`, () => {
          const check = () => checkWalk(make, right, { ...usual, mistakes })
          expect(check).to.throw(Error, `This is what happens when ${words}.`)
        })
      }
    })
  }

  it('says where the paths part, without a hint for what is not known', () => {
    const odd = { update: (params: { x: number }) => void params.x++ }
    expect(() => checkWalk(() => odd, new SGD({ lr: 0.95 }), usual)).to.throw(
      /^After update 1 your optimizer stands at \(-6, 2\), expected \(-6\.335, -1\.8\)\.$/,
    )
  })

  it('accepts every one of several that are right', () => {
    const both = [
      new Adam({ lr: 0.3, eps: 0.1, biasCorrection: 'moments' }),
      new Adam({ lr: 0.3, eps: 0.1 }),
    ]
    for (const one of both) checkWalk(() => one, both, usual)
    expect(() => checkWalk(() => new Adam({ lr: 0.2 }), both, usual)).to.throw('After update 1')
  })

  it('accepts PyTorch’s velocity, as the path is the same', () => {
    const v = { x: 0, y: 0 }
    const torch: Walker = {
      update(params, grads) {
        for (const name of ['x', 'y'] as const) {
          v[name] = 0.9 * v[name] + grads[name]
          params[name] -= 0.1 * v[name]
        }
      },
    }
    checkWalk(() => torch, new Momentum({ lr: 0.1 }), usual)
  })

  it('does not pass a walk that is lost', () => {
    const lost: Walker = { update: params => void Object.assign(params, { x: Number.NaN }) }
    expect(() => checkWalk(() => lost, new SGD({ lr: 0.1 }), usual)).to.throw(
      'your optimizer stands at no finite place, expected',
    )
  })

  it('says what it takes', () => {
    expect(() => checkWalk(new SGD() as never, new SGD(), usual)).to.throw(
      TypeError,
      'checkWalk takes what makes your optimizer, such as () => new MySGD(0.1), got an SGD.',
    )
  })
})
