// @ts-nocheck: the names are those of the chapter, whose kernel runs this.
import { strict as assert } from 'assert'
import { Momentum } from 'downhill'

// ## adagrad-fails

const lowest = make =>
  Math.min(
    ...lrs.map(lr => {
      const walk = descend(hollow, make(lr), { steps: 300, warn: false })
      return walk.divergedAt ? Infinity : walk.losses[300]
    }),
  )

// “No learning rate gets AdaGrad much below $2 \cdot 10^{-4}$, nor SGD below $10^{-3}$.”
{
  assert.equal(lowest(adagrad).toExponential(1), '2.0e-4')
  assert.ok(lowest(sgd) > 1e-3)
  // Nor a learning rate between those tried, or beyond them.
  const [finer, wider] = [logspace(0.4, 0.9, 51), logspace(-5, 4, 19)]
  for (const lr of [...finer, ...wider]) {
    assert.ok(descend(hollow, new AdaGrad({ lr }), { steps: 300 }).losses[300] > 1.9e-4)
    const { losses, divergedAt } = descend(hollow, new SGD({ lr }), { steps: 300, warn: false })
    assert.ok(divergedAt || losses[300] > 1e-3)
  }
}

// ## average

// “The new value counts $1-\beta$, the one before it $\beta$ times as much, the one before that
// $\beta^2$ times”
{
  for (const beta of [0.9, 0.98]) {
    movingAverage([1, 0, 0], beta).forEach((weight, age) => {
      assert.ok(Math.abs(weight - (1 - beta) * beta ** age) < 1e-12)
    })
  }
}

// ## noisy

const short = movingAverage(measured, 0.9)
const long = movingAverage(measured, 0.98)

// “With $\beta = 0.9$ the average follows the wave and still trembles. With $\beta = 0.98$ it is smoother”
{
  const trembles = values => values.slice(1).reduce((sum, a, t) => sum + Math.abs(a - values[t]), 0)
  assert.ok(trembles(short) > 3 * trembles(long))
}

// “and late: it still remembers too much of what is over”
{
  const top = values => values.indexOf(Math.max(...values))
  assert.ok(top(long) - top(wave) > 2 * (top(short) - top(wave)))
}

// ## weights

// “How far back does it remember? About $1/(1-\beta)$ steps: 10 for 0.9, and 50 for 0.98.”
{
  assert.equal(Math.round(1 / (1 - 0.9)), 10)
  assert.equal(Math.round(1 / (1 - 0.98)), 50)
}

// “Everything older than that weighs about a third, taken together”
{
  for (const beta of [0.9, 0.98, 0.99]) {
    const memory = Math.round(1 / (1 - beta))
    assert.ok(Math.abs(beta ** memory - 1 / 3) < 0.04)
    // What is left of an average of ones after as many zeros.
    const values = [...Array(2000).fill(1), ...Array(memory).fill(0)]
    assert.ok(Math.abs(movingAverage(values, beta).at(-1) - beta ** memory) < 1e-6)
  }
}

// ## bias

// “the average starts at 0, before it has seen anything. Until it has seen enough, it is too small.”
{
  assert.equal(movingAverage(ones(150), 0.98)[0].toFixed(2), '0.02')
  assert.ok(movingAverage(ones(150), 0.98)[49] < 0.65)
}

// “the average has to climb up to it”
{
  assert.ok(movingAverage(ones(150), 0.9)[149] > 0.999999)
}

// ## same

// “this class takes the same walk as the package's `RMSprop`”
{
  assert.equal(mine.optimizer, 'MyRMSprop')
  assert.equal(forgetting.optimizer, 'RMSprop')
  assert.equal(mine.points.length, 31)
  assert.deepEqual(mine.points, forgetting.points)
}

// ## hollow-again

const best = (make, ground, options) => {
  const losses = lrs.map(lr => {
    const walk = descend(ground, make(lr), { ...options, warn: false })
    return walk.divergedAt ? Infinity : walk.losses.at(-1)
  })
  return Math.min(...losses)
}
const rms = decayRate => lr => new RMSprop({ lr, decayRate })

// “RMSprop ends 40 times lower than AdaGrad with $\rho = 0.98$, and far below $10^{-12}$ with
// $\rho = 0.9$”
{
  const times = best(adagrad, hollow, long) / best(rms(0.98), hollow, long)
  assert.ok(times > 38 && times < 44)
  assert.ok(best(rms(0.9), hollow, long) < 1e-14)
  // So it is from other starts.
  for (const from of [
    [-10, 1],
    [-3, 4],
    [5, 5],
  ]) {
    const there = { from, steps: 300 }
    const [fades, forgets] = [adagrad, rms(0.98)].map(make => best(make, hollow, there))
    assert.ok(forgets < fades / 4 && best(rms(0.9), hollow, there) < forgets / 1e5)
  }
}

// “(The ball of chapter 2 with $\alpha = 0.9$, at its best rate, is between the two: $5 \cdot 10^{-7}$.)”
{
  const ball = best(lr => new Momentum({ lr }), hollow, long)
  assert.equal(ball.toExponential(0), '5e-7')
}

// “In one step $h$ shrinks at most by the factor $\rho$”
{
  const optimizer = new MyRMSprop(0.1, 0.9)
  optimizer.update({ x: 0, y: 0 }, { x: 5, y: 5 })
  const before = optimizer.h.x
  optimizer.update({ x: 0, y: 0 }, { x: 0, y: 1 })
  assert.ok(Math.abs(optimizer.h.x / before - 0.9) < 1e-12 && optimizer.h.y > 0.9 * before)
}

// “by 0.995 with 0.98, and by 0.974 with 0.9”
{
  for (const [decayRate, factor] of [
    [0.98, 0.995],
    [0.9, 0.974],
  ]) {
    assert.equal((decayRate ** 0.25).toFixed(3), String(factor))
    for (const lr of [0.3, 0.6]) {
      const { points } = descend(hollow, new RMSprop({ lr, decayRate }), { steps: 200 })
      const each = (points[200][0] / points[100][0]) ** (1 / 100)
      assert.ok(Math.abs(each - factor) < 0.0015)
    }
  }
}

// ## long-way

const atRate = (make, i) => descend(bowl, make(lrs[i]), { ...far, warn: false }).losses[300]
const rms = decayRate => lr => new RMSprop({ lr, decayRate })

// “With the same small learning rate, up to about 3, RMSprop is ahead”
{
  lrs.forEach((lr, i) => {
    if (lr > 0.02 && lr < 3) {
      for (const decayRate of [0.98, 0.9]) assert.ok(atRate(rms(decayRate), i) < atRate(adagrad, i))
    }
    if (lr > 7)
      for (const decayRate of [0.98, 0.9]) assert.ok(atRate(rms(decayRate), i) > atRate(adagrad, i))
  })
}

// “its steps do not fade, and 300 of them go farther”
{
  const [there, here] = [adagrad(0.1), rms(0.98)(0.1)].map(o => descend(bowl, o, far).points)
  const last = points => points[300][0] - points[299][0]
  assert.ok(last(there) < 0.1 / 15 && last(here) > 0.1 * 0.9)
  assert.ok(here[300][0] > there[300][0] + 20)
}

// “With both at their best, AdaGrad is far ahead here.”
{
  const best = make => Math.min(...lrs.map((_, i) => atRate(make, i)))
  for (const decayRate of [0.98, 0.9]) assert.ok(best(rms(decayRate)) > 0.01)
  assert.ok(best(adagrad) < 1e-100)
}

// “the ground bends the same everywhere, near the bottom and far out”
{
  const bend = (x, y) => [
    bowl.gradient(x + 1, y)[0] - bowl.gradient(x, y)[0],
    bowl.gradient(x, y + 1)[1] - bowl.gradient(x, y)[1],
  ]
  for (const point of [
    [0, 0],
    [-100, 2],
    [7, -30],
  ]) {
    bend(point[0], point[1]).forEach((each, axis) =>
      assert.ok(Math.abs(each - [0.1, 2][axis]) < 1e-9),
    )
  }
}

// ## path

// “With these two rates AdaGrad is ahead after thirty steps.”
{
  assert.ok(fading.losses[30] < forgetting.losses[30])
  assert.deepEqual([fading.hyperparameters.lr, forgetting.hyperparameters.lr], [1.5, 0.1])
}

// “and are nobody's best”
{
  assert.ok(descend(bowl, new AdaGrad({ lr: 3 }), usual).losses[30] < fading.losses[30] / 1e6)
  const other = new RMSprop({ lr: 0.3, decayRate: 0.98 })
  assert.ok(descend(bowl, other, usual).losses[30] < forgetting.losses[30] / 1e5)
}

// ## over-steps

const [bySGD, gentle, bold] = walks.map(walk => walk.losses)

// “With 0.3, RMSprop is down at $10^{-7}$ in step 30, a hundred thousand times lower than SGD, and it
// falls much farther; then it rises again, and from step 139 on it is behind SGD.”
{
  assert.equal(walks[2].label, 'RMSprop 0.3, decayRate 0.98')
  assert.equal(bold[30].toExponential(0), '1e-7')
  assert.ok(Math.abs(Math.log10(bySGD[30] / bold[30]) - 5) < 0.1)
  assert.ok(Math.min(...bold) < 1e-35)
  assert.ok(bold.every((loss, t) => t === 0 || loss > bySGD[t] === t >= 139))
  const longer = new RMSprop({ lr: 0.3, decayRate: 0.98 })
  const later = descend(bowl, longer, { from: usual.from, steps: 1000 }).losses
  const then = descend(bowl, new SGD({ lr: 0.95 }), { from: usual.from, steps: 1000 }).losses
  assert.ok(later.every((loss, t) => t < 139 || loss > then[t]))
}

// “$h$ is only $(1-\rho)\,g^2$ then, so the step is $\eta/\sqrt{1-\rho}$, seven times the learning rate for
// $\rho = 0.98$”
{
  const step = forgetting.points[1][0] - forgetting.points[0][0]
  assert.ok(Math.abs(step - 0.1 / Math.sqrt(1 - 0.98)) < 1e-5)
  assert.ok(Math.abs(step / 0.1 - 7) < 0.1)
}

// “After thirty steps with PyTorch's own settings (0.01, $\rho = 0.99$) RMSprop is at $x = -6.04$, and with
// those of Keras (0.001, $\rho = 0.9$) at $-6.96$”
{
  const torch = new RMSprop({ lr: 0.01, decayRate: 0.99, eps: 1e-8 })
  assert.equal(descend(bowl, torch, usual).points[30][0].toFixed(2), '-6.04')
  const at = { x: -7, y: 2 }
  const h = { x: 0, y: 0 }
  for (let t = 0; t < 30; t++) {
    const slopes = { x: at.x / 10, y: 2 * at.y }
    for (const name of ['x', 'y']) {
      h[name] = 0.9 * h[name] + (1 - 0.9) * slopes[name] ** 2
      at[name] -= (0.001 * slopes[name]) / Math.sqrt(h[name] + 1e-7)
    }
  }
  assert.equal(at.x.toFixed(2), '-6.96')
}

// “a step is as long as the learning rate, however steep the ground”
{
  for (const slope of [-5, -0.01]) {
    const steady = new RMSprop({ lr: 1.5, decayRate: 0.98 })
    const at = { x: 0 }
    let step = 0
    for (let t = 0; t < 600; t++) {
      const before = at.x
      steady.update(at, { x: slope })
      step = at.x - before
    }
    assert.ok(Math.abs(step - 1.5) < 0.001)
  }
}

// ## slow

// “Once the start-up bias is over, a step is about as long as the learning rate while the slope is nearly
// steady. As the slope shrinks towards the bottom, so does the step.”
{
  assert.equal(lengths.length, 1000)
  for (const t of [100, 200, 300, 400, 500]) assert.ok(lengths[t] > 0.75 && lengths[t] < 1.01)
  assert.ok(lengths[700] < 0.7 && lengths[800] < 0.4 && lengths[900] < 0.1)
  assert.ok(lengths[0] > 7)
}

// “From −7 to 0 takes some hundreds of steps of 0.01.”
{
  const there = slow.points.findIndex(([x]) => x > -0.1)
  assert.ok(there > 300 && there < 1000)
}

// “the steps undo each other, and you get much less far”
{
  const chance = normal(uniform(1))
  const optimizer = new RMSprop({ lr: 0.01, decayRate: 0.98 })
  const at = { x: 0 }
  for (let t = 0; t < 1000; t++) optimizer.update(at, { x: -0.1 + chance() })
  assert.ok(Math.abs(at.x) < (1000 * 0.01) / 4)
}

// ## try

const tried = decayRate => descend(bowl, new RMSprop({ lr: 0.1, decayRate }), usual)
const along = (walk, t) => walk.points[t + 1][0] - walk.points[t][0]

// “the first step is shorter, 0.32 along each axis instead of 0.71, and those along $x$ soon shrink to
// about 0.1”
{
  assert.equal(along(tried(0.9), 0).toFixed(2), '0.32')
  assert.equal((tried(0.9).points[0][1] - tried(0.9).points[1][1]).toFixed(2), '0.32')
  assert.equal(along(tried(0.98), 0).toFixed(2), '0.71')
  for (const t of [10, 20, 29]) assert.ok(Math.abs(along(tried(0.9), t) - 0.1) < 0.035)
}

// “In thirty steps it gets only halfway, to $x = -3.5$.”
{
  assert.equal(tried(0.9).points[30][0].toFixed(1), '-3.5')
}

// “the first step is 3.2 long, past the valley floor, and the next ones are long as well”
{
  assert.equal(along(tried(0.999), 0).toFixed(1), '3.2')
  assert.ok(tried(0.999).points[1][1] < -1)
  assert.ok(along(tried(0.999), 1) > 1 && along(tried(0.999), 2) > 0.5)
}

// “the loss ends near $10^{-12}$”
{
  assert.equal(tried(0.999).losses[30].toExponential(0), '1e-12')
}

// “it is nearly AdaGrad, with the learning rate $0.1/\sqrt{1-\rho}$, which is 3.16”
{
  const lr = 0.1 / Math.sqrt(1 - 0.999)
  assert.equal(lr.toFixed(2), '3.16')
  const { points } = descend(bowl, new AdaGrad({ lr }), usual)
  points.forEach(([x], t) => assert.ok(Math.abs(x - tried(0.999).points[t][0]) < 0.03))
}

// ## explore

const firstStep = decayRate => {
  const rms = new RMSprop({ lr: 0.1, decayRate })
  return descend(bowl, rms, { from: [-7, 2], steps: 1 }).points[1][0] + 7
}

// “0.32, 1.0 and 3.16 with the learning rate 0.1”
{
  assert.equal(firstStep(0.9).toFixed(2), '0.32')
  assert.equal(firstStep(0.99).toFixed(1), '1.0')
  assert.equal(firstStep(0.999).toFixed(2), '3.16')
}

// “it is $\eta/\sqrt{1-\rho}$, because at first $h$ holds only the share $1-\rho$ of one squared slope”
{
  for (const decayRate of [0.9, 0.99, 0.999]) {
    assert.ok(Math.abs(firstStep(decayRate) - 0.1 / Math.sqrt(1 - decayRate)) < 1e-4)
  }
}

// “RMSprop is nearly AdaGrad with the learning rate $\eta/\sqrt{1-\rho}$”
{
  for (const lr of [0.01, 0.03, 0.1]) {
    const forgets = descend(bowl, new RMSprop({ lr, decayRate: 0.999 }), { steps: 30 })
    const keeps = descend(bowl, new AdaGrad({ lr: lr / Math.sqrt(1 - 0.999) }), { steps: 30 })
    keeps.points.forEach(([x], t) => assert.ok(Math.abs(x - forgets.points[t][0]) < 0.03))
  }
}

// “the larger $\rho$, the smaller the $\eta$ that is enough”
{
  const enough = [0.9, 0.98, 0.99, 0.999].map(decayRate =>
    lrs.find(lr => descend(bowl, new RMSprop({ lr, decayRate }), usual).losses[30] < 1e-5),
  )
  assert.ok(enough.every((lr, i) => lr !== undefined && (i === 0 || lr < enough[i - 1])))
}

// ## no-rest

// “the loss falls to almost nothing and jumps back up”
{
  const late = restless.losses.slice(100)
  assert.ok(Math.min(...late) < 1e-6)
  assert.ok(Math.max(...late) > 0.1)
}

// ## for-ever

// “half the learning rate to either side of the bottom”
{
  assert.equal(forEver.hyperparameters.lr, 0.5)
  const [x, y] = forEver.points[3000].map(Math.abs)
  assert.equal(x.toFixed(3), '0.250')
  assert.equal(y.toFixed(3), '0.250')
}

// “In the long run it leaps to and fro for ever”
{
  assert.ok(forEver.points[2999][0] * forEver.points[3000][0] < 0)
}

// ## rotated

const best = (ground, make, steps) =>
  Math.min(
    ...lrs.map(lr => {
      const walk = descend(ground, make(lr), { steps, warn: false })
      return walk.divergedAt ? Infinity : walk.losses[steps]
    }),
  )
const rms = decayRate => lr => new RMSprop({ lr, decayRate })
const turned = rotate(bowl, 45)

// “On the straight bowl RMSprop gets as low as you like.”
{
  assert.ok(best(bowl, rms(0.98), 30) < 1e-40)
}

// “On the turned one its best learning rate ends at 0.03, behind SGD's best, 0.0075, which the turn does
// not touch.”
{
  assert.equal(best(turned, rms(0.98), 30).toFixed(2), '0.03')
  for (const ground of [bowl, turned]) {
    const finer = Array.from({ length: 100 }, (_, i) => 0.9 + i / 1000)
    const ends = finer.map(lr => descend(ground, sgd(lr), { steps: 30 }).losses[30])
    assert.equal(Math.min(...ends).toFixed(4), '0.0075')
  }
}

// “its best is 0.005 with 0.9 and 0.0006 with 0.8”
{
  assert.equal(best(turned, rms(0.9), 30).toFixed(3), '0.005')
  assert.equal(best(turned, rms(0.8), 30).toFixed(4), '0.0006')
}

// “After 300 steps SGD is far ahead of all of these.”
{
  for (const decayRate of [0.8, 0.9, 0.98]) {
    assert.ok(best(turned, rms(decayRate), 300) > 1e3 * best(turned, sgd, 300))
  }
}

// “For slopes much larger than $\sqrt\varepsilon$ nobody notices.”
{
  const h = slope => (1 - 0.9) * slope ** 2
  const outsideAt = slope => slope / (Math.sqrt(h(slope)) + 1e-8)
  const insideAt = slope => slope / Math.sqrt(h(slope) + 1e-8)
  assert.equal(insideAt(1).toFixed(3), outsideAt(1).toFixed(3))
}

// “For small ones, inside the root is a much stronger brake”
{
  const h = slope => (1 - 0.9) * slope ** 2
  const outsideAt = slope => slope / (Math.sqrt(h(slope)) + 1e-8)
  const insideAt = slope => slope / Math.sqrt(h(slope) + 1e-8)
  for (const slope of [1e-5, 1e-7]) assert.ok(insideAt(slope) < outsideAt(slope) / 30)
}

// “$g/\sqrt{h}$ is 3.162 for a slope of 1, either way. For a slope of $10^{-3}$ it is 3.162 outside and 3.015
// inside, for $10^{-5}$ it is 3.152 and 0.100, and for $10^{-7}$ it is 2.403 and 0.001”
{
  const h = slope => (1 - 0.9) * slope ** 2
  const outsideAt = slope => slope / (Math.sqrt(h(slope)) + 1e-8)
  const insideAt = slope => slope / Math.sqrt(h(slope) + 1e-8)
  const both = slope => [outsideAt(slope), insideAt(slope)].map(value => value.toFixed(3))
  assert.deepEqual(both(1), ['3.162', '3.162'])
  assert.deepEqual(both(1e-3), ['3.162', '3.015'])
  assert.deepEqual(both(1e-5), ['3.152', '0.100'])
  assert.deepEqual(both(1e-7), ['2.403', '0.001'])
}

// ## exercises/1

// “The first $t$ add up to $1 - \beta^t$”
{
  assert.equal(beta, 0.98)
  assert.ok(Math.abs(sum - (1 - 0.98 ** 50)) < 1e-12)
}

// “which is what the average of ones shows after $t$ values”
{
  assert.ok(Math.abs(sum - movingAverage(ones(150), 0.98)[49]) < 1e-12)
}

// ## exercises/2

// “711.”
{
  assert.equal(below, 711)
}

// “the first ones are longer, and those near the bottom shorter”
{
  const stepAt = t => patient.points[t + 1][0] - patient.points[t][0]
  assert.ok(stepAt(30) > 0.01)
  assert.ok(stepAt(600) < 0.01)
}

// ## exercises/3

// “Much lower than with a constant rate”
{
  assert.ok(bowl.f(at.x, at.y) < 1e-20)
  assert.ok(restless.losses[300] > 0.01)
}
