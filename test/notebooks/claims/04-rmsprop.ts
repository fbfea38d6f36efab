// @ts-nocheck: the names are those of the chapter, whose kernel runs this.
import { strict as assert } from 'assert'

// ## adagrad-fails

// “here it starts at $x = -100$ and after 300 steps has not come halfway”
{
  assert.equal(tired.points[0][0], -100)
  assert.ok(tired.points[300][0] < -50)
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

// “With $\beta = 0.9$ the average follows the wave and still trembles. With $\beta = 0.98$ it is smooth”
{
  const trembles = values => values.slice(1).reduce((sum, a, t) => sum + Math.abs(a - values[t]), 0)
  assert.ok(trembles(short) > 3 * trembles(long))
}

// “and late: it remembers too much of what is over”
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

// “Everything older than that has together a weight of about a third”
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

// “The same walk … to the last digit.”
{
  assert.equal(mine.optimizer, 'MyRMSprop')
  assert.equal(forgetting.optimizer, 'RMSprop')
  assert.equal(mine.points.length, 31)
  assert.deepEqual(mine.points, forgetting.points)
}

// ## long-way-again

// “Same start, same learning rate, and now it forgets.”
{
  assert.deepEqual(fresh.points[0], tired.points[0])
  assert.equal(fresh.hyperparameters.lr, tired.hyperparameters.lr)
}

// “It does not run out of breath on a long way.”
{
  const passed = fresh.points.findIndex(([x]) => x > -1)
  assert.ok(passed > 0 && passed < 100)
  assert.equal(arrived, passed)
}

// ## even-slope

// “where the slope stays the same, so does the step: it is as long as the learning rate”
{
  assert.equal(steps, 300)
  assert.ok(Math.abs(step - 1.5) < 0.01)
}

// ## path

// “On this short way AdaGrad is ahead”
{
  assert.ok(adagrad.losses[30] < forgetting.losses[30])
}

// ## first-step

// “$h$ is only $(1-\rho)\,g^2$ then, so the step is $\eta/\sqrt{1-\rho}$”
{
  const step = forgetting.points[1][0] - forgetting.points[0][0]
  assert.ok(Math.abs(step - 0.1 / Math.sqrt(1 - 0.98)) < 1e-5)
  assert.equal(first, predicted)
  assert.equal(first, step.toFixed(4))
}

// “seven times the learning rate of 0.1”
{
  assert.equal(rmsprop.lr, 0.1)
  const predicted = 0.1 / Math.sqrt(1 - 0.98)
  assert.ok(Math.abs(predicted / 0.1 - 7) < 0.1)
}

// ## slow

const rms = new RMSprop({ lr: 0.01, decayRate: 0.98 })
const onwards = descend(bowl, rms, { from: [-7, 2], steps: 1000 })

// “With a learning rate of 0.01 … it does not arrive in thirty steps”
{
  assert.ok(slow.points[30][0] < -6)
}

// “once the start-up bias is over, a step is about as long as the learning rate”
{
  for (const t of [50, 100, 200, 400]) {
    const step = onwards.points[t + 1][0] - onwards.points[t][0]
    assert.ok(Math.abs(step / 0.01 - 1) < 0.3)
  }
}

// “From −7 to 0 with steps of 0.01 takes some hundreds of steps.”
{
  const there = onwards.points.findIndex(([x]) => x > -0.1)
  assert.ok(there > 300)
  assert.ok(there < 1000)
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
  for (const rho of [0.9, 0.99, 0.999]) {
    assert.ok(Math.abs(firstStep(rho) - 0.1 / Math.sqrt(1 - rho)) < 1e-4)
  }
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

const [straight, turned] = [0, 1].map(i => ({ rms: rms[i].losses[30], sgd: sgd[i].losses[30] }))

// “with a learning rate of 0.3 it is far ahead of SGD on the straight bowl”
{
  assert.deepEqual([rms[0].surface, rms[0].hyperparameters.lr], ['bowl', 0.3])
  assert.ok(straight.rms < straight.sgd / 1000)
}

// “On the bowl turned by 45° the same settings end behind SGD”
{
  assert.equal(rms[1].surface, 'bowl turned by 45°')
  assert.ok(turned.rms > turned.sgd)
}

// “SGD, which does not notice”
{
  assert.equal(straight.sgd.toFixed(4), '0.0133')
  assert.equal(turned.sgd.toFixed(4), '0.0133')
}

// ## epsilon

const h = slope => (1 - 0.9) * slope ** 2
const outsideAt = slope => slope / (Math.sqrt(h(slope)) + 1e-8)
const insideAt = slope => slope / Math.sqrt(h(slope) + 1e-8)

// “For slopes much larger than $\sqrt\varepsilon$ nobody notices.”
{
  assert.equal(insideAt(1).toFixed(3), outsideAt(1).toFixed(3))
}

// “For small ones, inside the root is a much stronger brake”
{
  for (const slope of [1e-5, 1e-7]) assert.ok(insideAt(slope) < outsideAt(slope) / 30)
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
