// @ts-nocheck: the names are those of the chapter, whose kernel runs this.
import { strict as assert } from 'assert'

// ## others-fail
/** All learning rates of the figure, each with what is left of the loss. */
const overAll = (make, ground, steps) => rates.map(lr => [lr, lossLeft(make(lr), ground, steps)])
const bestOf = all => all.reduce((a, b) => (b[1] < a[1] ? b : a))
const [asItIs, hundredfold] = [valley, steeper(valley, 100)]

// “a valley fourteen times as long as it is wide, $x^2/200 + y^2$, turned by 45°. (The bowl is four to
// five times as long as wide.)”
{
  assert.equal(Math.sqrt(200).toFixed(0), '14')
  assert.ok(Math.sqrt(20) > 4 && Math.sqrt(20) < 5)
  assert.equal(bowl.formula, 'x²/20 + y²')
  for (const [x, y] of [
    [1, 2],
    [-3, 0.5],
  ]) {
    const [u, v] = [(x + y) / Math.SQRT2, (y - x) / Math.SQRT2]
    assert.ok(Math.abs(valley.f(x, y) - (u * u) / 200 - v * v) < 1e-12)
    const [a, b] = [u / 100, 2 * v]
    const [gx, gy] = hundredfold.gradient(x, y)
    assert.ok(Math.abs(gx / 100 - (a - b) / Math.SQRT2) < 1e-6)
    assert.ok(Math.abs(gy / 100 - (a + b) / Math.SQRT2) < 1e-6)
  }
}

// “Momentum gets to the bottom, if its learning rate is right.”
{
  assert.ok(bestOf(overAll(methods.Momentum, asItIs, 200))[1] < 1e-9)
}

// “the right learning rate is a hundred times smaller: the one that was best now diverges”
{
  const [[one], [other]] = [asItIs, hundredfold].map(ground =>
    bestOf(overAll(methods.Momentum, ground, 200)),
  )
  assert.ok(Math.abs(one / other / 100 - 1) < 0.01)
  assert.ok(Number.isNaN(lossLeft(methods.Momentum(one), hundredfold, 200)))
}

// “up to a learning rate of 1 its two curves are one”
{
  const [one, other] = [asItIs, hundredfold].map(ground => overAll(methods.RMSprop, ground, 200))
  one.forEach(([lr, left], i) => {
    // Within a tenth of the height of one mark.
    if (lr <= 1) assert.ok(Math.abs(Math.log10(left / other[i][1])) < 0.1)
  })
}

// “But in 200 steps *no* learning rate brings it home, nor does another `decayRate`.”
{
  for (const decayRate of [0, 0.5, 0.9, 0.95, 0.98, 0.99, 0.999]) {
    const all = overAll(lr => new RMSprop({ lr, decayRate }), asItIs, 200)
    assert.ok(bestOf(all)[1] > 5e-4)
  }
}

// ## same
// “the package multiplies once where we divide twice, and the computer rounds each result”
{
  assert.equal(mine.points.length, 31)
  assert.equal(packaged.points.length, 31)
  mine.points.forEach(([x, y], t) => {
    const [px, py] = packaged.points[t]
    assert.ok(Math.abs(x - px) < 1e-12 && Math.abs(y - py) < 1e-12)
  })
}

// “Not to the last digit this time”
{
  assert.notDeepEqual(mine.points, packaged.points)
}

// ## both-cures
/** All learning rates of the figure, each with what is left of the loss. */
const overAll = (make, ground, steps) => rates.map(lr => [lr, lossLeft(make(lr), ground, steps)])
const bestOf = all => all.reduce((a, b) => (b[1] < a[1] ? b : a))
const [asItIs, hundredfold] = [valley, steeper(valley, 100)]

// “Adam gets home in 200 steps, as Momentum does and RMSprop does not.”
{
  assert.ok(bestOf(overAll(methods.Adam, asItIs, 200))[1] < 1e-8)
}

// “And its two curves are one: however steep the ground, the same learning rate is right.”
{
  const [one, other] = [asItIs, hundredfold].map(ground => overAll(methods.Adam, ground, 200))
  one.forEach(([, left], i) => {
    const [a, b] = [left, other[i][1]].map(value => Math.max(value, 1e-6))
    assert.ok(Math.abs(Math.log10(a / b)) < 0.1)
  })
}

// ## path
const [withMomentum, withRMSprop] = three
const lowest = walk => Math.min(...walk.points.map(([, y]) => y))

// “With these rates, Adam sets off straight across the map, as far along $x$ as along $y$, just as
// RMSprop does.”
{
  assert.equal(withAdam.label, 'Adam 0.3')
  for (const walk of [withRMSprop, withAdam]) {
    const [[x0, y0], [x1, y1]] = walk.points
    assert.ok(Math.abs(x1 - x0 - (y0 - y1)) < 1e-5)
  }
}

// “Then it rolls through the bottom of the valley and a little up the other side, as Momentum does.”
{
  assert.ok(lowest(withAdam) < -0.5 && lowest(withAdam) > lowest(withMomentum))
  assert.ok(lowest(withRMSprop) > 0)
}

// ## step-lengths
// “With the correction, the first step is just the learning rate.”
{
  assert.equal(stepsAlongX(withAdam)[0].toFixed(2), '0.30')
}

// “Without it the steps are several times too long at first.”
{
  assert.ok(Math.max(...stepsAlongX(withoutIt)) > 3 * 0.3)
}

// ## quotient
// “the quotient is 3.16 instead of 1”
{
  assert.equal(ratio(1).toFixed(2), '3.16')
}

// “with $\beta_1 = 0.9$ and $\beta_2 = 0.999$, $v$ remembers a hundred times longer than $m$, so it also takes
// a hundred times longer to grow up”
{
  // After 1000 steps, v is as grown up as m is after 10.
  assert.ok(Math.abs(1 - beta2 ** 1000 - (1 - beta1 ** 10)) < 0.02)
}

// “After t equal slopes, how many times η is a step without the correction?”
{
  // The package's Adam takes just these steps.
  const bare = new Adam({ lr: 1, biasCorrection: 'none' })
  const along = { x: 0 }
  for (let t = 1; t <= 3000; t++) {
    const from = along.x
    bare.update(along, { x: -1 })
    assert.ok(Math.abs(along.x - from - ratio(t)) < 1e-4)
  }
  assert.equal(last, 3000)
}

// ## try
// “With 0.05, a short diagonal, and no more: thirty steps of 0.05 are 1.5 in all, and the goal is 7 away.”
{
  assert.equal(attempt.hyperparameters.lr, 0.05)
  const [[x0, y0], [x, y]] = [attempt.points[0], attempt.points[30]]
  assert.ok(x - x0 <= 1.5 && y0 - y <= 1.5 && x - x0 > 1.3 && y0 - y > 1.3)
}

// “With 1, the path shoots past the goal along both axes, and swings back in wide curves”
{
  const lowest = walk => Math.min(...walk.points.map(([, y]) => y))
  const { points, losses } = descend(bowl, new Adam({ lr: 1 }), { from: [-7, 2], steps: 30 })
  const xs = points.map(([x]) => x)
  assert.ok(Math.max(...xs) > 2 && xs[30] < -1 && lowest({ points }) < -1)
  // “After thirty steps the loss is about as low as with 0.3.”
  assert.ok(losses[30] > 0.1 && losses[30] < 0.14 && withAdam.losses[30] > 0.1)
}

// ## explore
/** How far the first step of Adam 0.3 goes along x. */
const firstAlongX = biasCorrection => {
  const [start, next] = descend(bowl, new Adam({ lr: 0.3, biasCorrection }), usual).points
  return next[0] - start[0]
}
const once = new Adam({ lr: 0.3 })
const at = { x: -7, y: 2 }
const [x, y] = bowl.gradient(at.x, at.y)
once.update(at, { x, y })

/** The pairs of the explorer's map, with the loss after thirty steps of Adam. */
const pairs = lr => {
  const axis = Array.from({ length: 25 }, (_, i) =>
    Number((1 - Number((10 ** (-i / 6)).toPrecision(3))).toPrecision(8)),
  )
  return axis.flatMap(beta1 =>
    axis.map(beta2 => {
      const walk = descend(bowl, new Adam({ lr, beta1, beta2 }), { ...usual, warn: false })
      return { beta1, beta2, loss: walk.losses.at(-1) }
    }),
  )
}
const lowestOf = all => all.reduce((a, b) => (b.loss < a.loss ? b : a))

// “The bad ones are at the lower right, where $\beta_1$ is greater than $\beta_2$.”
{
  const worst = pairs(0.3).sort((a, b) => b.loss - a.loss)
  assert.ok(worst.slice(0, 100).every(({ beta1, beta2 }) => beta1 > beta2))
}

// “So a steep slope is still in $m$ when $v$ has forgotten it: a large number is divided by a small one,
// and the steps get far longer than $\eta$.”
{
  const at = { x: 0 }
  const adam = new Adam({ lr: 1, beta1: 0.99, beta2: 0.5 })
  for (let t = 0; t < 10; t++) adam.update(at, { x: -1 })
  let longest = 0
  for (let t = 0; t < 20; t++) {
    const before = at.x
    adam.update(at, { x: -0.01 })
    longest = Math.max(longest, at.x - before)
  }
  assert.ok(longest > 20)
}

// “with shorter memories, of about two steps for $m$ and five for $v$, the final loss is not a hundredth
// as large”
{
  const all = pairs(0.3)
  const { beta1, beta2, loss } = lowestOf(all)
  assert.equal((1 / (1 - beta1)).toFixed(0), '2')
  assert.equal((1 / (1 - beta2)).toFixed(0), '5')
  assert.ok(loss < withAdam.losses[30] / 100)
}

// “With `lr` 1 the best pair is another one: $\beta_1 = 0.319$ and $\beta_2 = 0.9684$.”
{
  const { beta1, beta2 } = lowestOf(pairs(1))
  assert.deepEqual([beta1, beta2], [0.319, 0.9684])
}

// “0.3, the learning rate, with the correction, and 0.95 without.”
{
  assert.equal(firstAlongX('moments').toFixed(2), '0.30')
  assert.equal(firstAlongX('none').toFixed(2), '0.95')
}

// “At the first step $\hat m$ is just $g$”
{
  assert.ok(Math.abs(once.state.x.m[0] / (1 - 0.9) - x) < 1e-12)
}

// “and $\hat v$ is just $g^2$, so their quotient is 1 or −1”
{
  assert.ok(Math.abs(once.state.x.v[0] / (1 - 0.999) - x * x) < 1e-12)
}

// “Tick *all digits* to see that $\varepsilon$ takes a little away.”
{
  assert.ok(at.x + 7 < 0.3)
}

// ## fair
/** All learning rates of the figure, each with what is left of the loss. */
const overAll = (make, ground, steps) => rates.map(lr => [lr, lossLeft(make(lr), ground, steps)])
const bestOf = all => all.reduce((a, b) => (b[1] < a[1] ? b : a))
const bestLeft = (name, ground) => bestOf(overAll(methods[name], ground, 30))[1]

// “They prove nothing of the kind: other learning rates give another order.”
{
  const order = rates =>
    Object.keys(rates).sort(
      (a, b) => lossLeft(methods[a](rates[a]), bowl, 30) - lossLeft(methods[b](rates[b]), bowl, 30),
    )
  const own = order({ SGD: 0.95, Momentum: 0.1, AdaGrad: 1.5, RMSprop: 0.1, Adam: 0.3 })
  const other = order({ SGD: 0.95, Momentum: 0.1, AdaGrad: 0.5, RMSprop: 0.3, Adam: 0.3 })
  assert.equal(own[0], 'AdaGrad')
  assert.equal(other[0], 'RMSprop')
}

// “On the straight bowl, AdaGrad and RMSprop with a large learning rate leave all others behind.”
{
  for (const name of ['AdaGrad', 'RMSprop']) assert.ok(bestLeft(name, bowl) < 1e-30)
  for (const name of ['SGD', 'Momentum', 'Adam']) assert.ok(bestLeft(name, bowl) > 1e-4)
}

// “from then on, each step covers much the same share of what is left, along $x$ and along $y$, however
// flat it is”
{
  for (const name of ['AdaGrad', 'RMSprop']) {
    const { points } = descend(bowl, methods[name](100), { from: [-7, 2], steps: 30 })
    for (let t = 2; t < 12; t++) {
      const [x, y] = [0, 1].map(i => 1 - points[t + 1][i] / points[t][i])
      assert.ok(Math.abs(x - y) < 0.1)
    }
  }
}

// “On the turned bowl this no longer works: AdaGrad and RMSprop lose their lead, and who ends lowest depends
// on the step at which one looks. After 30 steps it is Momentum, after 29 it was SGD, after 31 it is Adam.”
{
  const first = steps => {
    const lowest = name =>
      rates
        .map(lr => lossLeft(methods[name](lr), askew, steps))
        .reduce((a, b) => (b < a ? b : a), 1)
    return Object.keys(methods).sort((a, b) => lowest(a) - lowest(b))[0]
  }
  assert.deepEqual([29, 30, 31].map(first), ['SGD', 'Momentum', 'Adam'])
}

// “SGD and Momentum do not notice the turning: their curves are the same in both panels.”
{
  for (const name of ['SGD', 'Momentum']) {
    const [one, other] = [bowl, askew].map(ground => overAll(methods[name], ground, 30))
    one.forEach(([, left], i) => {
      assert.ok(Number.isNaN(left) || left > 1 || Math.abs(left - other[i][1]) < 1e-9)
    })
  }
}

// “SGD's best rate leaves 0.0024 of the loss there, Adam's $3 \cdot 10^{-10}$”
{
  const [adam, sgd] = ['Adam', 'SGD'].map(name => bestOf(overAll(methods[name], valley, 200))[1])
  assert.deepEqual([sgd.toFixed(4), adam.toExponential(0)], ['0.0024', '3e-10'])
}

// ## scale-table
/** What is left of the loss after 30 steps of a method of the five, of slopes 0.01, 1, 100. */
const ownRates = { SGD: 0.95, Momentum: 0.1, AdaGrad: 1.5, RMSprop: 0.1, Adam: 0.3 }
const relative = (name, ground = bowl) =>
  [0.01, 1, 100].map(factor => {
    const optimizer = methods[name](ownRates[name])
    const at = { x: ground.start[0], y: ground.start[1] }
    for (let t = 0; t < 30; t++) {
      const [x, y] = ground.gradient(at.x, at.y)
      optimizer.update(at, { x: x * factor, y: y * factor })
    }
    const left = ground.f(at.x, at.y) / ground.f(...ground.start)
    // And that is what the table says.
    const ours = optimizers.find(one => one.constructor.name === name)
    const shown = lossLeft(ours, steeper(ground, factor), 30)
    assert.ok(left > 1e3 ? Number.isNaN(shown) : Math.abs(shown / left - 1) < 1e-6)
    return left
  })

// “a hundred times flatter and they hardly get going”
{
  for (const name of ['SGD', 'Momentum']) assert.ok(relative(name)[0] > 0.5)
}

// “a hundred times steeper and they fly off the map”
{
  for (const name of ['SGD', 'Momentum']) assert.ok(relative(name)[2] > 1e3)
}

// “AdaGrad, RMSprop and Adam do not care, on either bowl.”
{
  for (const name of ['AdaGrad', 'RMSprop', 'Adam']) {
    for (const ground of [bowl, askew]) {
      const [flatter, same, steeper] = relative(name, ground)
      assert.ok(Math.abs(flatter / same - 1) < 0.01 && Math.abs(steeper / same - 1) < 0.01)
    }
  }
}

// “What they lose when the bowl is turned is the fit to each *axis*: with these rates all three end
// higher there, five times and more.”
{
  for (const name of ['AdaGrad', 'RMSprop', 'Adam']) {
    assert.ok(relative(name, askew)[1] > 5 * relative(name)[1])
  }
}

// ## distance-table
const ownRates = { SGD: 0.95, Momentum: 0.1, AdaGrad: 1.5, RMSprop: 0.1, Adam: 0.3 }

// “Now SGD and Momentum do not care, and the adaptive methods hardly get going.”
{
  for (const [name, lr] of Object.entries(ownRates)) {
    const [near, , far] = [1, 10, 100].map(k =>
      lossLeft(methods[name](lr), bowl, 30, [-7 * k, 2 * k]),
    )
    if (name === 'SGD' || name === 'Momentum') assert.ok(Math.abs(far / near - 1) < 1e-9)
    else assert.ok(far > 0.85)
  }
}

// ## fits
// “Make the slopes a hundred times steeper, and SGD's curve moves to learning rates a hundred times smaller,
// while Adam's stays. Make the distance a hundred times longer, and
// Adam's curve moves to learning rates a hundred times larger, while SGD's stays.”
{
  const steep = steeper(bowl, 100)
  const [near, far] = [
    [-7, 2],
    [-700, 200],
  ]
  const same = (a, b) => assert.ok((!(a <= 1) && !(b <= 1)) || Math.abs(a - b) < 2e-3 * b + 1e-9)
  for (const lr of logspace(-2, 0, 21)) {
    const [sgd, adam] = ['SGD', 'Adam'].map(
      name => (k, ground, from) => lossLeft(methods[name](lr * k), ground, 30, from),
    )
    same(sgd(0.01, steep, near), sgd(1, bowl, near))
    same(adam(1, steep, near), adam(1, bowl, near))
    same(sgd(1, bowl, far), sgd(1, bowl, near))
    same(adam(100, bowl, far), adam(1, bowl, near))
  }
}

// “there a weight is a few hundredths large at first”
{
  // He's initial weights of a layer with 784 inputs, the pixels of a digit of MNIST.
  assert.equal(Math.sqrt(2 / 784).toFixed(2), '0.05')
}

// “With Adam's default of 0.001, 98 % of the loss on the bowl would still be there after thirty steps.”
{
  assert.equal(new Adam().lr, 0.001)
  assert.equal((100 * lossLeft(new Adam(), bowl, 30, [-7, 2])).toFixed(0), '98')
}

// ## epsilon
// “At $10^{-6}$ the folded form goes a quarter of a step”
{
  assert.ok(Math.abs(firstStep(folded, 1e-6) - 1 / 4) < 0.02)
}

// “Algorithm 1 nine tenths”
{
  assert.ok(Math.abs(firstStep(hats, 1e-6) - 9 / 10) < 0.02)
}

// “here $\varepsilon$ is added to $\sqrt v$ and not to $\sqrt{\hat v}$, which is about thirty times larger at
// first”
{
  // Where ε is all that counts, it counts about thirty times as much.
  assert.ok(Math.abs(firstStep(hats, 1e-10) / firstStep(folded, 1e-10) - 31.6) < 0.1)
}

// “In the package the first is `biasCorrection: 'moments'`, the default, and the second `'step'`.”
{
  for (const g of [1, 1e-4, 1e-6, 1e-8]) {
    const [m, v] = [(1 - 0.9) * g, (1 - 0.999) * g * g]
    const first = m / (1 - 0.9) / (Math.sqrt(v / (1 - 0.999)) + 1e-7)
    const second = ((Math.sqrt(1 - 0.999) / (1 - 0.9)) * m) / (Math.sqrt(v) + 1e-7)
    assert.ok(Math.abs(firstStep(hats, g) - first) < 1e-12)
    assert.equal(firstStep(new Adam({ lr, eps }), g), firstStep(hats, g))
    assert.ok(Math.abs(firstStep(folded, g) - second) < 1e-12)
  }
}

// “In the folded form $\varepsilon$ begins to tell from slopes of $10^{-4}$ down, which is a thousand times
// $\varepsilon$: there it takes 3 % off the first step. In Algorithm 1 it takes as much off at slopes thirty
// times smaller.”
{
  assert.equal((100 * (1 - firstStep(folded, 1e-4))).toFixed(0), '3')
  assert.equal((100 * (1 - firstStep(hats, 1e-4 / 30))).toFixed(0), '3')
  assert.ok(firstStep(folded, 1e-3) > 0.99)
}

// “The computer rounds the two differently, and that is the only difference.”
{
  let [one, other, differs] = [0, 0, 0]
  for (const [g] of withAdam.gradients) {
    one = 0.9 * one + 0.1 * g
    other = other + 0.1 * (g - other)
    differs = Math.max(differs, Math.abs(one - other))
  }
  assert.ok(differs > 0 && differs < 1e-15)
}

// ## exercises/1
// “every step is $\eta$ times the *sign* of the slope (as long as the slope is much larger than
// $\varepsilon$), so on the bowl it never comes to rest”
{
  assert.equal(signs.points.length, 31)
  signs.points.slice(1).forEach(([x], t) => {
    assert.ok(Math.abs(Math.abs(x - signs.points[t][0]) - 0.3) < 1e-5)
  })
}

// “Without the correction, it is RMSprop.”
{
  const walk = descend(bowl, half, usual)
  const { points } = descend(bowl, new RMSprop({ lr: 0.1, decayRate: 0.98 }), usual)
  assert.equal(walk.points.length, 31)
  walk.points.forEach(([x], t) => assert.ok(Math.abs(x - points[t][0]) < 1e-12))
}

// ## exercises/2
// “A long calm, and then one steep slope: $m$ follows within ten steps, $v$ hardly at all.”
{
  assert.ok(calm.x - before > 2)
}

// ## exercises/3
// “Without noise $\beta_1 = 0$ ends lower, each with its best learning rate. With noise it is the other way
// round”
{
  const [[shortClear, longClear], [shortNoisy, longNoisy]] = bests
  assert.ok(shortClear < 0.6 * longClear)
  assert.ok(longNoisy < 0.8 * shortNoisy)
}
