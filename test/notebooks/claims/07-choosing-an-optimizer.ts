// @ts-nocheck: the names are those of the chapter, whose kernel runs this.
import { strict as assert } from 'assert'

// ## race

// “40 on the digits”
{
  assert.equal(race('SGD', 0.1).losses.length, 40)
  assert.equal(steps, 40)
}

// ## unfair

// What the text says of the digits holds for the drawn ones; MNIST may have other winners.
const drawn = loadDigits({ train: 1, test: 1 }).source === 'drawn'

// “Another learning rate, another winner.”
{
  const winner = lr => names[lowestAt(names.map(name => race(name, lr).final))]
  if (drawn) assert.notEqual(winner(0.03), winner(0.001))
}

// ## grid

// “eleven learning rates, from $10^{-4}$ to 10, each $\sqrt{10}$ times the one before”
{
  assert.equal(grid.length, 11)
  assert.ok(Math.abs(grid[0] - 1e-4) < 1e-9 && Math.abs(grid[10] - 10) < 1e-9)
  for (const [i, lr] of grid.slice(1).entries()) {
    assert.ok(Math.abs(lr / grid[i] - Math.sqrt(10)) < 1e-9)
  }
}

// “Each method trains with each of the eleven learning rates: 55 networks.”
{
  assert.equal(names.length * grid.length, 55)
  assert.deepEqual(
    names.map(name => tried[name].length),
    [11, 11, 11, 11, 11],
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
const lowest = byName(name => Math.min(...tried[name]))
const floors = names.map(name => lowest[name])

// “Every curve is a valley: too small a learning rate gets nowhere, too large a one does harm.”
if (drawn) {
  for (const name of names) {
    assert.ok(tried[name][0] > lowest[name] + 0.5 && tried[name][10] > lowest[name] + 0.5)
  }
}

// “What differs is *where* the valley lies, by factors of a hundred”
if (drawn) {
  assert.ok(best.SGD / best.RMSprop > 100)
}

// “That is the robustness of the wide valleys above.”
if (drawn) {
  const width = name => tried[name].filter(final => final < lowest[name] + 0.5).length
  const [sgd, momentum, ...adaptive] = names.map(width)
  assert.ok(Math.min(...adaptive) > Math.max(sgd, momentum))
}

// “How *deep* it is differs much less than one would think.”
if (drawn) {
  assert.ok(Math.max(...floors) < 2 * Math.min(...floors))
}

// “The learning rate matters more than the method.”
if (drawn) {
  // The sides of every valley are higher than the floors differ.
  const apart = Math.max(...floors) - Math.min(...floors)
  for (const name of names) {
    assert.ok(Math.max(...tried[name]) - lowest[name] > 1.5 * apart)
  }
}

// ## overlap

const drawn = loadDigits({ train: 1, test: 1 }).source === 'drawn'

// “The bands overlap, even those of AdaGrad and Adam”
if (drawn) {
  // AdaGrad at its best against Adam at its worst.
  assert.ok(finals.AdaGrad.low < finals.Adam.high)
}

// “Whoever shows you a single curve for each method has shown you one throw of the dice.”
if (drawn) {
  // Two seeds of one method differ by more than two methods.
  assert.ok(luck > gap)
}

// ## four-grounds

const walksOn = ground =>
  names.map(name => {
    const lr = ground === saddle ? onSaddle[name] : tune(ground, name).lr
    return descend(ground, new methods[name]({ lr }), { steps: ground === saddle ? 40 : 100 })
  })
const endsOn = ground => walksOn(ground).map(({ points }) => points[100])

// “On **Rosenbrock's** banana everyone finds the valley”
{
  for (const [x, y] of endsOn(rosenbrock)) assert.ok(Math.abs(y - x * x) < 0.1)
}

// “RMSprop by a detour off the map”
{
  const { x: wide, y: high } = rosenbrock.domain
  const leaves = ({ points }) =>
    points.some(([x, y]) => x < wide[0] || x > wide[1] || y < high[0] || y > high[1])
  assert.deepEqual(walksOn(rosenbrock).map(leaves), [false, false, false, true, false])
}

// “after 100 steps nobody has arrived”
{
  for (const [x, y] of endsOn(rosenbrock)) assert.ok(Math.hypot(x - 1, y - 1) > 0.5)
}

// “**Beale's** function is flat around its goal: RMSprop and Adam are all but there”
{
  for (const [x, y] of endsOn(beale).slice(3)) assert.ok(Math.hypot(x - 3, y - 0.5) < 0.1)
}

// “SGD and AdaGrad still creep towards it”
{
  const [sgd, , adaGrad] = walksOn(beale)
  for (const { points } of [sgd, adaGrad]) {
    const [x, y] = points[100]
    assert.ok(Math.hypot(x - 3, y - 0.5) > 0.2 && points[50][0] < x && x < 3)
  }
}

// “Momentum has shot past it and creeps back”
{
  const { points } = walksOn(beale)[1]
  assert.ok(points[100][0] > 3.3 && points[100][0] < points[80][0])
}

// “**Rastrigin's** has hollows everywhere: SGD, AdaGrad, RMSprop and Adam settle in one close by,
// speed carries Momentum past dozens of them and off the map”
{
  // The hollows lie about where both coordinates are whole numbers.
  const walks = walksOn(rastrigin)
  const visited = walks.map(
    ({ points }) => new Set(points.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`)).size,
  )
  assert.ok(visited[1] > 24 && [0, 2, 3, 4].every(i => visited[i] < 5))
  assert.ok(walks[1].points.some(([x, y]) => Math.max(Math.abs(x), Math.abs(y)) > 5.12))
}

// “nobody ends in the deepest, in the middle”
{
  assert.ok(endsOn(rastrigin).every(([x, y]) => Math.hypot(x, y) > 0.5))
}

// “There, the first step of each is 0.1 along $x$.”
{
  for (const { points } of walksOn(saddle)) {
    assert.ok(Math.abs(points[1][0] - points[0][0] - 0.1) < 1e-6)
  }
}

// “it goes down for ever, so the largest learning rate that is not lost would always win”
{
  for (const name of names) {
    const kept = toyGrid.filter(lr => toy(saddle, new methods[name]({ lr })) < Infinity)
    assert.equal(tune(saddle, name).lr, kept.at(-1))
  }
}

// ## off-the-ridge

// “the three that divide by the size of the slope are off it first”
{
  const off = names.map(name => {
    const optimizer = new methods[name]({ lr: onSaddle[name] })
    const { points } = descend(saddle, optimizer, { steps: 100, warn: false })
    return points.findIndex(([, y]) => y > 1)
  })
  assert.ok(off.every(step => step > 0))
  assert.ok(Math.max(...off.slice(2)) < Math.min(...off.slice(0, 2)))
}

// ## ranking

const turn = ([x, y]): any => [Math.SQRT1_2 * (x - y), Math.SQRT1_2 * (x + y)]
const lossesOn = (ground, starts = startsOn(ground)) =>
  byName(name => tune(ground, name, starts).loss)
const lossesTurned = ground => lossesOn(rotate(ground, 45), startsOn(ground).map(turn))
const order = losses => [...names].sort((a, b) => losses[a] - losses[b])
/** By which part of itself each loss changes as the ground turns. */
const changes = ground => {
  const [before, after] = [lossesOn(ground), lossesTurned(ground)]
  return byName(name => Math.abs(after[name] / before[name] - 1))
}
const { ackley } = surfaces

// “nine starts for each ground, the same for all”
{
  assert.deepEqual([startsOn(beale).length, startsOn(ackley).length], [9, 9])
}

// “Momentum is first on one ground, Beale's, and last on the other, Ackley's.”
{
  assert.equal(order(lossesOn(beale))[0], 'Momentum')
  assert.equal(order(lossesOn(ackley))[4], 'Momentum')
}

// “AdaGrad loses its lead on Ackley's function, Adam comes first on Beale's.”
{
  assert.equal(order(lossesOn(ackley))[0], 'AdaGrad')
  assert.ok(order(lossesTurned(ackley)).indexOf('AdaGrad') > 0)
  assert.equal(order(lossesTurned(beale))[0], 'Adam')
}

// “SGD and Momentum do not notice it: their numbers stay the same, but for one.”
{
  assert.ok(changes(beale).Momentum < 1e-6 && changes(ackley).Momentum < 1e-6)
  assert.ok(changes(beale).SGD < 1e-6)
}

// “On Ackley's function SGD hops about so wildly that even the rounding of the computer changes its
// number a little.”
{
  assert.ok(changes(ackley).SGD < 0.25)
}

// “AdaGrad, RMSprop and Adam do, for better or for worse”
{
  for (const ground of [beale, ackley]) {
    const { AdaGrad, RMSprop, Adam } = changes(ground)
    assert.ok(Math.min(AdaGrad, RMSprop, Adam) > 0.05)
  }
}

// “Speed is what it takes to cross Beale's plain.”
{
  // With the same learning rate as SGD.
  const [sgd, momentum] = ['SGD', 'Momentum'].map(name => tune(beale, name, startsOn(beale)))
  assert.equal(sgd.lr, momentum.lr)
  assert.ok(sgd.loss > 10 * momentum.loss)
}

// “with a learning rate as large as SGD's its speed carries it past the deep hole in the middle, and
// with a smaller one it often stays in a hollow on the way”
{
  const starts = startsOn(ackley)
  /** The distances from the middle, on each of the nine walks. */
  const distances = lr =>
    starts.map(from => {
      const walk = descend(ackley, new Momentum({ lr }), { from, steps: 100, warn: false })
      return walk.points.map(([x, y]) => Math.hypot(x, y))
    })
  const [large, small] = ['SGD', 'Momentum'].map(name => tune(ackley, name, starts).lr)
  const [fast, slow] = [distances(large), distances(small)]
  assert.ok(fast.filter(walk => Math.min(...walk) < 0.5).length > 4) // most come by
  assert.ok(fast.filter(walk => walk.at(-1) < 0.5).length < 2) // and hardly one stays
  assert.ok(large > small && slow.filter(walk => Math.min(...walk) > 0.5).length > 4)
}

// ## phases

// “Along $y$ its curvature is $L = 2$ (the slope grows by 2 for each unit).”
{
  assert.equal(bowl.gradient(0, 1)[1] - bowl.gradient(0, 0)[1], 2)
}

// “SGD multiplies $y$ by $1 - \eta L$ in each step”
{
  const walk = descend(bowl, new SGD({ lr: 0.3 }), { from: [-7, 2], steps: 1 })
  assert.ok(Math.abs(walk.points[1][1] - 2 * (1 - 0.3 * 2)) < 1e-12)
}

// ## limit

/** The best learning rate with this share of the velocity. */
const bestRate = share => rates[lowestAt(phases.Momentum[shares.indexOf(share)])]

// “The white cliffs are where the formulas say.”
{
  const formulas = { Momentum: a => 2 + 2 * a, Nesterov: a => (2 + 2 * a) / (1 + 2 * a) }
  const checked = Object.entries(formulas).map(([name, limit]) => {
    let count = 0
    shares.forEach((a, row) => {
      rates.forEach((lr, column) => {
        const margin = (lr * 2) / limit(a)
        if (Math.abs(margin - 1) < 0.05) return // too near to be decided in 100 steps
        assert.equal(phases[name][row][column] < bowl.f(-7, 2) * 10, margin < 1)
        count++
      })
    })
    return count
  })
  assert.deepEqual(checked, [811, 813])
}

// “for SGD, and for Momentum up to about $\alpha = 0.55$, the best place is close to it”
{
  for (const a of shares.filter(share => share <= 0.55)) assert.ok(bestRate(a) > 0.75 * (1 + a))
}

// “at the usual 0.9 the best one here is 0.1, and the limit is 1.9”
{
  assert.ok(Math.abs(bestRate(0.9) - 0.1) < 1e-9)
  assert.ok(Math.abs(limits.Momentum(0.9) - 1.9) < 1e-9)
}

// ## one-number

const [at1, at3, at10] = [1, 3, 10].map(lr => rates.findIndex(rate => rate > 0.99 * lr))

// “AdaGrad, RMSprop and Adam have no cliff.”
{
  const all = [...phases.RMSprop, ...phases.Adam, adaGradLosses].flat()
  assert.equal(all.filter(loss => loss === Infinity).length, 0)
}

// “too large a learning rate only makes RMSprop dance around the goal, farther out the larger it is”
{
  for (const row of phases.RMSprop) assert.ok(row[at1] < row[at3] && row[at3] < row[at10])
}

// “and Adam take longer to come to rest”
{
  for (const row of phases.Adam) assert.ok(row[at1] < row[at10])
}

// “AdaGrad, whose steps shrink on the way, is not even harmed.”
{
  assert.equal(adaGradLosses[at10], 1e-8)
}

// ## slice

// “It has 15,910 dimensions”
{
  assert.equal(origin.length, 15_910)
}

// ## directions

// “Ours are at right angles, each of length 1: `u` points towards Momentum's end, and `v` is the
// direction that is still missing to reach Adam's.”
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
  assert.equal(lossAt(0, 0), newNetwork(1).loss(images, answers))
}

// ## slice-map

// “A valley, and two ways down into it.”
{
  for (const stops of trips) {
    const [first, last] = [stops[0], stops.at(-1)].map(stop => lossAt(...shadow(stop)))
    assert.ok(last < first / 2)
  }
}

// ## off-the-slice

// “the walks leave the slice, so what you see is their shadow”
{
  for (const stops of trips) {
    const stop = stops[20]
    const [a, b] = shadow(stop)
    const off = Math.sqrt(dot(stop, stop) - a * a - b * b)
    assert.ok(off > 0.1 * Math.sqrt(dot(stop, stop)))
  }
}

// ## explore

// On the heat map's own places.
const powers = (from, to) =>
  Array.from({ length: 25 }, (_, i) =>
    Number((10 ** (from + ((to - from) * i) / 24)).toPrecision(3)),
  )
const lrs = powers(-5, 1)
const kept = powers(-4, 0).map(missing => Number((1 - missing).toPrecision(8)))
const lossOf = optimizer => {
  const walk = descend(rosenbrock, optimizer, { steps: 200, warn: false })
  return walk.divergedAt === undefined ? walk.losses[200] : Infinity
}
const darkest = (others, make) =>
  lrs
    .flatMap(lr => others.map(other => ({ lr, other, loss: lossOf(make(lr, other)) })))
    .reduce((low, one) => (one.loss < low.loss ? one : low))
const darkestOfMomentum = () => darkest(kept, (lr, momentum) => new Momentum({ lr, momentum }))

// “Momentum is ahead here.”
{
  const losses = optimizers.map(lossOf)
  assert.equal(names[lowestAt(losses)], 'Momentum')
  assert.deepEqual(
    optimizers.map(({ lr }) => lr),
    [0.001, 0.001, 0.5, 0.01, 0.3],
  )
}

// “Momentum gets as low as 0.000002, with a learning rate of about 0.0018 and a momentum of about
// 0.93”
{
  const { lr, other, loss } = darkestOfMomentum()
  assert.equal(loss.toFixed(6), '0.000002')
  assert.deepEqual([lr.toFixed(4), other.toFixed(2)], ['0.0018', '0.93'])
}

// “a little to the right of that place the squares are empty, there the walk is lost”
{
  const { lr, other } = darkestOfMomentum()
  const toTheRight = lrs[lrs.indexOf(lr) + 1]
  assert.equal(lossOf(new Momentum({ lr: toTheRight, momentum: other })), Infinity)
}

// “Adam can come down to about 0.0004 (with a learning rate of 10”
{
  const { lr, loss } = darkest(kept, (lr, beta1) => new Adam({ lr, beta1 }))
  assert.deepEqual([loss.toFixed(4), lr], ['0.0004', 10])
}

// “RMSprop to 0.007”
{
  const { loss } = darkest(kept, (lr, decayRate) => new RMSprop({ lr, decayRate }))
  assert.equal(loss.toFixed(3), '0.007')
}

// “AdaGrad to 0.003 (with an $\varepsilon$ of 1”
{
  const { other, loss } = darkest(powers(-12, 0), (lr, eps) => new AdaGrad({ lr, eps }))
  assert.deepEqual([loss.toFixed(3), other], ['0.003', 1])
}

// “and SGD not below 3”
{
  assert.ok(darkest([0], lr => new SGD({ lr })).loss > 3)
}

// ## try

// “Himmelblau's function, which has four equally deep holes”
{
  const { himmelblau } = surfaces
  assert.deepEqual(
    himmelblau.minima.map(([x, y]) => himmelblau.f(x, y) < 1e-9),
    [true, true, true, true],
  )
}

// ## fewer-tries

// “With three learning rates in place of eleven, AdaGrad, which was last, would be third”
{
  const place = tries => {
    const losses = byName(name => Math.min(...tries.map(i => tried[name][i])))
    return names.filter(name => losses[name] <= losses.AdaGrad).length
  }
  assert.equal(coarse.length, 3)
  const drawn = loadDigits({ train: 1, test: 1 }).source === 'drawn'
  if (drawn) assert.deepEqual([place([...grid.keys()]), place(coarse)], [5, 3])
}

// ## averaged

// “Its learning rate has to be $1/(1-\alpha)$ times larger, ten times with $\alpha = 0.9$, for the very
// same walk”
{
  const theirs = descend(bowl, new AveragedMomentum(1))
  const ours = descend(bowl, new Momentum({ lr: 0.1 }))
  assert.equal(theirs.points.length, ours.points.length)
  for (const [t, [x, y]] of ours.points.entries()) {
    const [theirX, theirY] = theirs.points[t]
    assert.ok(Math.abs(x - theirX) < 1e-12 && Math.abs(y - theirY) < 1e-12)
  }
}

// ## exercises/1

// “The formula says $\eta < (2 + 2 \cdot 0.5)/2 = 1.5$.”
{
  for (const lr of [1.45, 1.49, 1.51, 1.55]) {
    const { losses } = descend(bowl, new Momentum({ lr, momentum: 0.5 }), {
      steps: 300,
      warn: false,
    })
    assert.equal(losses.at(-1) < losses[0], lr < 1.5)
  }
}

// ## exercises/2

// “Take a learning rate that suits SGD. On Booth's function, with 0.1”
{
  const losses = names.map(name => {
    const walk = descend(surfaces.booth, new methods[name]({ lr: 0.1 }), { steps: 100 })
    return walk.losses.at(-1)
  })
  assert.equal(names[lowestAt(losses)], 'SGD')
}

// ## exercises/3

// “The gap closes: given time, SGD gets there too.”
{
  const [sgd, adam] = ['SGD', 'Adam'].map(name => {
    const network = newNetwork(1)
    const optimizer = new methods[name]({ lr: best[name] })
    for (const [x, t] of miniBatches(train, { size: 50, epochs: 10, seed: 1 })) {
      optimizer.update(network.params, network.gradient(x, t))
    }
    return network.accuracy(test.x, test.t)
  })
  const drawn = loadDigits({ train: 1, test: 1 }).source === 'drawn'
  if (drawn) assert.ok(sgd > adam - 0.02)
}

// ## exercises/4

// “With `biasCorrection: 'none'` and $\beta_1 = 0.9$ a learning rate of $10\,\varepsilon$ times
// Momentum's makes up for the average and for $\varepsilon$.”
{
  const like = new Adam({ lr: 0.1 * 10 * 1e8, beta1: 0.9, eps: 1e8, biasCorrection: 'none' })
  const end = descend(bowl, like).points[30]
  const model = descend(bowl, new Momentum({ lr: 0.1 })).points[30]
  assert.ok(Math.abs(end[0] - model[0]) < 1e-6 && Math.abs(end[1] - model[1]) < 1e-6)
}
