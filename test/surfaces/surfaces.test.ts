import { expect } from 'chai'
import { numericalGradient } from '../../src/descent/numerical-gradient'
import { type SurfaceName, surfaces } from '../../src/surfaces/surfaces'
import { randomPoints } from '../support/random'

/** Values worked out by hand or published: [x, y, f]. */
const known: Record<SurfaceName, [x: number, y: number, f: number][]> = {
  // biome-ignore-start format: one row a surface
  bowl: [
    [0, 0, 0],
    [-7, 2, 6.45],
    [10, 5, 30],
  ],
  rosenbrock: [
    [1, 1, 0],
    [0, 0, 1],
    [-1, 1, 4],
    [2, 0, 1601],
  ],
  beale: [
    [3, 0.5, 0],
    [0, 0, 14.203125],
    [1, 1, 14.203125],
  ],
  himmelblau: [
    [3, 2, 0],
    [0, 0, 170],
    [-2.805118086952745, 3.131312518250573, 0],
    [-3.779310253377747, -3.28318599128617, 0],
    [3.584428340330492, -1.848126526964404, 0],
  ],
  booth: [
    [1, 3, 0],
    [0, 0, 74],
    [3, 1, 8],
  ],
  threeHumpCamel: [
    [0, 0, 0],
    [1, 0, 2 - 1.05 + 1 / 6],
    [1, -1, 2 - 1.05 + 1 / 6],
  ],
  saddle: [
    [0, 0, 0],
    [2, 1, 3],
    [1, 2, -3],
  ],
  monkeySaddle: [
    [0, 0, 0],
    [2, 0, 8],
    [-1, 0, -1],
    [1, 1, -2],
  ],
  rastrigin: [
    [0, 0, 0],
    [1, -1, 2],
    [0.5, 0.5, 40.5],
  ],
  ackley: [
    [0, 0, 0],
    [1, 1, 20 * (1 - Math.exp(-0.2))],
    [-3, 3, 20 * (1 - Math.exp(-0.6))],
  ],
  styblinskiTang: [
    [0, 0, 0],
    [1, 1, -10],
    [-2.903534027771177, -2.903534027771177, -78.33233140754282],
  ],
  plateau: [
    [0, 0, 0],
    [2, 0, 1 - Math.exp(-0.5)],
    [0, -1, 1 - Math.exp(-0.5)],
  ],
  hollow: [
    [0, 0, 0],
    [10, 1, 101],
    [-7, 2, 40.01],
  ],
  // biome-ignore-end format: one row a surface
}

for (const name of Object.keys(surfaces) as SurfaceName[]) {
  const { f, gradient, domain, minima, start } = surfaces[name]
  describe(`surfaces.${name}`, () => {
    const points = randomPoints(3, 200, [domain.x[0], domain.y[0]], [domain.x[1], domain.y[1]])

    it('has the known values', () => {
      for (const [x, y, value] of known[name]) {
        expect(f(x, y), `at (${x}, ${y})`).to.be.closeTo(value, 1e-13 * Math.max(1, value))
      }
    })

    it('has the gradient of its f, at 200 points', () => {
      const h = 1e-3
      const largest = Math.max(...points.map(([x, y]) => Math.abs(f(x!, y!))))
      for (const point of points) {
        // The error of a central difference is c·h²; going from h to h/2 takes ¾ of that away, so
        // what is left is a third of the change. Rounding adds a few ε·f/h.
        const [whole, half] = [h, h / 2].map(step =>
          numericalGradient(([x, y]) => f(x!, y!), point, step),
        )
        for (const [i, g] of gradient(point[0]!, point[1]!).entries()) {
          const size = largest + Math.abs(point[i]! * g)
          const within = Math.abs(whole![i]! - half![i]!) + (16 * Number.EPSILON * size) / h
          expect(g, `∂${i} at (${point})`).to.be.closeTo(half![i]!, within)
        }
      }
    })

    it('is flat and lowest at its minima', () => {
      for (const minimum of minima) {
        expect(Math.hypot(...gradient(...minimum))).to.be.below(1e-12)
        for (const [x, y] of points) expect(f(x!, y!)).to.be.above(f(...minimum))
      }
    })

    it('has its start and its minima on the map, and the known value of each minimum', () => {
      for (const [x, y] of [start, ...minima]) {
        expect(x).to.be.within(...domain.x)
        expect(y).to.be.within(...domain.y)
      }
      const places = known[name].map(([x, y]) => [x, y])
      for (const minimum of minima) expect(places).to.deep.include([...minimum])
    })

    it('starts on a slope', () => {
      expect(Math.hypot(...gradient(...start))).to.be.above(1e-3)
    })
  })
}

describe('surfaces', () => {
  it('have names and formulas of their own', () => {
    const all = Object.values(surfaces)
    for (const key of ['name', 'formula'] as const) {
      expect(new Set(all.map(surface => surface[key]))).to.have.property('size', all.length)
    }
  })

  it('have a lowest point, but for the saddles', () => {
    const without = Object.entries(surfaces).filter(([, { minima }]) => minima.length === 0)
    expect(without.map(([name]) => name)).to.have.members(['saddle', 'monkeySaddle'])
  })
})
