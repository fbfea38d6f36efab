import { expect } from 'chai'
import { Jupyter, resultOf, tracebackOf } from '../support/jupyter'
import { slow } from '../support/slow'

describe('memory of the kernel', function () {
  this.timeout(5 * 60_000)
  let jupyter: Jupyter
  before(() => {
    jupyter = new Jupyter()
  })
  after(() => jupyter.close())

  ;(slow ? it : it.skip)(
    'grows by at most 60 MB when a cell is edited and run 1,000 times',
    async () => {
      await jupyter.run(
        "import { contour, descend, figure, path, SGD, show, surfaces } from 'downhill'\nconst bowl = surfaces.bowl",
      )
      const edit = async (i: number) => {
        const cell =
          await jupyter.run(`const walk = descend(bowl, new SGD({ lr: ${0.1 + i / 2000} }), { from: [-7, 2], steps: 30 })
show(figure([contour(bowl), path(walk)], { title: walk.label }))`)
        expect(tracebackOf(cell)).to.equal(undefined)
      }
      const megabytes = async () =>
        Number(resultOf(await jupyter.run('process.memoryUsage().rss'))) / 1e6
      for (let i = 0; i < 20; i++) await edit(i)
      const before = await megabytes()
      for (let i = 20; i < 1020; i++) await edit(i)
      expect((await megabytes()) - before).to.be.below(60)
    },
  )
})
