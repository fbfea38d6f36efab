// @ts-nocheck: the names are those of the chapter, whose kernel runs this.
import { strict as assert } from 'assert'

// ## others-fail
const lowest = walk => Math.min(...walk.points.map(([, y]) => y))

// “after thirty steps neither is at the goal”
{
  assert.equal(withMomentum.points.length - 1, 30)
  assert.equal(withRMSprop.points.length - 1, 30)
  assert.ok(withMomentum.points[30][0] > 0.5 && withRMSprop.points[30][0] < -0.5)
}

// “Momentum swings across the valley, and RMSprop has no drive”
{
  assert.ok(lowest(withMomentum) < -1 && lowest(withRMSprop) > 0)
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

// ## path

// “The learning rate is 0.3.”
{
  assert.equal(withAdam.hyperparameters.lr, 0.3)
}

// “Adam sets off like RMSprop, straight across”
{
  for (const walk of [withRMSprop, withAdam]) {
    const [[x0, y0], [x1, y1]] = walk.points
    assert.ok(Math.abs(x1 - x0 - (y0 - y1)) < 1e-5) // as far along x as along y
  }
}

// “rolls through the bottom of the valley a little, as Momentum does”
{
  const lowest = walk => Math.min(...walk.points.map(([, y]) => y))
  assert.ok(lowest(withAdam) < -0.5 && lowest(withAdam) > lowest(withMomentum))
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

// “$v$ remembers a hundred times longer than $m$, so it takes a hundred times longer to grow up”
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

// ## same-formula

// “The computer rounds the two differently, and that is all the difference there is.”
{
  assert.equal(withAdam.gradients.length, 31)
  assert.ok(largest < 1e-15)
}

// ## epsilon

// “For slopes of everyday size both are 1.”
{
  assert.deepEqual(
    [firstStep(folded, 1).toFixed(2), firstStep(hats, 1).toFixed(2)],
    ['1.00', '1.00'],
  )
}

// “At $10^{-6}$ the folded form takes a quarter of a step”
{
  assert.ok(Math.abs(firstStep(folded, 1e-6) - 1 / 4) < 0.02)
}

// “where Algorithm 1 takes nine tenths”
{
  assert.ok(Math.abs(firstStep(hats, 1e-6) - 9 / 10) < 0.02)
}

// “$\varepsilon$ is now compared with $\sqrt v$ and not with $\sqrt{\hat v}$, which is about thirty
// times larger at first”
{
  // Where ε is all that counts, it counts about thirty times as much.
  assert.ok(Math.abs(firstStep(hats, 1e-10) / firstStep(folded, 1e-10) - 31.6) < 0.1)
}

// “In the package the first is `biasCorrection: 'moments'`, the second `'step'`.”
{
  for (const g of [1, 1e-4, 1e-6, 1e-8]) {
    const [m, v] = [(1 - 0.9) * g, (1 - 0.999) * g * g]
    const first = m / (1 - 0.9) / (Math.sqrt(v / (1 - 0.999)) + 1e-7)
    const second = ((Math.sqrt(1 - 0.999) / (1 - 0.9)) * m) / (Math.sqrt(v) + 1e-7)
    assert.ok(Math.abs(firstStep(hats, g) - first) < 1e-12)
    assert.ok(Math.abs(firstStep(folded, g) - second) < 1e-12)
  }
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

// “0.3, the learning rate, with the correction, and 0.95 without.”
{
  assert.equal(firstAlongX('step').toFixed(2), '0.30')
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

// ## libraries

// “On the bowl nobody could tell them apart”
{
  assert.ok(apart(1) < 1e-4)
}

// “where the slopes are small they part”
{
  assert.ok(apart(1e6) > 1)
}

// ## ranking

// “plain SGD ends *lower* than Momentum, RMSprop and Adam; only AdaGrad is ahead of it”
{
  assert.equal(ranking.length, 5)
  assert.deepEqual(ranking.map(walk => walk.optimizer).slice(0, 2), ['AdaGrad', 'SGD'])
}

// “0.95 is almost the best learning rate SGD can have here”
{
  // Of a hundred learning rates from 0.01 to 1, the best for SGD is close to 0.95.
  const ofSGD = Array.from({ length: 100 }, (_, i) => {
    const sgd = new SGD({ lr: (i + 1) / 100 })
    return descend(bowl, sgd, { from: [-7, 2], steps: 30 }).losses[30]
  })
  const bestRate = (ofSGD.indexOf(Math.min(...ofSGD)) + 1) / 100
  assert.ok(Math.abs(bestRate - 0.95) < 0.03)
}

// “0.1, 0.3 and 1.5 are simply usual ones for the others”
{
  assert.deepEqual(
    five.map(walk => walk.hyperparameters.lr),
    [0.95, 0.1, 1.5, 0.1, 0.3],
  )
}

// ## scale-table
/** The loss of a method of the five after 30 steps, relative to the start, of slopes 0.01, 1, 100. */
const relative = name =>
  [0.01, 1, 100].map(factor => {
    const optimizer = {
      SGD: new SGD({ lr: 0.95 }),
      Momentum: new Momentum({ lr: 0.1 }),
      AdaGrad: new AdaGrad({ lr: 1.5 }),
      RMSprop: new RMSprop({ lr: 0.1, decayRate: 0.98 }),
      Adam: new Adam({ lr: 0.3 }),
    }[name]
    const at = { x: -7, y: 2 }
    for (let t = 0; t < 30; t++) {
      const [x, y] = bowl.gradient(at.x, at.y)
      optimizer.update(at, { x: x * factor, y: y * factor })
    }
    const left = bowl.f(at.x, at.y) / bowl.f(-7, 2)
    // And that is what the table says.
    const shown = lossLeft(
      optimizers.find(one => one.constructor.name === name),
      factor,
    )
    assert.equal(shown, left > 1e3 ? 'diverges' : left.toFixed(4))
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

// “AdaGrad, RMSprop and Adam do not care.”
{
  for (const name of ['AdaGrad', 'RMSprop', 'Adam']) {
    const [flatter, same, steeper] = relative(name)
    assert.ok(Math.abs(flatter / same - 1) < 0.01 && Math.abs(steeper / same - 1) < 0.01)
  }
}

// ## rotated
/** The losses of a method of the five on the straight bowl and on the turned one. */
const bothOf = name => {
  const optimizer = optimizers.find(one => one.constructor.name === name)
  return [bowl, askew].map(ground => {
    const { losses } = descend(ground, optimizer, { steps: 30 })
    assert.equal(losses.length, 31)
    return losses[30]
  })
}

// “Their pace belongs to the axes: turn the bowl by 45°, and all three fall back”
{
  for (const name of ['AdaGrad', 'RMSprop', 'Adam']) {
    const [straight, turned] = bothOf(name)
    assert.ok(turned > 3 * straight)
  }
}

// “while SGD and Momentum do not notice”
{
  for (const name of ['SGD', 'Momentum']) {
    const [straight, turned] = bothOf(name)
    assert.ok(Math.abs(turned - straight) < 1e-9)
  }
}

// ## exercises/1

// “every step is $\eta$ times the *sign* of the slope, and it can never come to rest”
{
  assert.equal(signs.points.length, 31)
  signs.points.slice(1).forEach(([x], t) => {
    assert.ok(Math.abs(Math.abs(x - signs.points[t][0]) - 0.3) < 1e-5)
  })
}

// “Without the correction, it is RMSprop.”
{
  const walk = descend(bowl, half, usual)
  assert.equal(walk.points.length, 31)
  walk.points.forEach(([x], t) => assert.ok(Math.abs(x - withRMSprop.points[t][0]) < 1e-12))
}

// ## exercises/2

// “A long calm, and then one steep slope: $m$ follows within ten steps, $v$ hardly at all.”
{
  assert.ok(calm.x - before > 2)
}

// ## exercises/3

// “The order is another one than in the list above.”
{
  assert.equal(bests.length, 5)
  assert.notDeepEqual(
    bests.map(({ name }) => name),
    ranking.map(({ optimizer }) => optimizer),
  )
}
