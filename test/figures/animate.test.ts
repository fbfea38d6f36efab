import { expect } from 'chai'
import { animate, contour, descend, figure, Momentum, path, SGD, surfaces } from '../../src'

const { bowl } = surfaces
const long = descend(bowl, new SGD({ lr: 0.95 }), { steps: 30 })
const short = descend(bowl, new Momentum({ lr: 0.1 }), { steps: 10 })
const marks = [contour(bowl), path(long), path(short)]

describe('animate', () => {
  const fig = animate(marks, { title: 'Two' })

  it('shows at first what figure shows', () => {
    expect(fig.data).to.deep.equal(figure(marks, { title: 'Two' }).data)
  })

  const paths = fig.data.flatMap(({ name }, i) => (/^(SGD|Momentum)/.test(String(name)) ? [i] : []))

  it('has a frame for the start and each update, and moves the paths alone', () => {
    expect(fig.frames!.map(frame => frame.name)).to.deep.equal(
      Array.from({ length: 31 }, (_, t) => String(t)),
    )
    for (const frame of fig.frames!) expect(frame.traces).to.deep.equal(paths)
  })

  it('has grown by t points after t updates; a short path waits at its end', () => {
    const lengths = fig.frames!.map(frame => frame.data.map(data => (data.x as number[]).length))
    lengths.forEach((pair, t) => {
      expect(pair).to.deep.equal([t + 1, Math.min(t, 10) + 1])
    })
    const last = fig.frames![30]!.data[0]!.x as number[]
    last.forEach((x, t) => {
      expect(x).to.be.closeTo(long.points[t]![0], 1e-5 * Math.abs(long.points[t]![0]))
    })
  })

  it('has a slider at its end and a button to play', () => {
    const [slider] = fig.layout.sliders as { active: number; steps: { label: string }[] }[]
    expect(slider!.active).to.equal(30)
    expect(slider!.steps.map(step => step.label)).to.deep.equal(
      fig.frames!.map(frame => frame.name),
    )
    const [menu] = fig.layout.updatemenus as { buttons: { label: string }[] }[]
    expect(menu!.buttons.map(button => button.label)).to.deep.equal(['▶ Play', '❚❚ Pause'])
  })

  it('stays light: five paths of 30 updates are below 200 kB, and 1000 updates have some 60 frames', () => {
    const five = animate([contour(bowl), ...[1, 2, 3, 4, 5].map(() => path(long))])
    expect(JSON.stringify(five.frames).length).to.be.below(200_000)
    const patient = animate([path(descend(bowl, new SGD({ lr: 0.1 }), { steps: 1000 }))]).frames!
    expect(patient.length).to.be.within(50, 62)
    expect(patient.at(-1)!.name).to.equal('1000')
  })

  it('says what is wrong', () => {
    expect(() => animate([contour(bowl)])).to.throw(
      TypeError,
      'animate needs a path to grow, such as path(descend(…)), among its marks.',
    )
  })
})
