import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect } from 'chai'
import { Adam, digits, drawDigit, MultiLayerNet, matrix, TwoLayerNet, train } from '../../src'
import { netOf, outputsOf, sharesOf, slopesOf } from '../../src/dist/digit-pad/net'
import { answerOf } from '../../src/dist/digit-pad/reason'
import { example, fitted, pictureOf } from '../../src/dist/digit-pad/strokes'
import { difference, percent, sentence, why } from '../../src/dist/digit-pad/words'
import { digitPadHtml, digitPadSpec } from '../../src/dist/display/draw-digit'

const jupyter = createRequire(__filename)('tslab/dist/jupyter')
const { x } = digits(40, { seed: 3 })
const picture = (i: number) => x.data.slice(784 * i, 784 * (i + 1))

/** One of each activation, and of each depth; with biases, which begin at 0. */
const networks: [string, MultiLayerNet<'float64' | 'float32'>][] = [
  ['ReLU', new MultiLayerNet([784, 50, 10], { seed: 1 })],
  ['sigmoid', new MultiLayerNet([784, 20, 10], { activation: 'sigmoid' })],
  ['tanh, deep', new MultiLayerNet([784, 30, 20, 15, 10], { activation: 'tanh' })],
  ['ReLU, deep, float32', new MultiLayerNet([784, 40, 20, 10], { dtype: 'float32' })],
  ['no hidden layer', new MultiLayerNet([784, 10])],
]
for (const [, { params }] of networks) {
  for (const [name, values] of Object.entries(params)) {
    if (name.startsWith('b')) values.set(Array.from(values, (_, i) => Math.sin(i + 1) / 5))
  }
}

describe('drawDigit', () => {
  // biome-ignore lint/suspicious/noExplicitAny: whatever was written
  let written: any[]
  beforeEach(() => {
    written = []
    jupyter.lastWriteDisplayData = (...args: unknown[]) => written.push(args)
  })
  afterEach(() => {
    jupyter.lastWriteDisplayData = null
  })

  it('writes html, words, and what it takes to begin again', () => {
    const network = new TwoLayerNet(784, 50, 10, { seed: 1 })
    drawDigit(network)
    expect(written).to.have.length(1)
    const [{ data, metadata }, isUpdate] = written[0]
    expect(isUpdate).to.equal(false)
    expect(Object.keys(data)).to.deep.equal(['text/html', 'text/plain'])
    expect(data['text/plain']).to.equal(
      'A pad to draw a digit on, and what a network with 50 hidden neurons (relu) takes it for, and why. Run the cell to use it.',
    )
    expect(metadata).to.deep.equal({ downhill: { digitPad: digitPadSpec(network, 'drawn', true) } })
    // Of the 1.5 MB that a published chapter may have.
    expect(JSON.stringify(metadata).length).to.be.below(110_000)
  })
  it('is the same every time, another for another network, and nothing leaves its script', () => {
    const [one, other] = [1, 2].map(seed => new MultiLayerNet([784, 5, 10], { seed }))
    const html = digitPadHtml(digitPadSpec(one!))
    expect(digitPadHtml(digitPadSpec(one!))).to.equal(html)
    expect(digitPadHtml(digitPadSpec(other!))).not.to.equal(html)
    expect(html.match(/<\/script>/g)).to.have.length(1)
    expect(html).not.to.match(/https?:\/\/(?!www\.w3\.org)/)
  })
  it('keeps what runs in the browser small', () => {
    const file = join(__dirname, '../../src/dist/digit-pad.js')
    expect(statSync(file).size).to.be.below(30_000)
    expect(readFileSync(file, 'utf8')).not.to.contain('WebAssembly')
  })
  it('sends no more than a Jupyter server lets pass: 3 MB', () => {
    drawDigit(new MultiLayerNet([784, 620, 10]), { source: 'MNIST' })
    const [{ data, metadata }] = written[0]
    expect(metadata.downhill.digitPad.source).to.equal('MNIST')
    expect(JSON.stringify([data, metadata]).length).to.be.within(2.5e6, 2.9e6)
  })
  it('says that it needs a notebook', () => {
    jupyter.lastWriteDisplayData = null
    expect(() => drawDigit(networks[0]![1])).to.throw(Error, /^drawDigit needs a notebook[^.]*\.$/)
  })

  // biome-ignore format: one row a case
  const errors: [string, unknown, string][] = [
    ['nothing', undefined, 'drawDigit takes a network, such as new MultiLayerNet([784, 50, 10]), not undefined.'],
    ['an optimizer', new Adam(), 'drawDigit takes a network, such as new MultiLayerNet([784, 50, 10]), not an Adam.'],
    ['images', x, 'drawDigit takes a network, such as new MultiLayerNet([784, 50, 10]), not an object of another kind.'],
    ['a network for dots', new TwoLayerNet(2, 20, 2), 'drawDigit takes a network with 784 inputs, one a pixel, and 10 outputs, one a digit, got 2 and 2.'],
    ['a network for two digits', new MultiLayerNet([784, 10, 2]), 'drawDigit takes a network with 784 inputs, one a pixel, and 10 outputs, one a digit, got 784 and 2.'],
    ['a large one', new MultiLayerNet([784, 700, 10]), 'drawDigit takes a network with at most 500,000 weights and biases, as they all go into the notebook, got 556,510 of [784, 700, 10].'],
  ]
  for (const [what, given, message] of errors) {
    it(`refuses ${what}`, () => {
      expect(() => drawDigit(given as never)).to.throw(message)
      expect(written).to.have.length(0)
    })
  }
})

describe('the options of drawDigit', () => {
  it('are those that it has', () => {
    const draw = (options: unknown) => () => drawDigit(networks[0]![1], options as never)
    expect(draw({ source: 'mnist' })).to.throw(
      TypeError,
      "source must be 'drawn' or 'MNIST', got 'mnist'.",
    )
    expect(draw({ sources: 'MNIST' })).to.throw(
      TypeError,
      "drawDigit has no option 'sources'; its option is source. Write { source: 'MNIST' }.",
    )
  })
})

describe('the network of a pad', () => {
  for (const [name, network] of networks) {
    it(`has the scores of the kernel's: ${name}`, () => {
      const { data } = network.predict(x)
      for (const [short, most] of [
        [false, 1e-5],
        [true, 5e-3],
      ] as const) {
        const net = netOf(JSON.parse(JSON.stringify(digitPadSpec(network, 'drawn', short))))
        for (let i = 0; i < x.rows; i++) {
          outputsOf(net, picture(i))
            .at(-1)!
            .forEach((score, j) => {
              expect(score).to.be.closeTo(data[10 * i + j]!, most)
            })
        }
      }
    })
    it(`has the slopes of finite differences: ${name}`, () => {
      const net = netOf(digitPadSpec(network))
      const at = picture(7)
      const weights = Float64Array.from({ length: 10 }, (_, j) => j - 4)
      const sum = (pixels: Float64Array) =>
        outputsOf(net, pixels)
          .at(-1)!
          .reduce((total, score, j) => total + score * weights[j]!, 0)
      const slopes = slopesOf(net, outputsOf(net, at), net.layers.length - 1, weights)
      for (let p = 0; p < 784; p += 13) {
        const [up, down] = [1e-5, -1e-5].map(by =>
          at.map((value, i) => (i === p ? value + by : value)),
        )
        expect(slopes[p]).to.be.closeTo((sum(up!) - sum(down!)) / 2e-5, 1e-6)
      }
    })
  }
  it('is published in wholes of a power of two, of which last bits change nothing', () => {
    const { params } = digitPadSpec(networks[0]![1], 'drawn', true)
    for (const { unit, data } of params) {
      expect(Math.log2(unit!) % 1).to.equal(0)
      const wholes = new Int16Array(Uint8Array.from(Buffer.from(data, 'base64')).buffer)
      expect(Math.max(...wholes.map(Math.abs))).to.be.within(16384, 32767)
    }
    // Biases that are all 0 have no largest.
    const fresh = new MultiLayerNet([784, 10], { seed: 2 })
    const { layers } = netOf(digitPadSpec(fresh, 'drawn', true))
    expect(Array.from(layers[0]!.b)).to.deep.equal(Array(10).fill(0))
  })
  it('shares 1 as softmax does, however large the scores', () => {
    const shares = sharesOf(Float64Array.of(0, Math.log(3)))
    expect(shares[0]).to.be.closeTo(0.25, 1e-15)
    expect(shares[1]).to.be.closeTo(0.75, 1e-15)
    expect([...sharesOf(Float64Array.of(1000, 0))]).to.deep.equal([1, 0])
  })
})

describe('why', () => {
  it('is exact for ReLUs: the pixels, and what the biases add where the same neurons are on', () => {
    for (const name of ['ReLU', 'ReLU, deep, float32', 'no hidden layer']) {
      const net = netOf(digitPadSpec(new Map(networks).get(name)!))
      for (let i = 0; i < 10; i++) {
        const outputs = outputsOf(net, picture(i))
        // Empty paper, through the neurons that are on with this picture.
        let y = new Float64Array(784)
        net.layers.forEach(({ W, b }, layer) => {
          y = Float64Array.from(b, (bias, j) => {
            const isOn = layer === net.layers.length - 1 || outputs[layer + 1]![j]! > 0
            return isOn ? y.reduce((sum, one, k) => sum + one * W[k * b.length + j]!, bias) : 0
          })
        })
        const { order, reason } = answerOf(net, picture(i), 3)
        expect(reason!.rest).to.be.closeTo(y[order[0]!]! - y[order[1]!]!, 1e-9)
        const scores = outputs.at(-1)!
        expect(reason!.lead).to.equal(scores[order[0]!]! - scores[order[1]!]!)
        expect(reason!.lead).to.be.closeTo(reason!.gained + reason!.lost + reason!.rest, 1e-9)
        expect(Math.max(...scores)).to.equal(scores[order[0]!])
      }
    }
  })
  it('names the neurons that add most, which with the last biases make the lead', () => {
    for (const [name, network] of networks.slice(0, 4)) {
      const net = netOf(digitPadSpec(network))
      const { order, reason } = answerOf(net, picture(4), 50)
      const { b } = net.layers.at(-1)!
      const adds = reason!.neurons.map(one => one.adds)
      const sum = adds.reduce((total, one) => total + one, 0)
      expect(sum + b[order[0]!]! - b[order[1]!]!, name).to.be.closeTo(reason!.lead, 1e-9)
      adds.forEach((one, i) => {
        if (i > 0) expect(Math.abs(one)).to.be.at.most(Math.abs(adds[i - 1]!))
      })
      expect(answerOf(net, picture(4), 3).reason!.neurons).to.deep.equal(
        reason!.neurons.slice(0, 3),
      )
    }
  })
  it('prints numbers that add up, and says where slopes are no more than that', () => {
    for (const [name, network] of networks) {
      const spec = digitPadSpec(network)
      for (let i = 0; i < 10; i++) {
        const text = why(answerOf(netOf(spec), picture(i), 3), spec)
        const lead = Number(/higher by ([\d.]+),/.exec(text)![1])
        const parts = text.match(/[+−]\d+\.\d\d/g)!.map(part => Number(part.replace('−', '-')))
        expect(text).to.match(/makes it ([\d.,]+|more than a million) times as likely\./)
        expect(parts).to.have.length(3)
        expect(parts[0]! + parts[1]! + parts[2]!).to.be.closeTo(lead, 1e-9)
        expect(text.includes('bends')).to.equal(/sigmoid|tanh/.test(name))
      }
    }
  })
  it('says of a network that has diverged that it has, and of empty paper that it is', () => {
    const network = new MultiLayerNet([784, 5, 10])
    network.params.W2![3] = Number.NaN
    const spec = digitPadSpec(network, 'drawn', true)
    const answer = answerOf(netOf(spec), picture(0), 3)
    expect(answer.order).to.deep.equal([])
    expect(sentence(answer)).to.match(/^The scores of this network are not numbers/)
    expect(why(answer, spec)).to.equal('')
    expect(sentence(undefined)).to.match(/^There is nothing on the paper/)
  })
  it('is never certain in words, and has the sign of a minus', () => {
    expect([1, 0.9991, 0.5, 0.0005].map(percent)).to.deep.equal([
      '> 99.9 %',
      '> 99.9 %',
      '50.0 %',
      '< 0.1 %',
    ])
    expect([1, -1.005, 0, -0.001].map(difference)).to.deep.equal([
      '+1.00',
      '−1.00',
      '+0.00',
      '+0.00',
    ])
  })
})

describe('what is drawn', () => {
  const network = new MultiLayerNet([784, 50, 10], { seed: 1 })
  before(async () => {
    await train(network, digits(3000), { optimizer: new Adam({ lr: 0.002 }), epochs: 5 })
  })
  const guesses = (pictures: Float64Array[]) => {
    const { data } = network.predict(
      matrix(
        pictures.length,
        784,
        pictures.flatMap(one => [...one]),
      ),
    )
    return pictures.map((_, i) => {
      const scores = [...data.slice(10 * i, 10 * (i + 1))]
      return scores.indexOf(Math.max(...scores))
    })
  }
  const all = Array.from({ length: 10 }, (_, digit) => digit)
  const corner = (strokes: ReturnType<typeof example>, by: number) =>
    strokes.map(stroke => stroke.map(([px, py]) => [3 + by * px, 1 + by * py] as const))

  it('is known by a network that has learned from digits', () => {
    expect(guesses(all.map(digit => pictureOf(example(digit))))).to.deep.equal(all)
    expect(guesses(all.map(digit => pictureOf(fitted(example(digit), 'drawn'))))).to.deep.equal(all)
  })
  it('is the same picture wherever, and however small, it is drawn', () => {
    for (const digit of all) {
      const middle = pictureOf(fitted(example(digit), 'drawn'))
      for (const by of [0.4, 0.9]) {
        pictureOf(fitted(corner(example(digit), by), 'drawn')).forEach((ink, p) => {
          expect(ink).to.be.closeTo(middle[p]!, 1e-9)
        })
      }
    }
    // As it is, in a corner, it is another.
    expect(guesses(all.map(digit => pictureOf(corner(example(digit), 0.4))))).not.to.deep.equal(all)
  })
  it('has as much ink as the digits that are learned from', () => {
    const { x: many } = digits(2000, { seed: 5 })
    // More than the noise of the paper, which a pen has none of.
    const ink = (pixels: Float64Array) => pixels.filter(one => one > 0.5).length
    const mean = (counts: number[]) => counts.reduce((sum, one) => sum + one, 0) / counts.length
    const learned = mean(
      Array.from({ length: 2000 }, (_, i) => ink(many.data.slice(784 * i, 784 * (i + 1)))),
    )
    const drawn = mean(all.map(digit => ink(pictureOf(fitted(example(digit), 'drawn')))))
    expect(drawn / learned).to.be.within(0.93, 1.07)
  })
  it('is put as MNIST puts it: in a box of 20 pixels, with its centre of mass in the middle', () => {
    for (const digit of all) {
      for (const by of [0.4, 0.9]) {
        const picture = pictureOf(fitted(corner(example(digit), by), 'MNIST'))
        const inked = [...picture.keys()].filter(p => picture[p]! > 0.5)
        const [columns, rows] = [inked.map(p => p % 28), inked.map(p => Math.floor(p / 28))]
        const long = [columns, rows].map(all => Math.max(...all) - Math.min(...all) + 1)
        expect(Math.max(...long), `${digit}`).to.be.within(19, 21)
        const mass = picture.reduce((sum, ink) => sum + ink, 0)
        const across = picture.reduce((sum, ink, p) => sum + ink * (p % 28), 0)
        const down = picture.reduce((sum, ink, p) => sum + ink * Math.floor(p / 28), 0)
        expect(across / mass).to.be.closeTo(14, 0.05)
        expect(down / mass).to.be.closeTo(14, 0.05)
      }
    }
  })
  it('is a dot where it is a dot, and nothing where nothing is drawn', () => {
    expect(fitted([], 'drawn')).to.deep.equal([])
    expect(pictureOf([]).every(ink => ink === 0)).to.equal(true)
    expect(fitted([[[3, 4]]], 'drawn')).to.deep.equal([[[14, 14]]])
    expect(pictureOf([[[14, 14]]]).filter(ink => ink > 0.5).length).to.equal(9)
  })
  it('has no more points than a hand makes, and as many as it likes', () => {
    const long = Array.from({ length: 200_000 }, (_, i) => [i % 28, i % 27] as const)
    expect(fitted([long], 'drawn')[0]).to.have.length(200_000)
  })
})
