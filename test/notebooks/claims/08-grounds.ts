// @ts-nocheck: the names are those of the chapter, whose kernel runs this.
import { strict as assert } from 'assert'

// ## two-grounds

// “From this start Adam gets lower on Beale's function, and SGD on Himmelblau's.”
{
  const of = (ground, name) => tune(ground, name).loss
  assert.ok(of(beale, 'Adam') < of(beale, 'SGD') / 3)
  assert.ok(of(himmelblau, 'SGD') < of(himmelblau, 'Adam') / 1e6)
}

// “AdaGrad and Adam often want more than 1 here”
{
  const rates = [beale, himmelblau, ackley, rosenbrock].flatMap(ground =>
    ['AdaGrad', 'Adam'].map(name => tune(ground, name).lr),
  )
  assert.ok(rates.filter(lr => lr > 1).length >= 4, String(rates))
}

// ## five-on-beale

const ends = names.map(name => {
  const walk = descend(beale, new methods[name]({ lr: tune(beale, name).lr }), { steps: 100 })
  const [x, y] = walk.points[100]
  return { x, before: walk.points[50][0], away: Math.hypot(x - 3, y - 0.5) }
})

// “Adam is all but there, AdaGrad and RMSprop are on their way, SGD is farther behind, and Momentum has
// shot past the lowest point and creeps back.”
{
  const [sgd, momentum, adaGrad, rmsProp, adam] = ends
  assert.ok(adam.away < 0.05)
  for (const { x, before, away } of [adaGrad, rmsProp]) assert.ok(away < 0.2 && before < x && x < 3)
  assert.ok(sgd.away > 0.3 && sgd.x < 3 && sgd.before < sgd.x)
  assert.ok(momentum.x > 3.3)
}

// ## off-the-ridge

// “each learning rate is chosen so that the first step along $x$ is 0.1”
{
  for (const name of names) {
    const { points } = descend(saddle, new methods[name]({ lr: onSaddle[name] }), { steps: 1 })
    assert.ok(Math.abs(points[1][0] - points[0][0] - 0.1) < 1e-6)
  }
}

// “For SGD and Momentum starting ten times closer costs a fixed number of extra steps”
{
  for (const name of ['SGD', 'Momentum']) {
    const counts = [-8, -7, -6, -5, -4, -3].map(power => stepsOff(name, 10 ** power))
    const more = counts.slice(1).map((count, i) => counts[i] - count)
    assert.ok(Math.max(...more) - Math.min(...more) <= 1 && Math.min(...more) > 5)
  }
}

// “the distance hardly matters”
{
  for (const name of ['AdaGrad', 'RMSprop', 'Adam']) {
    assert.ok(stepsOff(name, 1e-8) - stepsOff(name, 0.1) <= 4)
  }
}

// “Another learning rate makes the lines of SGD and Momentum steeper or flatter, and moves the other three up
// or down.”
{
  const own = { ...onSaddle }
  for (const factor of [0.5, 3]) {
    for (const name of names) onSaddle[name] = own[name] * factor
    const more = names.map(name => stepsOff(name, 1e-4) - stepsOff(name, 1e-2))
    Object.assign(onSaddle, own)
    assert.ok(Math.min(more[0], more[1]) > 5 && Math.max(...more.slice(2)) <= 5, String(more))
  }
}

// ## ranking

const index = name => names.indexOf(name)
const lossOf = (ground, name) => results[ground].all[index(name)]
const count = (ground, name, pick) =>
  results[ground].each.filter(losses => losses[index(name)] === pick(losses)).length
const firsts = (ground, name) => count(ground, name, losses => Math.min(...losses))
const lasts = (ground, name) => count(ground, name, losses => Math.max(...losses))

// “sixty starts on each ground, the same for all”
{
  assert.equal(startsOn(beale).length, 60)
  assert.deepEqual([sets.length, sets[0].length], [40, 9])
}

// “On the noisy Himmelblau SGD is first with all forty sets.”
{
  assert.equal(firsts('Himmelblau, noisy', 'SGD'), 40)
}

// “On Beale's function it is last with most of them, and never first.”
{
  for (const ground of ['Beale', 'Beale, turned', 'Beale, noisy']) {
    assert.ok(lasts(ground, 'SGD') > 20)
    assert.equal(firsts(ground, 'SGD'), 0)
  }
}

// “Momentum is last on Himmelblau's with all forty, and on Ackley's with about three quarters.”
{
  assert.equal(lasts('Himmelblau', 'Momentum'), 40)
  assert.equal(lasts('Himmelblau, turned', 'Momentum'), 40)
  for (const ground of ['Ackley', 'Ackley, turned', 'Ackley, noisy']) {
    assert.ok(Math.abs(lasts(ground, 'Momentum') - 30) <= 2)
  }
}

// “with nine starts, one could have published a victory of Adam, of RMSprop or of Momentum”
{
  for (const name of ['Adam', 'RMSprop', 'Momentum']) assert.ok(firsts('Beale', name) > 0)
}

// “a swing shrinks by no more than about $\sqrt{0.9} \approx 0.95$ a step”
{
  // The two roots of z² − (1 + α − ηL)z + α, of which the larger one decides in the long run.
  for (const product of [0.01, 0.1, 0.5, 1, 2, 3, 3.7]) {
    const b = 1.9 - product
    const d = b * b - 3.6
    const size =
      d < 0 ? Math.sqrt(0.9) : Math.max(Math.abs(b + Math.sqrt(d)), Math.abs(b - Math.sqrt(d))) / 2
    assert.ok(size > 0.9486)
  }
}

// “On Beale's plain the slopes are tiny, and dividing by their size helps.”
{
  for (const name of ['AdaGrad', 'RMSprop', 'Adam']) {
    assert.ok(lossOf('Beale', name) < lossOf('Beale', 'Momentum'))
    assert.ok(lossOf('Beale', name) < lossOf('Beale', 'SGD'))
  }
}

// “at SGD's best rate its speed carries it past the deep hollow in the middle, and at its own best, a
// smaller one, it mostly stays in a hollow on the way”
{
  const random = uniform(3)
  const starts = Array.from({ length: 60 }, () => [10 * random() - 5, 10 * random() - 5])
  const walks = lr =>
    starts.map(from =>
      descend(ackley, new Momentum({ lr }), { from, steps: 100, warn: false }).points.map(
        ([x, y]) => Math.hypot(x, y),
      ),
    )
  const by = walks(0.1).filter(walk => Math.min(...walk) < 0.5)
  assert.ok(by.length > 20)
  assert.ok(by.filter(walk => walk.at(-1) > 0.5).length > by.length / 2)
  const own = walks(0.046).filter(walk => Math.min(...walk) > 0.5)
  assert.ok(own.length > 30, String(own.length))
}

// “The numbers of SGD and Momentum stay the same”
{
  for (const ground of ['Beale', 'Himmelblau']) {
    for (const name of ['SGD', 'Momentum']) {
      const [plain, turned] = [lossOf(ground, name), lossOf(`${ground}, turned`, name)]
      assert.ok(Math.abs(turned / plain - 1) < 1e-3)
    }
  }
  assert.ok(Math.abs(lossOf('Ackley, turned', 'SGD') / lossOf('Ackley', 'SGD') - 1) < 0.25)
}

// “Those of the other three do not, for better or for worse”
{
  const change = (ground, name) => lossOf(`${ground}, turned`, name) / lossOf(ground, name)
  assert.ok(change('Himmelblau', 'RMSprop') < 0.1 && change('Himmelblau', 'AdaGrad') > 10)
  assert.ok(change('Ackley', 'Adam') > 3)
}

// “Adam loses its lead on Ackley's function”
{
  const order = ground => [...names].sort((a, b) => lossOf(ground, a) - lossOf(ground, b))
  assert.equal(order('Ackley')[0], 'Adam')
  assert.notEqual(order('Ackley, turned')[0], 'Adam')
}

// ## phases

// “Along $y$ its **curvature** is $L = 2$: the slope grows by 2 for each unit.”
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
const bestRate = share => rates[argmin(phases.Momentum[shares.indexOf(share)])]

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

// “For SGD, and for Momentum up to about $\alpha = 0.55$, the lowest square is close to the cliff”
{
  for (const a of shares.filter(share => share <= 0.55)) assert.ok(bestRate(a) > 0.75 * (1 + a))
}

// “from a learning rate of about 0.04 to 1.1 the loss stays between 0.002 and 0.006”
{
  const row = phases.Momentum[shares.indexOf(0.9)]
  const plateau = row.filter((_, i) => rates[i] > 0.038 && rates[i] < 1.12)
  assert.ok(plateau.length > 14)
  assert.ok(Math.max(...plateau) < 0.006 && Math.min(...plateau) > 0.002)
  // Farther to the left it is far higher.
  assert.ok(row[rates.findIndex(lr => lr > 0.0099)] > 30 * Math.max(...plateau))
  assert.ok(Math.abs(limits.Momentum(0.9) - 1.9) < 1e-9)
}

// ## one-number

const [at1, at3, at10] = [1, 3, 10].map(lr => rates.findIndex(rate => rate > 0.99 * lr))

// “AdaGrad, RMSprop and Adam have no cliff on the bowl”
{
  const all = [...phases.RMSprop, ...phases.Adam, adaGradLosses].flat()
  assert.equal(all.filter(loss => loss === Infinity).length, 0)
}

// “Too large a learning rate only makes RMSprop dance around the goal, farther out the larger it is”
{
  for (const row of phases.RMSprop) assert.ok(row[at1] < row[at3] && row[at3] < row[at10])
}

// “and Adam too unless its $\beta_1$ is large”
{
  // At a learning rate of 5: at rest with 0.9, and not with 0.3 or none, however long it walks.
  const late = (beta1, steps) => {
    const { losses } = descend(bowl, new Adam({ lr: 5, beta1 }), { steps, warn: false })
    return mean(losses.slice(steps / 2))
  }
  for (const steps of [100, 1000]) {
    assert.ok(late(0, steps) > 1 && late(0.3, steps) > 1 && late(0.9, steps) < 0.01)
  }
}

// “AdaGrad, whose steps shrink on the way, is not even harmed.”
{
  assert.equal(adaGradLosses[at10], 1e-8)
}

// “on the network of chapter 7, a learning rate of 1 left these three, and SGD and Momentum as well, hardly
// better than guessing”
{
  const { digits, miniBatches, TwoLayerNet } = require('downhill')
  const all = digits(1000)
  for (const name of names) {
    const network = new TwoLayerNet(784, 20, 10, { seed: 1 })
    const optimizer = new methods[name]({ lr: 1 })
    for (const [x, t] of miniBatches(all, { size: 50, epochs: 2, seed: 1 })) {
      optimizer.update(network.params, network.gradient(x, t))
    }
    assert.ok(network.loss(all.x, all.t) > 0.9 * Math.log(10))
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
  assert.equal(names[argmin(losses)], 'Momentum')
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

const losses = ground => names.map(name => tune(ground, name).loss)

// “RMSprop, SGD and AdaGrad all get below $10^{-7}$. Momentum and Adam still swing”
{
  const [sgd, momentum, adaGrad, rmsProp, adam] = losses(surfaces.booth)
  assert.ok(Math.max(sgd, adaGrad, rmsProp) < 1e-7)
  assert.ok(Math.min(momentum, adam) > 0.1)
}

// “AdaGrad and RMSprop end lowest”
{
  const [sgd, momentum, adaGrad, rmsProp, adam] = losses(rosenbrock)
  assert.ok(Math.max(adaGrad, rmsProp) < Math.min(sgd, momentum, adam))
}

// “with large learning rates their first steps throw them across the map”
{
  for (const name of ['AdaGrad', 'RMSprop']) {
    const optimizer = new methods[name]({ lr: tune(rosenbrock, name).lr })
    const { points } = descend(rosenbrock, optimizer, { steps: 5 })
    assert.ok(points.some(([x, y]) => Math.hypot(x - points[0][0], y - points[0][1]) > 2))
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

// “Take a learning rate that suits SGD. On Booth's function, with 0.1, it wins”
{
  const losses = names.map(name => {
    const walk = descend(surfaces.booth, new methods[name]({ lr: 0.1 }), { steps: 100 })
    return walk.losses.at(-1)
  })
  assert.equal(names[argmin(losses)], 'SGD')
}

// ## exercises/3

// “with a momentum of 0.3 its loss goes below $10^{-20}$, as SGD's does”
{
  const lowest = Math.min(...grid.map(lr => toy(himmelblau, new Momentum({ lr, momentum: 0.3 }))))
  assert.ok(lowest < 1e-20 && tune(himmelblau, 'SGD').loss < 1e-20, String(lowest))
}
