import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { descend, type SurfaceName, surfaces } from '../../src'
import { catalogue, type Method } from '../../src/dist/optimizers/catalogue'

interface Reference {
  surface: SurfaceName
  optimizer: Method
  options: Record<string, number>
  points: [number, number][]
}

// Made by test/reference/make_paths.py.
const file = join(__dirname, '..', 'reference', 'paths.json')
const reference: { torch: string; paths: Reference[] } = JSON.parse(readFileSync(file, 'utf8'))

describe(`paths of 100 steps, beside PyTorch ${reference.torch}`, () => {
  it('cover 4 surfaces, every method and 3 settings of each', () => {
    const kinds = new Set(
      reference.paths.map(({ surface, optimizer }) => `${surface} ${optimizer}`),
    )
    expect(kinds.size).to.equal(4 * Object.keys(catalogue).length)
    for (const kind of kinds) {
      const settings = reference.paths.filter(p => `${p.surface} ${p.optimizer}` === kind)
      expect(settings).to.have.length.at.least(3)
    }
  })

  for (const { surface, optimizer, options, points } of reference.paths) {
    it(`${optimizer} ${JSON.stringify(options)} on ${surface}`, () => {
      const walk = descend(surfaces[surface], new catalogue[optimizer](options as object), {
        from: points[0]!,
        steps: points.length - 1,
      })
      expect(walk.points).to.have.length(points.length)
      walk.points.forEach((point, t) => {
        point.forEach((coordinate, i) => {
          const theirs = points[t]![i]!
          // Relative to the coordinate, and to 1 for those that pass through 0.
          const error = Math.abs(coordinate - theirs) / Math.max(1, Math.abs(theirs))
          expect(error, `step ${t}, ${'xy'[i]}: ${coordinate} and ${theirs}`).to.be.below(1e-12)
        })
      })
    })
  }
})
