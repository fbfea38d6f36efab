import descent from '../../src/dist/descent/descend.js'
import palette from '../../src/dist/figures/palette.js'
import adagrad from '../../src/dist/optimizers/adagrad.js'
import adam from '../../src/dist/optimizers/adam.js'
import momentum from '../../src/dist/optimizers/momentum.js'
import rmsprop from '../../src/dist/optimizers/rmsprop.js'
import sgd from '../../src/dist/optimizers/sgd.js'
import bowl from '../../src/dist/surfaces/bowl.js'

// The figure of the home page: chapter 5's five ways down the bowl x²/20 + y², from anywhere. It is drawn
// when the book is built, so that it is there at once, and again where the ring is dragged to.

const optimizers = {
  SGD: new sgd.SGD({ lr: 0.95 }),
  Momentum: new momentum.Momentum({ lr: 0.1 }),
  AdaGrad: new adagrad.AdaGrad({ lr: 1.5 }),
  RMSprop: new rmsprop.RMSprop({ lr: 0.1, decayRate: 0.98 }),
  Adam: new adam.Adam({ lr: 0.3 }),
}

/** Pixels of the drawing for a unit of the ground, which is 20 wide and 10 high. */
const scale = 40

/**
 * @param {number} x
 * @param {number} y
 * @returns {[number, number]}
 */
export const toPixels = (x, y) => [round((x + 10) * scale), round((5 - y) * scale)]

/**
 * The place on the ground, not beyond its edges.
 *
 * @param {number} px
 * @param {number} py
 * @returns {[number, number]}
 */
export const toGround = (px, py) => [
  Math.min(10, Math.max(-10, px / scale - 10)),
  Math.min(5, Math.max(-5, 5 - py / scale)),
]

/** Lines of equal height: where x²/20 + y² = c. */
export const rings = [0.2, 0.5, 1, 2, 3, 5, 7, 10, 15, 20, 25].map(c => [
  round(Math.sqrt(20 * c) * scale),
  round(Math.sqrt(c) * scale),
])

/**
 * The walks as paths of SVG, and the loss at their ends.
 *
 * @param {readonly number[]} from
 */
export function walksFrom(from) {
  return Object.entries(optimizers).map(([name, optimizer]) => {
    const { points, losses } = descent.descend(bowl.bowl, optimizer, { from, warn: false })
    const places = points.map(([x, y]) => toPixels(x, y).join(' '))
    return {
      name,
      color: palette.colorOf(name),
      line: `M${places.join('L')}`,
      // Lines of no length, whose round ends are dots.
      dots: places.map(place => `M${place}h0`).join(''),
      loss: String(Number((losses.at(-1) ?? 0).toPrecision(2))),
    }
  })
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10
}
