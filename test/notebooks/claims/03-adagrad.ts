// @ts-nocheck: the names are those of the chapter, whose kernel runs this.
import { strict as assert } from 'assert'
import { Momentum } from 'downhill'

// ## reviews

// “in 49 steps of 50, the weight of "superb" learns nothing”
{
  let heard = 0
  const listener = {
    update(weights, slopes) {
      if (slopes.y !== 0) heard++
    },
  }
  assert.equal(learn(listener, 1).length, 1000)
  assert.equal(heard, 20)
}

// ## one-rate

// “the same seed gives the same reviews each time”
{
  assert.deepEqual(learn(oneRate(0.1), 7), learn(oneRate(0.1), 7))
  assert.notDeepEqual(learn(oneRate(0.1), 7), learn(oneRate(0.1), 8))
}

// ## words-fail

const tremble = values =>
  Math.sqrt(values.reduce((sum, value) => sum + (value - 3) ** 2, 0) / values.length)

// “"food" is learned well, and "superb" has not got far when the reviews are over”
{
  const { x, y } = learn(oneRate(0.01), 1).at(-1)
  assert.ok(Math.abs(x - 3) < 0.15)
  assert.ok(y < 0.5)
}

// “"superb" gets there in about ten of its reviews, and both tremble”
{
  const weights = learn(oneRate(0.2), 1)
  const there = weights.findIndex(({ y }) => y > 1.9)
  assert.ok(Math.abs((there + 1) / 50 - 10) <= 1)
  const late = lr =>
    tremble(
      learn(oneRate(lr), 1)
        .slice(500)
        .map(({ x }) => x),
    )
  assert.ok(late(0.2) > 3 * late(0.01))
  const late2 = weights.slice(600).map(({ y }) => y)
  assert.ok(Math.max(...late2) - Math.min(...late2) > 0.5)
}

// ## words-rates

const tremble = values =>
  Math.sqrt(values.reduce((sum, value) => sum + (value - 3) ** 2, 0) / values.length)
const lowest = values => Math.min(...values.filter(Number.isFinite))

// “It calms "food".”
{
  const calm = tremble(
    learn(oneRate(0.2, 0.5), 1)
      .slice(500)
      .map(({ x }) => x),
  )
  assert.ok(
    calm <
      tremble(
        learn(oneRate(0.2), 1)
          .slice(500)
          .map(({ x }) => x),
      ) /
        2,
  )
}

// “so "superb" has less and less of a rate to learn with”
{
  // The same slope each time: at step 1,000 the step is a thirtieth of the first.
  const at = { x: 0, y: 0 }
  const fading = oneRate(1, 0.5)
  const ways = Array.from({ length: 1000 }, () => {
    const before = at.y
    fading.update(at, { x: 0, y: -1 })
    return at.y - before
  })
  assert.ok(Math.abs(ways[999] - 1 / Math.sqrt(1000)) < 1e-9)
}

// “Letting the rate shrink helps a little.”
{
  assert.ok(lowest(shrinks) < 0.8 * lowest(stays))
  assert.ok(lowest(shrinks) > 0.7 * lowest(stays))
}

// ## words-adagrad

const lowest = values => Math.min(...values.filter(Number.isFinite))

// “If the rate falls to 0 in a straight line, one for both gets down to 0.009, and AdaGrad to 0.003: a
// third again.”
{
  const straight = (make, lr) => {
    let t = 0
    const inner = make(lr)
    return {
      update(params, grads) {
        inner.lr = lr * (1 - t++ / 1000)
        inner.update(params, grads)
      },
    }
  }
  const plain = lr => ({
    lr,
    update(params, grads) {
      params.x -= this.lr * grads.x
      params.y -= this.lr * grads.y
    },
  })
  const one = lowest(errors(lr => straight(plain, lr)))
  const each = lowest(errors(lr => straight(rate => new MyAdaGrad(rate), lr)))
  assert.deepEqual([one.toFixed(3), each.toFixed(3)], ['0.009', '0.003'])
}

// “At its best rate, AdaGrad's error is about a third of that of one rate for both that stays, or shrinks
// like $1/\sqrt{t}$.”
{
  for (const other of [lowest(stays), lowest(shrinks)]) {
    assert.ok(lowest(adapts) < 0.4 * other && lowest(adapts) > 0.25 * other)
  }
  // None of them has its best at the edge of the rates tried, nor at a lucky one.
  for (const values of [stays, shrinks, adapts]) {
    const i = values.indexOf(lowest(values))
    assert.ok(i > 4 && i < values.length - 4)
    assert.ok(values[i - 1] < 1.35 * values[i] && values[i + 1] < 1.35 * values[i])
  }
}

// “only in the twenty in which the word was there”
{
  const optimizer = new MyAdaGrad(0.4)
  const hs = []
  const watched = {
    update(weights, slopes) {
      optimizer.update(weights, slopes)
      hs.push({ ...optimizer.h })
    },
  }
  learn(watched, 1)
  assert.equal(new Set(hs.map(h => h.x)).size, 1000)
  assert.equal(new Set(hs.map(h => h.y)).size, 21) // 0 at first
}

// ## my-adagrad

// “In 10,000 steps the first kind goes $9.8\,\eta$, the second $198\,\eta$”
{
  let [harmonic, roots] = [0, 0]
  for (let t = 1; t <= 10 ** 4; t++) {
    harmonic += 1 / t
    roots += 1 / Math.sqrt(t)
  }
  assert.equal(harmonic.toFixed(1), '9.8')
  assert.equal(Math.floor(roots), 198)
}

// ## same

// “our class takes the same walk there as the package's”
{
  assert.equal(mine.points.length, 31)
  assert.deepEqual(mine.points, adaptive.points)
}

// ## path

// “With SGD that would be far above the limit of 1”
{
  const options = { from: [-7, 2], steps: 30, warn: false }
  const thrown = descend(bowl, new SGD({ lr: 1.5 }), options)
  assert.equal(thrown.points[5][1], -64)
}

// “At this rate there is no zigzag and no swing.”
{
  for (const t of Array(30).keys()) {
    const [[x, y], [nextX, nextY]] = adaptive.points.slice(t, t + 2)
    assert.ok(x < nextX && nextX < 0) // no swing
    assert.ok(nextY > 0 && nextY < y) // no zigzag
  }
}

// “At the start the slope is −0.7 along $x$ and 4 along $y$, almost six times as steep”
{
  const [x, y] = bowl.gradient(...adaptive.points[0])
  assert.ok(Math.abs(x + 0.7) < 1e-12 && y === 4)
  assert.ok(y > 5.5 * Math.abs(x) && y < 6 * Math.abs(x))
}

// “both steps are as long as the learning rate”
{
  for (const axis of [0, 1]) {
    const length = Math.abs(adaptive.points[1][axis] - adaptive.points[0][axis])
    assert.equal(length.toFixed(4), '1.5000')
  }
}

// “$h$ grows with each step and never shrinks”
{
  const optimizer = new MyAdaGrad(1.5)
  const at = { x: -7, y: 2 }
  let before = { x: 0, y: 0 }
  for (let t = 0; t < 20; t++) {
    const [x, y] = bowl.gradient(at.x, at.y)
    optimizer.update(at, { x, y })
    assert.ok(optimizer.h.x > before.x && optimizer.h.y >= before.y)
    before = { ...optimizer.h }
  }
}

// ## rates

const ofY = rates(slopesY, 1.5)

// “The very first slope along $y$ is nearly all that $h$ of $y$ ever gets”
{
  const all = slopesY.reduce((sum, g) => sum + g * g, 0)
  assert.ok(slopesY[0] ** 2 > 0.9 * all)
}

// “keeps a rate more than three times as large”
{
  assert.equal(rateX.length, 30)
  assert.ok(rateX.every((rate, t) => rate > 3 * ofY[t]))
}

// “Both rates fall at first and are flat from step 10 on”
{
  for (const each of [rateX, ofY]) {
    assert.ok(each[1] < each[0])
    assert.ok(each[29] > 0.96 * each[9])
  }
}

// ## step-size

// “The steps still get shorter, each shorter than the one before”
{
  assert.equal(steps.length, 30)
  assert.ok(steps.every((length, t) => t === 0 || length < steps[t - 1]))
}

// “the *slope* shrinks, and a step is the rate times the slope”
{
  assert.ok(Math.abs(slopesX[29]) < Math.abs(slopesX[9]) / 10)
  steps.forEach((length, t) => {
    const way = adaptive.points[t + 1][0] - adaptive.points[t][0]
    assert.ok(Math.abs(way / length - 1) < 1e-5)
  })
}

// ## try

const ended = lr => descend(bowl, new AdaGrad({ lr }), { from: [-7, 2], steps: 30 })

// “And what will a rate of 10 do, which would throw SGD off the map?”
{
  const options = { from: [-7, 2], steps: 30, warn: false }
  const [, y] = descend(bowl, new SGD({ lr: 10 }), options).points.at(-1)
  assert.ok(Math.abs(y) > 1000 * bowl.domain.y[1])
}

// “it moves about 0.9, from −7 to −6.07”
{
  assert.equal(ended(0.1).points[30][0].toFixed(2), '-6.07')
}

// “thirty of those add up to less than $2 \cdot 0.1 \cdot \sqrt{30}$, which is 1.1”
{
  let sum = 0
  for (let t = 1; t <= 30; t++) sum += 0.1 / Math.sqrt(t)
  assert.ok(sum < 0.2 * Math.sqrt(30))
  assert.equal((0.2 * Math.sqrt(30)).toFixed(1), '1.1')
  assert.ok(ended(0.1).points[30][0] + 7 < sum)
}

// “the first step goes 10 along each axis, past the bottom and off the map”
{
  const [[x0, y0], [x, y]] = ended(10).points
  assert.ok(Math.abs(x - x0 - 10) < 1e-4 && Math.abs(y - y0 + 10) < 1e-4)
  assert.ok(x > 0 && y < bowl.domain.y[0])
}

// “Each step after it still crosses the bottom, but ends far nearer.”
{
  const { points } = ended(10)
  for (let t = 1; t < 8; t++) {
    const [[x, y], [nextX, nextY]] = points.slice(t, t + 2)
    assert.ok(x * nextX < 0 && y * nextY < 0)
    assert.ok(Math.abs(nextX) < Math.abs(x) / 2 && Math.abs(nextY) < Math.abs(y) / 2)
  }
  const inside = ([x, y]) => Math.abs(x) < 2 && Math.abs(y) < 2
  assert.ok(ended(10).points.slice(2).every(inside))
}

// “It ends with a loss of about $10^{-31}$.”
{
  assert.ok(Math.abs(Math.log10(ended(10).losses[30]) + 31) < 1)
}

// ## long-valley

const from = lr => descend(bowl, new AdaGrad({ lr }), { from: [-100, 2], steps: 300 }).points

// “With 1.5, $|x|$ is still 55 after the 300 steps; with 10 it is 0.0045, and with 20 less than
// $10^{-12}$.”
{
  assert.equal(Math.abs(from(1.5)[300][0]).toFixed(0), '55')
  assert.equal(Math.abs(from(10)[300][0]).toFixed(4), '0.0045')
  assert.ok(Math.abs(from(20)[300][0]) < 1e-12)
}

// “On an even slope $h$ after $t$ steps is $t\,g^2$, so step $t$ is $\eta/\sqrt{t}$, and all of them add
// up to about $2\eta\sqrt{t}$”
{
  const at = { x: 0 }
  const optimizer = new AdaGrad({ lr: 1.5 })
  for (let t = 1; t <= 900; t++) {
    const before = at.x
    optimizer.update(at, { x: -5 })
    assert.ok(Math.abs(at.x - before - 1.5 / Math.sqrt(t)) < 1e-6)
  }
  assert.ok(Math.abs(at.x / (2 * 1.5 * Math.sqrt(900)) - 1) < 0.03)
}

// “To cover 100 in 300 steps takes an $\eta$ of about 3 or more.”
{
  assert.equal(Math.round(100 / (2 * Math.sqrt(300))), 3)
  assert.ok(Math.abs(from(2.8)[300][0]) > 20) // on the bowl, where the slope shrinks, more
}

// ## hollow

// “its slopes shrink with the third power of the distance”
{
  const [near, far] = [hollow.gradient(1, 1), hollow.gradient(3, 3)]
  for (const axis of [0, 1]) assert.ok(Math.abs(far[axis] / near[axis] - 27) < 1e-9)
}

// “The rate is 4.5, the best there is for 300 steps”
{
  const ends = all.map(lr => descend(hollow, new AdaGrad({ lr }), { steps: 300 }).losses[300])
  const best = Math.min(...ends)
  assert.ok(Math.abs(all[ends.indexOf(best)] - 4.5) < 0.1)
  assert.ok(tuned.losses[300] < 1.01 * best)
}

// “The slope falls to less than a seven-thousandth of the first one, and the rate stays what the rim made
// it in the first step.”
{
  assert.ok(inHollow[0] / inHollow[299] > 7000)
  const [first, ...others] = rates(inHollow, 4.5)
  assert.ok(others.every(rate => rate > 0.99 * first))
}

// “On this gentle ground a rate a hundred times as large would not leap too far”
{
  for (const axis of [0, 1]) {
    const at = tuned.points[300][axis]
    const slopes = tuned.gradients.slice(0, 300).map(g => g[axis])
    const step = 100 * rates(slopes, 4.5)[299] * tuned.gradients[300][axis]
    assert.ok(Math.abs(step) < Math.abs(at)) // it does not even reach the bottom
  }
}

// ## rotated

// “Neither parameter alone is steep or flat any more.”
{
  assert.ok(Math.abs(askew.gradient(1, 0)[0] - askew.gradient(0, 1)[1]) < 1e-12)
}

// ## rotated-losses

const over = (ground, make, steps) =>
  all
    .map(lr => descend(ground, make(lr), { steps, warn: false }))
    .map(walk => (walk.divergedAt ? Infinity : walk.losses.at(-1)))
const bySGD = (ground, steps) => over(ground, lr => new SGD({ lr }), steps)
const byAdaGrad = (ground, steps) => over(ground, lr => new AdaGrad({ lr }), steps)

// “SGD does not notice the turn: it has one curve for both.”
{
  const [straight, turned] = [bySGD(bowl, 30), bySGD(askew, 30)]
  straight.forEach((loss, i) => {
    assert.ok(loss === turned[i] || Math.abs(loss / turned[i] - 1) < 1e-9)
  })
}

// “On the straight bowl AdaGrad can get as low as you like.”
{
  assert.ok(Math.min(...byAdaGrad(bowl, 30)) < 1e-60)
}

// “With a large rate its first step leaps far over the bottom, and the slope it finds there makes
// $\eta/\sqrt{h}$ nearly the rate that leads straight to the bottom along that axis.”
{
  const optimizer = new MyAdaGrad(100)
  const at = { x: -7, y: 2 }
  for (let t = 0; t < 2; t++) {
    const [x, y] = bowl.gradient(at.x, at.y)
    optimizer.update(at, { x, y })
    if (t === 0) assert.ok(at.x > 90 && at.y < -90)
  }
  // The slopes are x/10 and 2y: rates of 10 and of 1/2 lead to the bottom in one step.
  assert.ok(Math.abs(100 / Math.sqrt(optimizer.h.x) / 10 - 1) < 0.1)
  assert.ok(Math.abs(100 / Math.sqrt(optimizer.h.y) / 0.5 - 1) < 0.1)
}

// “On the turned bowl its best of all rates is more than five times worse than SGD's after thirty steps”
{
  const times = Math.min(...byAdaGrad(askew, 30)) / Math.min(...bySGD(askew, 30))
  assert.ok(times > 5 && times < 6)
}

// “after 100 and after 300 it is behind as well”
{
  for (const steps of [100, 300]) {
    assert.ok(Math.min(...byAdaGrad(askew, steps)) > 100 * Math.min(...bySGD(askew, steps)))
  }
}

// ## explore

const turned = (degrees, lr = 1.5) => {
  const ground = rotate(bowl, degrees)
  const options = { from: ground.start, steps: 30 }
  const bySGD = descend(ground, new SGD({ lr: 0.95 }), options).losses[30]
  const byAdaGrad = descend(ground, new AdaGrad({ lr }), options).losses[30]
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

// “AdaGrad, with its rate of 1.5, ends at 0.0007 when the valley runs along an axis (0° and 90°)”
{
  assert.equal(turned(0).adagrad.toFixed(4), '0.0007')
  assert.equal(turned(90).adagrad.toFixed(4), '0.0007')
}

// “two hundred times higher, at 0.14, when it runs between them”
{
  assert.equal(turned(45).adagrad.toFixed(2), '0.14')
  assert.ok(Math.abs(turned(45).adagrad / turned(0).adagrad - 200) < 10)
}

// “Another learning rate gets it down to 0.05 there, not below.”
{
  const losses = all.map(lr => turned(45, lr).adagrad)
  assert.equal(Math.min(...losses).toFixed(2), '0.05')
}

// “With a learning rate of 1.5, the first step is 1.5 here for every slope; there it is 1.499 for a slope
// of 10, 1.430 for 1, 0.452 for 0.1 and 0.047 for 0.01.”
{
  const theirs = { 10: '1.499', 1: '1.430', 0.1: '0.452', 0.01: '0.047' }
  for (const [text, step] of Object.entries(theirs)) {
    const slope = Number(text)
    const first = (1.5 * slope) / Math.sqrt(0.1 + slope ** 2 + 1e-7)
    assert.equal(first.toFixed(3), step)
    const at = { x: 0 }
    new AdaGrad({ lr: 1.5 }).update(at, { x: -slope })
    assert.ok(Math.abs(at.x - 1.5) < 1e-4)
  }
}

// “Both are far too small for the bowl”
{
  for (const lr of [0.01, 0.001]) {
    assert.ok(descend(bowl, new AdaGrad({ lr }), { steps: 30 }).points[30][0] < -6.8)
  }
}

// ## exercises/1

const sgdOn = lr => descend(steep, new SGD({ lr }), { steps: 30, warn: false })

// “SGD diverges: its limit is a thousand times lower now.”
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

// “four times the steps for only 1.4 more”
{
  const sum = steps => Array.from({ length: steps }, (_, t) => 1 / (t + 1)).reduce((a, b) => a + b)
  for (const steps of [30, 120]) assert.ok(Math.abs(sum(4 * steps) - sum(steps) - 1.4) < 0.05)
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
