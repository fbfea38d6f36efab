// @ts-nocheck: the names are those of the chapter, whose kernel runs this.
import { strict as assert } from 'assert'
import { SoftmaxWithLoss } from 'downhill'

// ## one-neuron

/** The loss of one point, of a neuron with other weights. */
const lossAt = ({ x, y, t }, { w1, w2, b }) => {
  const p = sigmoid(w1 * x + w2 * y + b)
  return -Math.log(t === 1 ? p : 1 - p)
}
/** Its slope along one of them, by nudging. */
const nudged = (point, name) => {
  const [more, less] = [1e-4, -1e-4].map(h =>
    lossAt(point, { ...neuron, [name]: neuron[name] + h }),
  )
  return (more - less) / 2e-4
}

// “for one point, the slope along $b$ is $p - t$”
{
  for (const point of points.slice(0, 10)) {
    const error = opinion(point.x, point.y) - point.t
    assert.ok(Math.abs(nudged(point, 'b') - error) < 1e-6)
  }
}

// “along a weight it is $p - t$ times that weight's input”
{
  for (const point of points.slice(0, 10)) {
    const error = opinion(point.x, point.y) - point.t
    assert.ok(Math.abs(nudged(point, 'w1') - error * point.x) < 1e-6)
    assert.ok(Math.abs(nudged(point, 'w2') - error * point.y) < 1e-6)
  }
}

// “The optimizer has done its work”
{
  const errors = points.map(({ x, y, t }) => (opinion(x, y) - t) / points.length)
  for (const input of [({ x }) => x, ({ y }) => y, () => 1]) {
    const slope = errors.reduce((sum, error, n) => sum + error * input(points[n]), 0)
    assert.ok(Math.abs(slope) < 1e-6)
  }
}

// ## one-neuron-map

// “126 of 200 are right”
{
  assert.deepEqual([right.length, points.length], [126, 200])
}

// “no straight line separates two spirals”
{
  // A line through every point, in 360 directions.
  let mostRight = 0
  for (let degrees = 0; degrees < 360; degrees++) {
    const angle = (degrees * Math.PI) / 180
    const sides = points.map(({ x, y }) => Math.cos(angle) * x + Math.sin(angle) * y)
    for (const line of sides) {
      const hits = points.filter(({ t }, n) => (sides[n] >= line ? 1 : 0) === t).length
      mostRight = Math.max(mostRight, hits)
    }
  }
  assert.ok(mostRight >= right.length && mostRight < 140)
}

// ## my-predict

// “by the package’s predict”
{
  const mine = myPredict(place)
  assert.equal(mine.length, packaged.length)
  mine.forEach((score, j) => assert.ok(Math.abs(score - packaged[j]) < 1e-12))
}

// “so that the scores are neither tiny nor huge at the start”
{
  for (const score of myPredict(place)) {
    assert.ok(Math.abs(score) > 0.01 && Math.abs(score) < 10)
  }
}

// “TwoLayerNet spreads them by $\sqrt{2/\text{inputs}}$”
{
  const weights = new TwoLayerNet(784, 50, 10, { seed: 1 }).params.W1
  const spread = Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0) / weights.length)
  assert.ok(Math.abs(spread / Math.sqrt(2 / 784) - 1) < 0.02)
}

// ## check

// “This network has $2 \cdot 30 + 30 + 30 \cdot 2 + 2 = 152$ parameters”
{
  assert.equal(gaps.length, 152)
  const lengths = Object.values(network.params).map(values => values.length)
  assert.deepEqual(lengths, [2 * 30, 30, 30 * 2, 2])
}

// “does it find what nudging finds?”
{
  assert.ok(largest < 1e-6)
}

// ## batches

// “larger ones with a smaller error”
{
  const errors = [5, 20, 100].map(size => {
    const squares = slopes(size, size * 0.4).map(slope => (slope - whole) ** 2)
    return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)
  })
  assert.ok(errors[0] > errors[1] && errors[1] > errors[2])
}

// ## one-epoch

// “On average they are exactly right: one pass through all examples, an **epoch**, gives the
// whole slope back”
{
  assert.ok(Math.abs(mean - whole) < 1e-12)
}

// ## loop

/** How often one crosses the border from left to right, at most. */
const crossings = net => {
  const places = Array.from({ length: 41 }, (_, i) => -1.2 + 0.06 * i)
  const rows = places.map(y =>
    places.map(x => {
      const [s0, s1] = net.predict(matrix(1, 2, [x, y])).data
      return s1 > s0
    }),
  )
  const changes = row => row.filter((side, i) => i > 0 && side !== row[i - 1]).length
  return Math.max(...rows.map(changes))
}

// “an almost straight border at first”
{
  assert.equal(crossings(newNetwork()), 1)
}

// “then it winds itself into the spiral”
{
  assert.ok(crossings(student) >= 3)
}

// “right: 100.0 %”
{
  assert.ok(student.accuracy(data.x, data.t) > 0.98)
}

// “a new network begins, with the same random weights”
{
  assert.deepEqual(newNetwork().params, network.params)
  assert.notDeepEqual(student.params, network.params)
}

// “`softmax` of two scores is `sigmoid` of their difference”
{
  const [s0, s1] = student.predict(matrix(1, 2, place)).data
  const loss = new SoftmaxWithLoss().forward(matrix(1, 2, [s0, s1]), [1])
  assert.ok(Math.abs(Math.exp(-loss) - sigmoid(s1 - s0)) < 1e-12)
}

// ## losses

// “The loss jitters”
{
  assert.ok(losses.some((loss, i) => i > 0 && loss > losses[i - 1]))
}

// “and falls all the same”
{
  assert.ok(losses[0] > 0.5) // from about 0.7
  const late = losses.slice(-100)
  assert.ok(late.reduce((sum, loss) => sum + loss, 0) / late.length < 0.1)
}

// ## digits

// “so an example has 784 inputs, and there are ten classes”
{
  assert.deepEqual([learn.x.columns, learn.classes], [784, 10])
}

// ## two-layers

// “which makes $784 \cdot 50 + 50 + 50 \cdot 10 + 10 = 39\,760$ parameters”
{
  const counts = Object.values(reader.params).map(values => values.length)
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    39_760,
  )
}

// ## accuracies

// “With hidden neurons the network gets further”
{
  assert.ok(history.accuracies.at(-1) > linearHistory.accuracies.at(-1) + 0.01)
}

// ## far-away

// “In more than nine tenths of the places out there it is more than 99 % sure.”
{
  const steps = Array.from({ length: 25 }, (_, i) => -6 + i / 2)
  const outside = steps
    .flatMap(x => steps.map(y => [x, y]))
    .filter(([x, y]) => Math.hypot(x, y) > 1.5)
  const sure = outside.filter(place => {
    const [s0, s1] = student.predict(matrix(1, 2, place)).data
    const p = sigmoid(s1 - s0)
    return p < 0.01 || p > 0.99
  })
  assert.ok(sure.length > 0.9 * outside.length)
}

// ## inverted-digits

// “2.5 % of the same in white on black”
{
  assert.ok(turned < 0.3)
}

// ## sum-or-mean

// “the learning rate of SGD has to be as many times smaller”
{
  assert.ok(Math.max(...between) < 1e-12)
}

// ## exercises/1

/** The weights of the first input, after training from the same value everywhere. */
const trainedFrom = value => {
  const net = new TwoLayerNet(2, 30, 2)
  net.params.W1.fill(value)
  net.params.W2.fill(value)
  const adam = new Adam({ lr: 0.02 })
  for (const [x, t] of miniBatches(data, { size: 50, epochs: 50 })) {
    adam.update(net.params, net.gradient(x, t))
  }
  return [...net.params.W1.slice(0, 30)]
}

// “None learns anything: where all weights are 0, so is every slope”
{
  assert.deepEqual([...new Set(trainedFrom(0))], [0])
}

// “all hidden neurons change, but all in the same way: thirty copies of one”
{
  const weights = trainedFrom(0.1)
  assert.notEqual(weights[0], 0.1)
  assert.equal(weights.length, 30)
  assert.equal(new Set(weights).size, 1)
}

// ## exercises/2

// “A little less than half remains here”
{
  assert.ok(of20 / of5 > 0.4 && of20 / of5 < 0.5)
}

// ## exercises/3

// “The loss leaves the numbers a computer can hold”
{
  assert.equal(lost.divergedAt, 2)
}

// ## exercises/4

// “More than 97 of 100, if the images are the drawn ones.”
{
  if (more.source === 'drawn') {
    assert.ok(further.accuracy(more.test.x, more.test.t) > 0.97)
  }
}

// “The ten neurons without a hidden layer stay below 93.”
{
  if (more.source === 'drawn') {
    assert.ok(flat.accuracy(more.test.x, more.test.t) < 0.93)
  }
}
