// @ts-nocheck: the names are those of the chapter, whose kernel runs this.
import { strict as assert } from 'assert'

// ## sgd-fails

// “With a small learning rate the explorer finds the valley floor and then creeps along it.”
{
  const [x, y] = careful.points[30]
  assert.ok(Math.abs(y) < 0.01) // on the valley floor
  assert.ok(x < -5) // and far from the bottom
}

// “With a large one they leap from wall to wall. Yet look at the leaps: to and fro along $y$”
{
  assert.equal(bold.points.length, 31)
  for (let t = 0; t < 30; t++) assert.ok(bold.points[t][1] * bold.points[t + 1][1] < 0)
}

// “all of them go the same way along $x$”
{
  for (let t = 0; t < 30; t++) assert.ok(bold.points[t][0] < bold.points[t + 1][0])
}

// ## by-hand

/** Takes the steps of the table anew: the velocity and the place after each. */
const rows = (() => {
  const params = { x: -3 }
  const ball = new Momentum({ lr: 1, momentum: 0.9 })
  return [-1, -1, -1, 1].map(slope => {
    const before = params.x
    ball.update(params, { x: slope })
    return [params.x - before, params.x]
  })
})()
const isRow = (step: number, velocity: number, x: number) => {
  assert.ok(Math.abs(rows[step - 1][0] - velocity) < 1e-12)
  assert.ok(Math.abs(rows[step - 1][1] - x) < 1e-12)
}

// “| 1 | −1 | 0 + 1 = **1** | −3 + 1 = **−2** |”
{
  isRow(1, 1, -2)
}

// “| 2 | −1 | 0.9 + 1 = **1.9** | −2 + 1.9 = **−0.1** |”
{
  isRow(2, 1.9, -0.1)
}

// “| 3 | −1 | 1.71 + 1 = **2.71** | −0.1 + 2.71 = **2.61** |”
{
  isRow(3, 2.71, 2.61)
}

// “| 4 | +1 | 2.439 − 1 = **1.439** | 2.61 + 1.439 = **4.049** |”
{
  isRow(4, 1.439, 4.049)
}

// “let the computer do this one, and compare”
{
  // The cell has walked to the end of the table.
  assert.ok(Math.abs(params.x - 4.049) < 1e-12)
}

// ## same

// “Ours, and the package's: is it the same walk?”
{
  assert.equal(mine.points.length, 31)
  assert.deepEqual(mine.points, rolling.points)
}

// ## path

// “SGD came not even a third of the way along the valley”
{
  assert.ok(careful.points[30][0] < (-7 * 2) / 3) // a third of the way would be -7 · 2/3
}

// “the ball reaches its middle, and rolls on a little up the other side”
{
  assert.ok(rolling.points[30][0] > 0)
  assert.ok(rolling.points[30][0] < 1)
}

// ## velocity

const { points, gradients } = rolling
const velocities = points.slice(1).map(([x, y], t) => [x - points[t][0], y - points[t][1]])

// “the slope points the same way for more than twenty steps”
{
  assert.ok(gradients.slice(0, 21).every(([gx]) => gx < 0))
}

// “and the velocity builds up, although each push is tiny”
{
  assert.ok(Math.max(...velocities.map(([vx]) => vx)) > 5 * velocities[0][0])
}

// “Along $y$ the pushes change sides again and again”
{
  const turns = gradients.filter(([, gy], t) => t > 0 && gy * gradients[t - 1][1] < 0)
  assert.ok(turns.length >= 4)
}

// “and the velocity dies away”
{
  const fastest = (some: number[][]) => Math.max(...some.map(([, vy]) => Math.abs(vy)))
  assert.ok(fastest(velocities.slice(-10)) < fastest(velocities.slice(0, 10)) / 2)
}

// ## ten-times

/** The last of so many steps of the package's class under equal pushes of 1. */
function velocityAfter(pushes: number): number {
  const slide = { x: 0 }
  const slider = new Momentum({ lr: 1, momentum: 0.9 })
  let last = 0
  for (let t = 1; t <= pushes; t++) {
    const before = slide.x
    slider.update(slide, { x: -1 })
    last = slide.x - before
  }
  return last
}

// “(1 + \alpha + \alpha^2 + \dots)”
{
  const sum = (1 - 0.9 ** 50) / (1 - 0.9)
  assert.ok(Math.abs(velocityAfter(50) - sum) < 1e-12)
  assert.ok(Math.abs(speed - sum) < 1e-12)
}

// “With $\alpha = 0.9$ that is ten times the step of SGD.”
{
  for (const last of [velocityAfter(50), speed]) assert.ok(last > 9.9 && last < 10)
}

// ## alphas

const withAlpha = (momentum: number, steps: number) =>
  descend(bowl, new Momentum({ lr: 0.1, momentum }), { from: [-7, 2], steps })
/** The longest step along x, against the first step. */
const growth = ({ points }) =>
  Math.max(...points.slice(1).map(([x], t) => x - points[t][0])) / (points[1][0] - points[0][0])

// “**0**: SGD.”
{
  assert.deepEqual(withAlpha(0, 30).points, careful.points)
}

// “the longest along $x$ is 1.8 times the first”
{
  assert.equal(growth(withAlpha(0.5, 30)).toFixed(1), '1.8')
}

// “Better, and still far from the bottom.”
{
  assert.ok(withAlpha(0.5, 30).losses[30] < careful.losses[30])
  assert.ok(withAlpha(0.5, 30).points[30][0] < -3)
}

// “the longest along $x$ is 5.5 times the first”
{
  assert.equal(growth(withAlpha(0.9, 30)).toFixed(1), '5.5')
}

// “It arrives, with a swing.”
{
  assert.ok(withAlpha(0.9, 60).losses[60] < 0.01)
}

// “It shoots through the bottom and far up the other side”
{
  assert.ok(withAlpha(0.99, 30).points[30][0] > 5)
}

// “and needs hundreds of steps to come to rest”
{
  const { losses } = withAlpha(0.99, 1000)
  assert.ok(losses.slice(500).some(loss => loss > 0.01))
}

// ## explore

const withAlpha = (momentum: number, steps: number) =>
  descend(bowl, new Momentum({ lr: 0.1, momentum }), { from: [-7, 2], steps })

// “With about 0.87”
{
  const hundredths = Array.from({ length: 100 }, (_, i) => i / 100)
  const lowest = Math.min(...hundredths.map(momentum => withAlpha(momentum, 30).losses[30]))
  assert.equal(withAlpha(0.87, 30).losses[30], lowest)
}

// “it hardly swings along the valley”
{
  assert.ok(withAlpha(0.87, 60).points.every(([x]) => x < 0.5))
}

// “With less, it is too slow”
{
  assert.ok(withAlpha(0.8, 30).points[30][0] < -1)
}

// “with more, it rolls past the goal”
{
  assert.ok(withAlpha(0.9, 30).points[30][0] > 0.5)
}

// “with 0.95 it is still on its way up the other side when the 30 steps are over”
{
  const [before, end] = withAlpha(0.95, 30).points.slice(-2)
  assert.ok(before[0] > 2) // up the other side
  assert.ok(end[0] > before[0]) // and still going
}

// “step through the walk, and see the one along $y$ change its sign”
{
  const ys = withAlpha(0.5, 30).points.map(([, y]) => y)
  assert.ok(ys[1] - ys[0] < 0)
  assert.ok(ys.some((y, t) => t > 0 && y > ys[t - 1]))
}

// ## nesterov

// “the class keeps the point looked ahead to as its parameter”
{
  // Nesterov's own form along x, beside the points that the class keeps.
  assert.equal(ahead.points.length, 31)
  let [x, v] = [-7, 0]
  for (const [aheadX] of ahead.points) {
    const lookedTo = x + 0.9 * v
    assert.ok(Math.abs(lookedTo - aheadX) < 1e-12)
    v = 0.9 * v - 0.1 * bowl.gradient(lookedTo, 0)[0]
    x += v
  }
}

// “and overshoots less”
{
  const farthest = walk => Math.max(...walk.points.map(([x]) => x))
  assert.ok(farthest(ahead) < farthest(rolling))
}

// ## honest

// “thirty steps of Momentum end *higher* than thirty steps of SGD with a learning rate of 0.95”
{
  assert.ok(bold.losses[30] < rolling.losses[30])
}

// “the best pair is known, and with it the ball leaves SGD far behind”
{
  assert.ok(tuned.losses[30] < bold.losses[30] / 1000)
}

// ## stable

/** How far out a walk ends along y. */
const endsAt = (lr: number) => {
  const walk = descend(bowl, new Momentum({ lr }), { from: [-7, 2], steps: 60 })
  return Math.abs(walk.points[60][1])
}

// “Here it lies at $3.8 / 2 = 1.9$.”
{
  assert.ok(endsAt(1.89) <= 2) // nearer than at the start
  assert.ok(endsAt(1.91) > 2) // farther out
}

// ## torch

// “As long as the learning rate stays what it is, the paths are the same.”
{
  const theirs = descend(bowl, new TorchMomentum(0.1), { from: [-7, 2], steps: 30 })
  assert.equal(theirs.points.length, mine.points.length)
  theirs.points.forEach(([x, y], t) => {
    assert.ok(Math.abs(x - mine.points[t][0]) < 1e-12)
    assert.ok(Math.abs(y - mine.points[t][1]) < 1e-12)
  })
}

// “there the learning rate is in effect $1 - \mu$ times what it says”
{
  // With a learning rate of 1 it walks as the others do with 0.1.
  const theirs = descend(bowl, new TorchMomentum(0.1), { from: [-7, 2], steps: 30 })
  assert.equal(theirs.points.length, 31)
  let [averagedX, averagedV] = [-7, 0]
  for (const [x] of theirs.points) {
    assert.ok(Math.abs(averagedX - x) < 1e-12)
    averagedV = 0.9 * averagedV + (1 - 0.9) * bowl.gradient(averagedX, 0)[0]
    averagedX -= averagedV
  }
}

// ## torch-drop

/** How long the first step with the lower learning rate is, against the one before it. */
const slower = (xs: number[]) => (xs[11] - xs[10]) / (xs[10] - xs[9])

// “Ours keeps its speed”
{
  assert.ok(slower(xOf(new MyMomentum(0.1))) > 0.9)
}

// “PyTorch's brakes at once”
{
  assert.ok(slower(xOf(new TorchMomentum(0.1))) < 0.11)
}

// “It still has its velocity, and walks on from where it stands.”
{
  // The walk in two parts is the walk in one, but for the learning rate.
  for (const Class of [MyMomentum, TorchMomentum]) {
    const optimizer = new Class(0.1)
    const at = { x: -7, y: 2 }
    const xs = [at.x]
    for (let t = 0; t < 30; t++) {
      if (t === 10) optimizer.lr /= 10
      const [x, y] = bowl.gradient(at.x, at.y)
      optimizer.update(at, { x, y })
      xs.push(at.x)
    }
    assert.deepEqual(xOf(new Class(0.1)), xs)
  }
}

// ## exercises/1

// “after 7 pushes with 0.9, after 69 with 0.99”
{
  assert.deepEqual([pushesToHalf(0.9), pushesToHalf(0.99)], [7, 69])
}

// ## exercises/2

const { losses } = descend(bowl, new Momentum({ lr: 0.1, momentum: 0.99 }), {
  from: [-7, 2],
  steps: 1000,
})

// “Yes, slowly.”
{
  assert.ok(losses[1000] < 0.001)
}

// “Near the bottom each step shrinks its swing by a factor of about $\sqrt{\alpha} \approx 0.995$.”
{
  // The loss goes with the square of the swing, so 700 steps are 1400 factors.
  assert.ok(Math.abs((losses[1000] / losses[300]) ** (1 / 1400) - 0.995) < 0.001)
}

// ## exercises/3

// “It does not change.”
{
  assert.ok(Math.abs(straight.losses[30] - askew.losses[30]) < 1e-12)
}
