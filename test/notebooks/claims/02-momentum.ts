// @ts-nocheck: the names are those of the chapter, whose kernel runs this.
import { strict as assert } from 'assert'

// ## sgd-fails

// “With a small learning rate the explorer walks down to the valley floor and then creeps along it.”
{
  const [x, y] = careful.points[30]
  assert.ok(Math.abs(y) < 0.01) // on the valley floor
  assert.ok(x < -5) // and far from the bottom
}

// “With a large one they leap from wall to wall.”
{
  assert.equal(bold.points.length, 31)
  for (let t = 0; t < 30; t++) assert.ok(bold.points[t][1] * bold.points[t + 1][1] < 0)
}

// “Along $y$ each one goes back nearly as far as the one before it went”
{
  const leaps = bold.points.slice(1).map(([, y], t) => y - bold.points[t][1])
  leaps.slice(1).forEach((leap, t) => {
    const share = -leap / leaps[t]
    assert.ok(share > 0.89 && share < 0.91)
  })
}

// “along $x$ they all go the same way”
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

// “The first three pushes are equal, and the steps grow: 1, then 1.9, then 2.71.”
{
  ;[1, 1.9, 2.71].forEach((velocity, t) => {
    assert.ok(Math.abs(rows[t][0] - velocity) < 1e-12)
  })
}

// “And when the slope changes sign, the ball does not turn round: it still goes forward”
{
  assert.ok(rows[3][0] > 0)
  assert.ok(rows[3][0] < rows[2][0]) // “only more slowly”
}

// “let the computer do it too, and compare”
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

// “In thirty steps SGD came less than a third of the way along the valley.”
{
  assert.ok(careful.points[30][0] < (-7 * 2) / 3) // a third of the way would be -7 · 2/3
}

// “The ball reaches the middle, and rolls on a little up the other side.”
{
  assert.ok(rolling.points[30][0] > 0)
  assert.ok(rolling.points[30][0] < 1)
}

// ## velocity

const { points, gradients } = rolling
const velocities = points.slice(1).map(([x, y], t) => [x - points[t][0], y - points[t][1]])

// “Along $x$ the slope keeps its sign for more than twenty steps.”
{
  assert.ok(gradients.slice(0, 21).every(([gx]) => gx < 0))
}

// “The velocity builds up until step 12, although each push is tiny; then friction takes more than the
// slope gives.”
{
  const largest = Math.max(...velocities.map(([vx]) => vx))
  assert.equal(velocities.findIndex(([vx]) => vx === largest) + 1, 12)
  assert.ok(Math.max(...velocities.map(([vx]) => vx)) > 5 * velocities[0][0])
}

// “Along $y$ the ball runs past the valley floor and is pushed back, four times in these thirty steps.”
{
  const crossings = points.filter(([, y], t) => t > 0 && y * points[t - 1][1] < 0)
  assert.equal(crossings.length, 4)
}

// “SGD with this small rate never crosses the floor.”
{
  assert.ok(careful.points.every(([, y]) => y > 0))
  assert.equal(careful.label, 'SGD 0.1')
}

// “Friction makes each swing smaller than the one before.”
{
  // The farthest that the ball gets from the floor between two crossings of it.
  const swings = [0]
  points.forEach(([, y], t) => {
    if (t > 0 && y * points[t - 1][1] < 0) swings.push(0)
    swings.push(Math.max(swings.pop(), Math.abs(y)))
  })
  assert.equal(swings.length, 5)
  swings.slice(1).forEach((swing, i) => {
    assert.ok(swing < swings[i])
  })
}

// ## ten-times

/** The last step of the package's class under pushes of size 1, each `turn` times the one before. */
function velocityAfter(pushes: number, turn: number): number {
  const slide = { x: 0 }
  const slider = new Momentum({ lr: 1, momentum: 0.9 })
  let last = 0
  for (let t = 1; t <= pushes; t++) {
    const before = slide.x
    slider.update(slide, { x: -(turn ** t) })
    last = slide.x - before
  }
  return last
}

// “= -\frac{\eta\, g}{1 - \alpha}$$”
{
  assert.ok(Math.abs(velocityAfter(400, 1) - 1 / (1 - 0.9)) < 1e-9)
  assert.ok(Math.abs(velocityAfter(50, 1) - (1 - 0.9 ** 50) / (1 - 0.9)) < 1e-12)
}

// “With $\alpha = 0.9$ that is ten times the step of SGD.”
{
  assert.equal(velocityAfter(400, 1).toFixed(6), '10.000000')
}

// “= \frac{\eta\, |g|}{1 + \alpha}$$”
{
  assert.ok(Math.abs(Math.abs(velocityAfter(400, -1)) - 1 / (1 + 0.9)) < 1e-9)
}

// “With $\alpha = 0.9$ that is about half the step of SGD.”
{
  assert.equal(Math.abs(velocityAfter(400, -1)).toFixed(2), '0.53')
}

// “50 times the pushes 1, 1: velocity 10.00”
{
  assert.equal(velocityAfter(100, 1).toFixed(2), '10.00')
}

// “50 times the pushes 1, -1: velocity -0.53”
{
  // Here the first push is −1, and so the last one 1.
  assert.equal(velocityAfter(100, -1).toFixed(2), '0.53')
}

// ## alphas

const withAlpha = (momentum: number, steps: number) =>
  descend(bowl, new Momentum({ lr: 0.1, momentum }), { from: [-7, 2], steps })
/** The longest step along x, against the first step. */
const growth = ({ points }) =>
  Math.max(...points.slice(1).map(([x], t) => x - points[t][0])) / (points[1][0] - points[0][0])

const bigLeaps = (momentum: number) => {
  const { points, losses } = descend(bowl, new Momentum({ lr: 0.95, momentum }), {
    from: [-7, 2],
    steps: 30,
  })
  return { points, losses, vy: points.slice(1).map(([, y], t) => y - points[t][1]) }
}
const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-9, `${a}, not ${b}`)

// “The more momentum, the faster the ball goes along the valley.”
{
  const fastest = [0, 0.5, 0.9].map(momentum => {
    const xs = withAlpha(momentum, 30).points.map(([x]) => x)
    return Math.max(...xs.slice(1).map((x, t) => x - xs[t]))
  })
  assert.ok(fastest[0] < fastest[1] && fastest[1] < fastest[2])
}

// “the longest along $x$ is 1.8 times the first”
{
  assert.equal(growth(withAlpha(0.5, 30)).toFixed(1), '1.8')
}

// “With 0.9 they could become ten times as long; the longest is 5.5 times the first”
{
  assert.equal(growth(withAlpha(0.9, 30)).toFixed(1), '5.5')
}

// “It arrives, with a swing.”
{
  assert.ok(withAlpha(0.9, 60).losses[60] < 0.01)
}

// “The zigzag soon dies out.”
{
  // After half of the steps, SGD still leaps by more than 0.7, and the ball by less than 0.04.
  assert.ok(Math.abs(bigLeaps(0).vy[14]) > 0.7)
  assert.ok(
    bigLeaps(0.5)
      .vy.slice(15)
      .every(leap => Math.abs(leap) < 0.04),
  )
}

// “SGD goes 3.8 down in its first step and 3.42 back up in its second.”
{
  const { vy } = bigLeaps(0)
  near(vy[0], -3.8)
  near(vy[1], 3.42)
}

// “The ball gets the same push back, 3.42, but still has half of its first step, 1.9 the other way.
// What is left is 1.52”
{
  const { points, vy } = bigLeaps(0.5)
  near(vy[0], -3.8)
  near(-0.95 * bowl.gradient(...points[1])[1], 3.42)
  near(0.5 * vy[0], -1.9)
  near(vy[1], 1.52)
}

// “After thirty steps the loss is 0.000000014 instead of 0.013.”
{
  assert.equal(bigLeaps(0.5).losses[30].toPrecision(2), '1.4e-8')
  assert.equal(bigLeaps(0).losses[30].toPrecision(2), '0.013')
}

// “Along $y$ the ball stands still for a step, and then leaps to the other wall after all.”
{
  const { points, vy } = bigLeaps(0.9)
  near(vy[1], 0)
  assert.ok(points[2][1] < -1.7 && points[3][1] > 1.6)
}

// “Each leap takes two steps now”
{
  const { vy } = bigLeaps(0.9)
  for (let t = 0; t < 30; t += 2) {
    assert.ok(Math.abs(vy[t]) > 0.5)
    near(vy[t + 1], 0)
  }
}

// “the loss after thirty is twenty times that of SGD”
{
  const ratio = bigLeaps(0.9).losses[30] / bigLeaps(0).losses[30]
  assert.equal(Math.round(ratio / 10), 2)
}

// ## over-alpha

const lossAt = (lr: number, momentum: number) =>
  descend(bowl, new Momentum({ lr, momentum }), { from: [-7, 2], steps: 30 }).losses[30]
const hundredths = Array.from({ length: 100 }, (_, i) => i / 100)
const bestAt = (lr: number) => hundredths.reduce((a, b) => (lossAt(lr, b) < lossAt(lr, a) ? b : a))

// “With 0.1, where speed is wanted, the best $\alpha$ for thirty steps is 0.87.”
{
  assert.equal(bestAt(0.1), 0.87)
}

// “With 0.95, where the zigzag has to go, it is about a half”
{
  assert.equal(bestAt(0.95), 0.49)
}

// “from 0.84 on the loss is higher than that of SGD”
{
  const sgd = lossAt(0.95, 0)
  for (const alpha of hundredths.slice(1)) {
    assert.equal(lossAt(0.95, alpha) < sgd, alpha < 0.84, `${alpha}`)
  }
}

// “The sharp dips are walks that happen to pass the bottom just at step 30.”
{
  // One step sooner or later they are somewhere else.
  const at = (alpha: number, steps: number) =>
    descend(bowl, new Momentum({ lr: 0.95, momentum: alpha }), { from: [-7, 2], steps }).losses[
      steps
    ]
  const dip = steps => {
    const some = hundredths.slice(60, 75)
    return some.reduce((a, b) => (at(b, steps) < at(a, steps) ? b : a))
  }
  assert.notEqual(dip(30), dip(29))
  assert.notEqual(dip(30), dip(31))
}

// “Near 1 both curves are high: the ball is still swinging when the thirty steps are over.”
{
  for (const lr of [0.1, 0.95]) {
    assert.ok(lossAt(lr, 0.99) > 1)
    const { losses } = descend(bowl, new Momentum({ lr, momentum: 0.99 }), {
      from: [-7, 2],
      steps: 60,
    })
    assert.ok(losses.slice(30).some(loss => loss > 2))
  }
}

// ## try

const tried = (momentum: number) =>
  descend(bowl, new Momentum({ lr: 0.1, momentum }), { from: [-7, 2], steps: 30 })

// “It ends on the valley floor at $x \approx -2.5$, with a loss of 0.324, and has not reached the bottom.”
{
  const { points, losses } = tried(0.7)
  assert.equal(points[30][0].toFixed(1), '-2.5')
  assert.ok(Math.abs(points[30][1]) < 0.01)
  assert.equal(losses[30].toPrecision(3), '0.324')
  assert.ok(points.every(([x]) => x < 0))
}

// “it crosses $x = 0$ in step 19 and rolls on”
{
  const { points } = tried(0.95)
  assert.equal(
    points.findIndex(([x]) => x > 0),
    19,
  )
}

// “After thirty steps it is at $x \approx 3.0$, still going up the other side, with a loss of 0.529.”
{
  const { points, losses } = tried(0.95)
  assert.equal(points[30][0].toFixed(1), '3.0')
  assert.ok(points[30][0] > points[29][0])
  assert.equal(losses[30].toPrecision(3), '0.529')
}

// ## explore

const pair = (lr: number, momentum: number) =>
  descend(bowl, new Momentum({ lr, momentum }), { from: [-7, 2], steps: 30 })

// “With a learning rate of 1.3 and a momentum of 0.45, say, it falls below 0.000000001.”
{
  assert.ok(pair(1.3, 0.45).losses[30] < 1e-9)
}

// “After a few long leaps from wall to wall the path calms down, and from step 11 on the loss is below
// 0.001.”
{
  const { points, losses } = pair(1.3, 0.45)
  for (const t of [0, 1, 2]) assert.ok(Math.abs(points[t + 1][1] - points[t][1]) > 4)
  assert.ok(losses[10] > 0.001)
  assert.ok(losses.slice(11).every(loss => loss < 0.001))
}

// “with 0.1 the best you can do is 0.87, for a loss of 0.002”
{
  const hundredths = Array.from({ length: 100 }, (_, i) => i / 100)
  const best = hundredths.reduce((a, b) =>
    pair(0.1, b).losses[30] < pair(0.1, a).losses[30] ? b : a,
  )
  assert.equal(best, 0.87)
  assert.equal(pair(0.1, 0.87).losses[30].toFixed(3), '0.002')
}

// “step through the walk, and see the one along $y$ change its sign”
{
  const ys = pair(0.1, 0.5).points.map(([, y]) => y)
  assert.ok(ys[1] - ys[0] < 0)
  assert.ok(ys.some((y, t) => t > 0 && y > ys[t - 1]))
}

// ## nesterov

const [roll, ahead] = walks
const farthest = walk => Math.max(...walk.points.map(([x]) => x))

// “Both walk sixty steps this time, long enough to turn back from their farthest point.”
{
  for (const walk of walks) {
    assert.equal(walk.points.length, 61)
    assert.ok(walk.points[60][0] < farthest(walk))
    // And no longer walk gets any farther.
    const long = descend(bowl, balls[walks.indexOf(walk)], { from: [-7, 2], steps: 600 })
    assert.equal(farthest(long), farthest(walk))
  }
}

// “Nesterov swings less along $y$, and rolls 0.84 past the bottom where Momentum rolls 1.07.”
{
  const lowest = walk => Math.min(...walk.points.map(([, y]) => y))
  assert.ok(lowest(ahead) > lowest(roll))
  assert.equal(farthest(ahead).toFixed(2), '0.84')
  assert.equal(farthest(roll).toFixed(2), '1.07')
}

// “Along $x$, at each learning rate that both can stand, it goes no farther past the bottom than Momentum
// with the same $\alpha = 0.9$.”
{
  for (let lr = 0.01; lr < 0.678; lr += 0.01) {
    const [a, b] = [new Momentum({ lr }), new Nesterov({ lr })].map(ball =>
      farthest(descend(bowl, ball, { from: [-7, 2], steps: 300 })),
    )
    assert.ok(b <= a || b < 0, `${lr}: ${b} > ${a}`)
  }
}

// ## over-rates

const ends = (Method, lr: number, momentum?: number) => {
  const options = momentum === undefined ? { lr } : { lr, momentum }
  const walk = descend(bowl, new Method(options), { from: [-7, 2], steps: 30, warn: false })
  return walk.divergedAt === undefined ? walk.losses[30] : Infinity
}
const from = (low: number, high: number) =>
  Array.from({ length: Math.round((high - low) * 500) + 1 }, (_, i) => low + i / 500)

// “Momentum 0.1 ends lower than SGD 0.1, and SGD 0.95 ends lower than Momentum 0.1”
{
  assert.ok(ends(Momentum, 0.1) < ends(SGD, 0.1))
  assert.ok(ends(SGD, 0.95) < ends(Momentum, 0.1))
}

// “From 0.01 to 0.37, Momentum and Nesterov with their usual 0.9 end lower than SGD with the same rate.”
{
  for (const lr of from(0.01, 0.37)) {
    assert.ok(ends(Momentum, lr) < ends(SGD, lr))
    assert.ok(ends(Nesterov, lr) < ends(SGD, lr))
  }
}

// “From 0.7 to 0.97 SGD ends lower than Momentum with 0.9.”
{
  for (const lr of from(0.7, 0.97)) assert.ok(ends(SGD, lr) < ends(Momentum, lr))
}

// “With so much memory the swings need more than thirty steps to die away, at any of these rates.”
{
  // Along a direction that swings, v² and x² shrink by α a step: 0.9 ** 30 is a twenty-fourth. The
  // farthest from the bottom in the thirty steps that follow:
  for (const lr of from(0.7, 0.97)) {
    const { losses } = descend(bowl, new Momentum({ lr }), { from: [-7, 2], steps: 60 })
    assert.ok(Math.max(...losses.slice(30)) > 0.01, `${lr}`)
  }
}

// “ends lower than SGD at every rate from 0.01 to its own limit of 1.5”
{
  for (const lr of from(0.01, 1.498)) assert.ok(ends(Momentum, lr, 0.5) < ends(SGD, lr))
  const last = (lr: number) =>
    descend(bowl, new Momentum({ lr, momentum: 0.5 }), {
      from: [-7, 2],
      steps: 300,
      warn: false,
    }).points.at(-1)[1]
  assert.ok(Math.abs(last(1.49)) < 2)
  assert.ok(Math.abs(last(1.51)) > 2)
}

// “its best is far lower than SGD's best, 0.0075 at 0.93”
{
  const best = (Method, momentum?: number) =>
    from(0.01, 1.5).reduce((a, b) =>
      ends(Method, b, momentum) < ends(Method, a, momentum) ? b : a,
    )
  assert.equal(best(SGD).toFixed(2), '0.93')
  assert.equal(ends(SGD, best(SGD)).toFixed(4), '0.0075')
  assert.ok(ends(Momentum, best(Momentum, 0.5), 0.5) < 1e-8)
}

// “A loss below 1 takes SGD a rate between 0.15 and 0.98”
{
  for (const lr of from(0.01, 1.9)) {
    assert.equal(ends(SGD, lr) < 1, lr > 0.149 && lr < 0.989, `${lr}`)
  }
}

// “Momentum with 0.9 one between 0.023 and 1.6”
{
  for (const lr of from(0.023, 1.6)) assert.ok(ends(Momentum, lr) < 1)
  assert.ok(ends(Momentum, 0.0225) > 1)
}

// “For a loss below 0.05 neither has more room than the other.”
{
  const many = Array.from({ length: 600 }, (_, i) => 10 ** (-2 + (2.3 * i) / 599))
  const room = Method => many.filter(lr => ends(Method, lr) < 0.05).length
  assert.ok(Math.abs(room(SGD) / room(Momentum) - 1) < 0.25, `${room(SGD)} ${room(Momentum)}`)
}

// ## honest

/** The factor by which the distance to the bottom shrinks in the long run, at a step. */
function factorOf(lr: number, momentum: number): number {
  // Along a direction of curvature L, the factors are the roots of z² − (1 + α − ηL)·z + α.
  return Math.max(
    ...[0.1, 2].map(curvature => {
      const half = (1 + momentum - lr * curvature) / 2
      const inside = half ** 2 - momentum
      return inside <= 0 ? Math.sqrt(momentum) : Math.abs(half) + Math.sqrt(inside)
    }),
  )
}
const polyak = tuned[1] as Momentum
const lossAfter = (optimizer, steps: number) =>
  descend(bowl, optimizer, { from: [-7, 2], steps }).losses[steps]

// “For our bowl that is an $\alpha$ of 0.40”
{
  assert.equal(polyak.momentum.toFixed(2), '0.40')
}

// “0.9 is right for a bowl 1,442 times more curved in one direction than in the other”
{
  const ratio = Math.sqrt(1442)
  assert.ok(Math.abs(((ratio - 1) / (ratio + 1)) ** 2 - 0.9) < 1e-5)
}

// “no other pair shrinks the distance to the bottom by a smaller factor per step”
{
  const best = factorOf(polyak.lr, polyak.momentum)
  for (let lr = 0.01; lr < 2; lr += 0.01) {
    for (let momentum = 0; momentum < 1; momentum += 0.01) {
      assert.ok(factorOf(lr, momentum) > best - 1e-6)
    }
  }
}

// “For exactly thirty steps there are pairs that end lower”
{
  assert.ok(lossAfter(tuned[2], 30) < lossAfter(polyak, 30))
}

// “Tuned as carefully as SGD, the ball leaves it far behind.”
{
  assert.ok(lossAfter(polyak, 30) < lossAfter(tuned[0], 30) / 1000)
  // No learning rate of SGD does better.
  for (let lr = 0.01; lr < 1; lr += 0.01) {
    assert.ok(lossAfter(new SGD({ lr }), 30) > 1000 * lossAfter(polyak, 30))
  }
}

// “And over a hundred steps Polyak's pair is ahead of the one that was found for thirty.”
{
  assert.ok(lossAfter(polyak, 100) < lossAfter(tuned[2], 100))
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

// “the steps are only $1/(1 + \alpha)$ times as long, so the rate may be $1 + \alpha$ times as large”
{
  // At the limit SGD leaps to and fro between 2 and −2 for ever, and so does the ball in the end.
  const { points } = descend(bowl, new Momentum({ lr: 1.9 }), { from: [-7, 2], steps: 600 })
  const [, y] = points[599]
  const step = points[600][1] - y
  assert.ok(Math.abs(step / (-1.9 * 2 * y) - 1 / 1.9) < 1e-6)
}

// “Nesterov's is narrower even than SGD's, $\eta\,L_n < (2 + 2\alpha)/(1 + 2\alpha)$, here 0.68.”
{
  const limit = (2 + 2 * 0.9) / (1 + 2 * 0.9) / 2
  assert.equal(limit.toFixed(2), '0.68')
  const last = (lr: number) =>
    descend(bowl, new Nesterov({ lr }), { from: [-7, 2], steps: 5000, warn: false }).points.at(
      -1,
    )[1]
  assert.ok(Math.abs(last(limit - 0.001)) < 2)
  assert.ok(Math.abs(last(limit + 0.001)) > 2)
}

// ## elsewhere/1

/** How long the first step with the lower learning rate is, against the one before it. */
const slower = (xs: number[]) => (xs[11] - xs[10]) / (xs[10] - xs[9])

// “As long as the learning rate stays what it is, the paths are the same.”
{
  const theirs = descend(bowl, new TorchMomentum(0.1), { from: [-7, 2], steps: 30 })
  assert.equal(theirs.points.length, mine.points.length)
  theirs.points.forEach(([x, y], t) => {
    assert.ok(Math.abs(x - mine.points[t][0]) < 1e-12)
    assert.ok(Math.abs(y - mine.points[t][1]) < 1e-12)
  })
}

// “keeps the point looked ahead to, $X = x + \alpha v$, as its parameter”
{
  // Nesterov's own form along x, beside the points that the class keeps.
  const { points } = descend(bowl, new Nesterov({ lr: 0.1 }), { from: [-7, 2], steps: 30 })
  let [x, v] = [-7, 0]
  for (const [aheadX] of points) {
    const lookedTo = x + 0.9 * v
    assert.ok(Math.abs(lookedTo - aheadX) < 1e-12)
    v = 0.9 * v - 0.1 * bowl.gradient(lookedTo, 0)[0]
    x += v
  }
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

// “ours keeps its speed”
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
