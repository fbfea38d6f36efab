// @ts-nocheck: the names are those of the chapter, whose kernel runs this.
import { strict as assert } from 'assert'

// ## momentum-fails

// “it rolls through the bottom of the valley and has to come back”
{
  assert.ok(farthest > 1)
  assert.ok(swinging.points[60][0] < 0)
}

// ## decay-path

// “The zigzag along $y$ is gone.”
{
  for (const t of Array(30).keys()) {
    assert.ok(steady.points[t][1] * steady.points[t + 1][1] < 0) // to and fro all the way
    if (t >= 3) assert.ok(slowing.points[t][1] * slowing.points[t + 1][1] > 0) // no longer
  }
}

// “has been slowed down too, and ends farther from the bottom than without the decay”
{
  assert.ok(Math.abs(slowing.points[30][0]) > Math.abs(steady.points[30][0]))
}

// ## same

// “this class takes the same walk as the package's AdaGrad”
{
  assert.equal(mine.points.length, 31)
  assert.deepEqual(mine.points, adaptive.points)
}

// ## path

// “With SGD that would be far above the limit of 1.”
{
  const options = { from: [-7, 2], steps: 30, warn: false }
  const thrown = descend(bowl, new SGD({ lr: 1.5 }), options)
  assert.equal(thrown.points[5][1], -64)
}

// “No zigzag, no swing: it heads for the bottom.”
{
  for (const t of Array(30).keys()) {
    const [[x, y], [nextX, nextY]] = adaptive.points.slice(t, t + 2)
    assert.ok(x < nextX && nextX < 0) // no swing
    assert.ok(nextY > 0 && nextY < y) // no zigzag
  }
}

// “AdaGrad on the straight bowl was far better than SGD”
{
  assert.ok(adaptive.losses[30] < steady.losses[30] / 10)
}

// ## first-step

// “The slope along $y$ is almost six times the slope along $x$”
{
  const [x, y] = bowl.gradient(...adaptive.points[0]).map(Math.abs)
  assert.deepEqual([x, y], [slopeX, slopeY].map(Math.abs))
  assert.ok(y > 5.5 * x && y < 6 * x)
}

// “both steps are as long as the learning rate”
{
  for (const axis of [0, 1]) {
    const length = Math.abs(adaptive.points[1][axis] - adaptive.points[0][axis])
    assert.equal(length.toFixed(4), '1.5000')
  }
}

// ## h-grows

// “$h$ grows with each step and never shrinks”
{
  assert.equal(hOfX.length, 30)
  assert.ok(hOfX.every((each, t) => t === 0 || each > hOfX[t - 1]))
  assert.ok(hOfY.every((each, t) => t === 0 || each >= hOfY[t - 1]))
}

// “$h$ of $y$ jumps up in the first step”
{
  assert.ok(hOfY[0] > 0.9 * hOfY[29]) // nearly all of it
}

// ## rates

// “keeps a rate more than three times as large”
{
  assert.equal(hOfY.length, 30)
  for (const t of Array(30).keys()) assert.ok(Math.sqrt(hOfY[t] / hOfX[t]) > 3)
  for (const t of Array(30).keys()) assert.ok(rates(hOfX)[t] > 3 * rates(hOfY)[t])
}

// ## step-size

// “And this is how long the steps were, each shorter than the one before”
{
  for (const lengths of [alongX, alongY]) {
    assert.equal(lengths.length, 30)
    assert.ok(lengths.every((length, t) => t === 0 || length < lengths[t - 1]))
  }
}

// ## try

// “And what will a rate of 10 do, which would throw SGD off the map?”
{
  const options = { from: [-7, 2], steps: 30, warn: false }
  const [x, y] = descend(bowl, new SGD({ lr: 10 }), options).points.at(-1)
  assert.ok(Math.abs(y) > 1000 * bowl.domain.y[1])
}

// “It throws AdaGrad too, but only once: look at the first step.”
{
  const leap = descend(bowl, new AdaGrad({ lr: 10 }), { from: [-7, 2], steps: 30 }).points
  assert.equal(Math.hypot(leap[1][0] + 7, leap[1][1] - 2).toFixed(3), (10 * Math.SQRT2).toFixed(3))
  assert.ok(leap[1][1] < bowl.domain.y[0])
  assert.ok(leap.slice(2).every(([x, y]) => Math.abs(x) < 2 && Math.abs(y) < 2))
}

// ## long-valley

// “SGD is at the bottom”
{
  assert.ok(Math.abs(fresh.points[300][0]) < 0.01)
}

// “AdaGrad has not even come halfway”
{
  assert.ok(tired.points[300][0] < -50)
}

// ## strides

// “the step about $\eta/\sqrt{t}$, however far there is to go”
{
  assert.ok(Math.abs(Number(strides[9].toFixed(3)) * Math.sqrt(10) - 1.5) < 0.05)
  // However far: the same from four times as far out.
  const farther = descend(bowl, new AdaGrad({ lr: 1.5 }), { from: [-400, 2], steps: 10 })
  const tenth = farther.points[10][0] - farther.points[9][0]
  assert.ok(Math.abs(tenth * Math.sqrt(10) - 1.5) < 0.05)
}

// “As the slope gets smaller, the step is shorter still.”
{
  assert.ok(Number(strides[299].toFixed(3)) < 1.5 / Math.sqrt(300))
}

// “the steps get shorter and shorter although the bottom is still far off”
{
  assert.equal(strides.length, 300)
  assert.ok(strides.every((stride, t) => t === 0 || stride < strides[t - 1]))
  assert.ok(tired.points[300][0] < -50)
}

// ## rotated

// “Neither parameter alone is steep or flat any more.”
{
  assert.ok(Math.abs(askew.gradient(1, 0)[0] - askew.gradient(0, 1)[1]) < 1e-12)
}

// ## rotated-losses

const loss = (ground, optimizer) => descend(ground, optimizer, { steps: 30 }).losses[30]
const losses = ground => [
  loss(ground, new SGD({ lr: 0.95 })),
  loss(ground, new AdaGrad({ lr: 1.5 })),
]

// “SGD does not notice the turn: the same loss, to the last digit shown.”
{
  for (const ground of [bowl, askew]) assert.equal(losses(ground)[0].toFixed(4), '0.0133')
}

// “AdaGrad on the straight bowl was far better than SGD; on the turned one it is far worse.”
{
  const [sgdStraight, adagradStraight] = losses(bowl)
  assert.ok(adagradStraight < sgdStraight / 10)
  const [sgdTurned, adagradTurned] = losses(askew)
  assert.ok(adagradTurned > sgdTurned * 10)
}

// ## explore

const turned = degrees => {
  const ground = rotate(bowl, degrees)
  const options = { from: ground.start, steps: 30 }
  const bySGD = descend(ground, new SGD({ lr: 0.95 }), options).losses[30]
  const byAdaGrad = descend(ground, new AdaGrad({ lr: 1.5 }), options).losses[30]
  return { sgd: bySGD, adagrad: byAdaGrad }
}

// “SGD does not notice: its path turns along with the ground, and its loss stays 0.013.”
{
  for (const degrees of [0, 20, 45, 70, 90]) assert.equal(turned(degrees).sgd.toFixed(3), '0.013')
  // Its path turned by a right angle: (x, y) is then at (−y, x).
  const walk = descend(rotate(bowl, 90), new SGD({ lr: 0.95 }), { steps: 30 }).points
  const plain = descend(bowl, new SGD({ lr: 0.95 }), { steps: 30 }).points
  plain.forEach(([x, y], t) => {
    assert.ok(Math.abs(walk[t][0] + y) < 1e-12 && Math.abs(walk[t][1] - x) < 1e-12)
  })
}

// “AdaGrad ends at 0.0007 when the valley runs along an axis (0° and 90°)”
{
  assert.equal(turned(0).adagrad.toFixed(4), '0.0007')
  assert.equal(turned(90).adagrad.toFixed(4), '0.0007')
}

// “two hundred times higher, at 0.14, when it runs between them”
{
  assert.equal(turned(45).adagrad.toFixed(2), '0.14')
  assert.ok(Math.abs(turned(45).adagrad / turned(0).adagrad - 200) < 10)
}

// ## optax

const slopes = [10, 1, 0.1, 0.01]
const first = slope => ({
  ours: 1.5 * (slope / (Math.sqrt(slope ** 2) + 1e-7)),
  optax: 1.5 * (slope / Math.sqrt(0.1 + slope ** 2 + 1e-7)),
})

// “Where the slopes are small, that start is a brake”
{
  for (const slope of slopes) {
    if (slope <= 0.1) assert.ok(first(slope).optax < 1.5 / 3)
  }
}

// “the first steps are no longer as long as the learning rate”
{
  for (const slope of slopes) {
    assert.ok(Math.abs(first(slope).ours - 1.5) < 1e-4) // here they are
    const at = { x: 0 }
    new AdaGrad({ lr: 1.5 }).update(at, { x: -slope })
    assert.ok(Math.abs(at.x - first(slope).ours) < 1e-12)
    assert.ok(first(slope).optax < first(slope).ours)
  }
}

// ## exercises/1

const sgdOn = lr => descend(steep, new SGD({ lr }), { steps: 30, warn: false })

// “SGD diverges, its limit is a thousand times lower now.”
{
  assert.notEqual(sgdOn(0.95).divergedAt, undefined)
  for (const lr of [0.00099, 0.00101]) {
    const y = Math.abs(sgdOn(lr).points[30][1])
    assert.equal(y > 2, lr > 0.001) // farther out than at the start, or nearer
  }
}

// “AdaGrad’s path is the same, up to the tiny $\varepsilon$”
{
  const there = descend(steep, new AdaGrad({ lr: 1.5 }), { steps: 30 })
  assert.ok(Math.abs(there.points[30][0] - adaptive.points[30][0]) < 1e-6)
  there.points.forEach(([x, y], t) => {
    const [hereX, hereY] = adaptive.points[t]
    assert.ok(Math.abs(x - hereX) < 1e-6 && Math.abs(y - hereY) < 1e-6)
  })
}

// ## exercises/2

const wayIn = steps => {
  const at = { x: 0 }
  const optimizer = new AdaGrad({ lr: 1 })
  for (let t = 0; t < steps; t++) optimizer.update(at, { x: -5 })
  return at.x
}

// “$1 + 1/\sqrt{2} + 1/\sqrt{3} + \dots$”
{
  for (const steps of [30, 120, 480]) {
    let sum = 0
    for (let t = 1; t <= steps; t++) sum += 1 / Math.sqrt(t)
    assert.ok(Math.abs(wayIn(steps) - sum) < 1e-5)
  }
}

// “about $2\sqrt{t}$: four times the steps for twice the way”
{
  for (const steps of [30, 120, 480])
    assert.ok(Math.abs(wayIn(steps) / (2 * Math.sqrt(steps)) - 1) < 0.13)
}

// ## exercises/3

const noEps = new AdaGrad({ lr: 1.5, eps: 0 })

// “Here it changes in the seventh digit after the point.”
{
  const without = descend(bowl, noEps, { steps: 30 })
  const change = Math.abs(without.points[1][0] - adaptive.points[1][0])
  assert.ok(change > 1e-7 && change < 1e-6)
}

// “0/0 is `NaN`, and the package refuses an update that makes a parameter `NaN`.”
{
  const flat = { x: 1 }
  noEps.reset()
  assert.throws(() => noEps.update(flat, { x: 0 }), /into NaN, where its gradient is 0/)
  assert.equal(flat.x, 1)
}
