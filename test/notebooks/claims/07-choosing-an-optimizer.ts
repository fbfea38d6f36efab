// @ts-nocheck: the names are those of the chapter, whose kernel runs this.
import { strict as assert } from 'assert'

// ## images

// “from 1000 images. Two other sets are kept apart: 500 images for *choosing* … and 500 for
// *reporting* the result”
{
  assert.deepEqual([train.t.length, validation.t.length, test.t.length], [1000, 500, 500])
  // The parts share no image.
  const key = ({ x }, n) => x.data.slice(n * 784, n * 784 + 784).join()
  const learned = new Set(Array.from({ length: 1000 }, (_, n) => key(train, n)))
  for (const kept of [validation, test]) {
    for (let n = 0; n < 500; n++) assert.ok(!learned.has(key(kept, n)))
  }
}

// ## race

// “for two epochs, in batches of 50, which makes 40 steps”
{
  assert.equal(race('SGD', 0.1).losses.length, 40)
  assert.equal(steps, 40)
}

// ## unfair

// What the text says of the digits holds for the drawn ones; MNIST may have other winners.
const drawn = loadDigits({ train: 1, test: 1 }).source === 'drawn'

// “Another learning rate, another winner.”
{
  const winner = lr => names[argmin(names.map(name => race(name, lr).chosen))]
  if (drawn) assert.notEqual(winner(0.03), winner(0.001))
}

// “RMSprop owes both its victory at 0.001 and its leap at 0.03 to its start-up bias (chapter 4)”
if (drawn) {
  // Adam without momentum is RMSprop with the start-up bias corrected.
  const corrected = lr => {
    const network = newNetwork(1)
    const optimizer = new Adam({ lr, beta1: 0, beta2: 0.99 })
    const losses = []
    for (const [x, t] of batches(1)) {
      const { loss, grads } = network.lossAndGradient(x, t)
      losses.push(loss)
      optimizer.update(network.params, grads)
    }
    return { losses, chosen: network.loss(validation.x, validation.t) }
  }
  const [biased, mended] = [race('RMSprop', 0.001).chosen, corrected(0.001).chosen]
  assert.ok(mended > biased + 0.2) // without the bias the victory shrinks: Adam is as low
  assert.ok(Math.abs(mended - race('Adam', 0.001).chosen) < 0.15)
  assert.ok(Math.max(...race('RMSprop', 0.03).losses) > 4 * Math.max(...corrected(0.03).losses))
}

// ## strides

// “its first step is ten times the learning rate”
{
  assert.ok(Math.abs(strides('RMSprop', 0.002)[0] - 10) < 0.1)
}

// “true of Adam's first step”
{
  assert.ok(Math.abs(strides('Adam', 0.01)[0] - 1) < 0.02)
}

// “its steps shrink to a tenth of that”
{
  const last = strides('Adam', 0.01).at(-1)
  assert.ok(last > 0.07 && last < 0.13)
}

// “of slopes that stay the same”
{
  const [at, adam] = [{ x: 0 }, new Adam({ lr: 0.5 })]
  for (let t = 0; t < 100; t++) {
    const before = at.x
    adam.update(at, { x: -3 })
    assert.ok(Math.abs(at.x - before - 0.5) < 1e-6)
  }
}

// ## grid

// “13 learning rates, from 0.0001 to 1, three for each factor of ten”
{
  assert.equal(grid.length, 13)
  assert.ok(Math.abs(grid[0] - 1e-4) < 1e-9 && Math.abs(grid[12] - 1) < 1e-9)
  for (const [i, lr] of grid.slice(3).entries()) {
    assert.ok(Math.abs(lr / grid[i] - 10) < 1e-9)
  }
}

// “Each method trains with each of the 13 learning rates, three times: 195 networks.”
{
  assert.equal(names.length * grid.length * tuningSeeds.length, 195)
  for (const name of names)
    assert.deepEqual(
      tried[name].map(three => three.length),
      Array(13).fill(3),
    )
}

// “the defaults: momentum 0.9; decay rate 0.99; $\beta_1$ 0.9, $\beta_2$ 0.999”
{
  const defaults = [
    new Momentum().momentum,
    new RMSprop().decayRate,
    new Adam().beta1,
    new Adam().beta2,
  ]
  assert.deepEqual(defaults, [0.9, 0.99, 0.9, 0.999])
}

// ## sensitivity

const drawn = loadDigits({ train: 1, test: 1 }).source === 'drawn'
const lowest = byName(name => Math.min(...medians[name]))
const floors = names.map(name => lowest[name])

// “Every curve is a valley: too small a learning rate gets nowhere, too large a one does harm.”
if (drawn) {
  for (const name of names) {
    assert.ok(medians[name][0] > lowest[name] + 0.5 && medians[name][12] > lowest[name] + 0.5)
  }
}

// “*where* the valley lies, by a factor of a hundred between SGD and RMSprop”
if (drawn) {
  assert.ok(Math.abs(best.SGD / best.RMSprop - 100) < 1)
}

// “The learning rate matters more than the method”
if (drawn) {
  // The sides of every valley are higher than the floors differ.
  const apart = Math.max(...floors) - Math.min(...floors)
  for (const name of names) {
    assert.ok(Math.max(...medians[name]) - lowest[name] > 1.5 * apart)
  }
}

// ## widths

const drawn = loadDigits({ train: 1, test: 1 }).source === 'drawn'
const widths = bar => byName(name => medians[name].filter(loss => loss < bar).length)

// “With a strict bar, 1.2 or 1.5, Adam and Momentum leave the most room.”
if (drawn) {
  for (const bar of [1.2, 1.5]) {
    const { Adam, Momentum, ...others } = widths(bar)
    assert.ok(Math.min(Adam, Momentum) > Math.max(...(Object.values(others) as number[])))
  }
}

// “With a lenient one, 2, all but SGD leave about the same.”
if (drawn) {
  const { SGD: sgd, ...others } = widths(2)
  const counts = Object.values(others) as number[]
  assert.ok(Math.max(...counts) - Math.min(...counts) <= 1 && Math.min(...counts) > sgd)
}

// ## bands

// “runs twenty times, with twenty new seeds”
{
  assert.equal(seeds.length, 20)
  assert.ok(tuningSeeds.every(seed => !seeds.includes(seed)))
}

// ## pairs

const drawn = loadDigits({ train: 1, test: 1 }).source === 'drawn'

// “The ranges overlap, even those of AdaGrad and Adam.”
if (drawn) {
  assert.ok(Math.min(...finals.AdaGrad) < Math.max(...finals.Adam))
}

// “Adam beats AdaGrad with all twenty seeds”
if (drawn) {
  assert.equal(beats('Adam', 'AdaGrad'), 20)
}

// “Momentum and Adam are another matter: 11 to 9 is what a fair coin does.”
if (drawn) {
  assert.deepEqual([beats('Adam', 'Momentum'), beats('Momentum', 'Adam')], [11, 9])
}

// “one seed alone would have shown, for some seeds, SGD ahead of Momentum, or RMSprop ahead of SGD.”
if (drawn) {
  assert.ok(beats('SGD', 'Momentum') > 0 && beats('RMSprop', 'SGD') > 0)
}

// “Momentum and Adam come out even here; both beat the others with nearly every seed.”
if (drawn) {
  for (const one of ['Momentum', 'Adam']) {
    for (const other of ['SGD', 'AdaGrad', 'RMSprop']) assert.ok(beats(one, other) >= 18)
  }
}

// ## slice

// “this one has 15,910 dimensions”
{
  assert.equal(origin.length, 15_910)
}

// ## directions

// “Ours are at right angles, each of length 1: `u` points towards Momentum's end, and `v` is the
// direction still needed to reach Adam's end.”
{
  assert.ok(Math.abs(dot(u, u) - 1) < 1e-9 && Math.abs(dot(v, v) - 1) < 1e-9)
  assert.ok(Math.abs(dot(u, v)) < 1e-9)
  // Both ends lie on the slice.
  for (const end of [toMomentum, toAdam]) {
    const [a, b] = shadow(end)
    assert.ok(end.every((value, i) => Math.abs(value - a * u[i] - b * v[i]) < 1e-9))
  }
}

// ## loss-at

// “the loss of the network whose weights lie at (a, b) on the slice”
{
  assert.equal(lossAt(0, 0), newNetwork(1).loss(fewImages, answers))
}

// ## between

// “Momentum ends in a hollow, and Adam in a valley that goes on beyond the map.”
{
  const ends = shadows.map(points => points.at(-1))
  assert.ok(Math.hypot(ends[0][0] - ends[1][0], ends[0][1] - ends[1][1]) > 3)
}

// “Two low places with a rise between them, both far below the start (for this seed and these fifty images).”
{
  const [m, a] = shadows.map(points => points.at(-1))
  const losses = [0, 0.25, 0.5, 0.75, 1].map(share =>
    lossAt(m[0] + share * (a[0] - m[0]), m[1] + share * (a[1] - m[1])),
  )
  const top = Math.max(...losses.slice(1, 4))
  assert.ok(top > losses[0] + 0.3 && top > losses[4] + 0.3)
  assert.ok(Math.max(losses[0], losses[4]) < lossAt(0, 0) / 2)
}

// “half-way, the walks are off the slice, so what you see is their shadow”
{
  for (const stops of trips) {
    const stop = stops[20]
    const [a, b] = shadow(stop)
    const off = Math.sqrt(dot(stop, stop) - a * a - b * b)
    assert.ok(off > 0.1 * Math.sqrt(dot(stop, stop)))
  }
}

// ## defaults

const drawn = loadDigits({ train: 1, test: 1 }).source === 'drawn'

// “0.001 is a tenth of Adam's best learning rate here”
if (drawn) {
  assert.ok(Math.abs(best.Adam / 0.001 - 10) < 0.01)
}

// “0.003 ends lower than both with all three seeds”
if (drawn) {
  const [careful, middle, fast] = [0.001, 0.003, 0.01].map(lr =>
    tuningSeeds.map(seed => everyEpoch(lr, seed).at(-1)),
  )
  middle.forEach((loss, i) => assert.ok(loss < careful[i] && loss < fast[i]))
}

// “Given time, the careful rate catches up with the fast one, whose loss has stopped falling.”
if (drawn) {
  const [careful, fast] = [0.001, 0.01].map(lr => tuningSeeds.map(seed => everyEpoch(lr, seed)))
  const at = (all, epoch) => median(all.map(losses => losses[epoch - 1]))
  assert.equal(careful[0].length, 20)
  assert.ok(at(careful, 2) > at(fast, 2) + 0.5)
  assert.ok(at(careful, 20) < at(fast, 20) + 0.03)
  assert.ok(at(fast, 20) > at(fast, 8))
}

// ## try

const drawn = loadDigits({ train: 1, test: 1 }).source === 'drawn'
const orderAfter = epochs => {
  const lowest = byName(name => Math.min(...grid.map(lr => race(name, lr, 1, epochs).chosen)))
  return [...names].sort((a, b) => lowest[a] - lowest[b])
}

// “Momentum is ahead of Adam, and SGD is last”
if (drawn) {
  const order = orderAfter(1)
  assert.deepEqual([order[0], order[1], order[4]], ['Momentum', 'Adam', 'SGD'])
}

// “Adam and Momentum are ahead and close together, and SGD is third”
if (drawn) {
  assert.deepEqual(orderAfter(4).slice(0, 3), ['Adam', 'Momentum', 'SGD'])
}

// ## three-tries

const drawn = loadDigits({ train: 1, test: 1 }).source === 'drawn'

// “There are 286 ways to choose them.”
{
  assert.equal(ways, 286)
}

// “Four of the five can be made to win.”
if (drawn) {
  assert.equal(names.filter(name => wins[name] > 0).length, 4)
}

// ## averaged

// “Its learning rate has to be $1/(1-\alpha)$ times larger, ten times with $\alpha = 0.9$, for the very
// same walk”
{
  const theirs = descend(surfaces.bowl, new AveragedMomentum(1))
  const ours = descend(surfaces.bowl, new Momentum({ lr: 0.1 }))
  assert.equal(theirs.points.length, ours.points.length)
  for (const [t, [x, y]] of ours.points.entries()) {
    const [theirX, theirY] = theirs.points[t]
    assert.ok(Math.abs(x - theirX) < 1e-12 && Math.abs(y - theirY) < 1e-12)
  }
}

// ## exercises/1

// “No: given time, SGD gets there too, and passes it.”
{
  const [sgd, adam] = ['SGD', 'Adam'].map(name =>
    [11, 12, 13, 14, 15].map(seed => race(name, best[name], seed, 10).final),
  )
  if (loadDigits({ train: 1, test: 1 }).source === 'drawn') {
    assert.ok(sgd.filter((loss, i) => loss < adam[i]).length >= 4)
  }
}

// ## exercises/2

// “Above Momentum's with about 39 of 100 sets of five: the order of the two is a matter of luck. Above
// AdaGrad's with none.”
{
  if (loadDigits({ train: 1, test: 1 }).source === 'drawn') {
    let [sets, worse, never] = [0, 0, 0]
    const choose = (five, from) => {
      if (five.length < 5) {
        for (let i = from; i < 20; i++) choose([...five, i], i + 1)
        return
      }
      const of = name => median(five.map(i => finals[name][i]))
      sets++
      if (of('Adam') > of('Momentum')) worse++
      if (of('Adam') > of('AdaGrad')) never++
    }
    choose([], 0)
    assert.equal((worse / sets).toFixed(2), '0.39')
    assert.equal(never, 0)
  }
}

// ## exercises/3

// “With `biasCorrection: 'none'` and $\beta_1 = 0.9$ a learning rate of $10\,\varepsilon$ times
// Momentum's makes up for the average and for $\varepsilon$.”
{
  const like = new Adam({ lr: 0.1 * 10 * 1e8, beta1: 0.9, eps: 1e8, biasCorrection: 'none' })
  const end = descend(surfaces.bowl, like).points[30]
  const model = descend(surfaces.bowl, new Momentum({ lr: 0.1 })).points[30]
  assert.ok(Math.abs(end[0] - model[0]) < 1e-6 && Math.abs(end[1] - model[1]) < 1e-6)
}
