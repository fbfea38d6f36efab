// @ts-nocheck: the names are those of the chapter, whose kernel runs this.
import { strict as assert } from 'assert'

// ## typescript/1

// “now it is 7”
{
  assert.deepEqual([lowest, altitude], [4, 7])
}

// “15, the last: -1 counts from the end”
{
  assert.deepEqual([nearest, farthest], [4, 15])
}

// “takes a list apart: west is 4, middle is 8”
{
  assert.deepEqual([west, middle], [4, 8])
}

// “skips one: second is 8”
{
  assert.equal(second, 8)
}

// “takes an object apart: steps is 3”
{
  assert.equal(steps, 3)
  assert.deepEqual(settings, { lr: 0.5, steps: 3 })
}

// “a copy with another number of steps”
{
  assert.deepEqual(longer, { lr: 0.5, steps: 9 })
}

// “this takes a number and returns one”
{
  assert.equal(double(4), 8)
  assert.equal(square(3), 9)
}

// “[8, 16, 30]”
{
  assert.deepEqual(doubled, [8, 16, 30])
}

// “[16, 64, 225]”
{
  assert.deepEqual(squared, [16, 64, 225])
}

// “[0, 1, 2]: i is a value's position”
{
  assert.deepEqual(counted, [0, 1, 2])
}

// “"15 is high"; ? : means if, else”
{
  assert.equal(text, '15 is high')
}

// “"0.67", a text with two decimals”
{
  assert.equal(rounded, '0.67')
}

// “three times: now it is 30”
{
  assert.equal(sum, 30)
}

// “120 1”
{
  assert.deepEqual([climber.height, climber.steps], [120, 1])
}

// ## heights

// “height at the bottom, f(0, 0) = 0”
{
  assert.equal(bowl.f(0, 0), 0)
}

// ## same-height

// “If you go 10 along $x$, you are as high as if you had gone 2.236 along $y$, less than a quarter as
// far (heights to three decimals):”
{
  assert.equal(bowl.f(10, 0).toFixed(3), bowl.f(0, 2.236).toFixed(3))
  assert.ok(bowl.f(10, 0) < bowl.f(0, 10 / 4))
}

// ## slopes

// “At $(-7, 2)$ the slope along $x$ is $-0.7$”
{
  assert.ok(Math.abs(feltX - -0.7) < 1e-6)
}

// “The slope along $y$ is $4$”
{
  assert.ok(Math.abs(feltY - 4) < 1e-6)
}

// ## arrows

// “All of them are drawn at a fifth of their length, and on the steep walls they still reach across the
// dots of the next ones”
{
  const [arrows] = field.data.filter(({ type }) => type === 'quiver')
  assert.equal(arrows.lengthfactor, 1 / 5)
  // The dots stand 1 apart.
  for (const y of [3, 4, 5]) assert.ok(bowl.gradient(0, y)[1] / 5 > 1)
}

// ## angles

// “Now look for the arrows that point at the lowest point, $(0, 0)$. There are hardly any!”
{
  for (const x of [-10, -7, -4, -1, 1, 4, 7, 9]) {
    for (const y of [-5, -2, 1, 4]) assert.ok(missedBy(x, y) > 10)
  }
}

// “The arrows hit only on the two axes.”
{
  for (const x of [-10, -7, -4, -1, 1, 4, 7, 9]) assert.ok(missedBy(x, 0) < 1e-6)
  for (const y of [-5, -2, 1, 4]) assert.ok(missedBy(0, y) < 1e-6)
}

// ## one-step

// “By hand: $-7 - 0.95 \cdot (-0.7) = -6.335$ and $2 - 0.95 \cdot 4 = -1.8$.”
{
  assert.equal(position.x, -6.335)
  assert.ok(Math.abs(position.y - -1.8) < 1e-12)
}

// “The computer says $-1.7999999999999998$ where we say $-1.8$”
{
  assert.deepEqual(position, { x: -6.335, y: -1.7999999999999998 })
}

// ## same-walk

// “The package has the same class.”
{
  assert.deepEqual(mine.points, packaged.points)
}

// “refuses what makes no sense, such as a negative learning rate”
{
  assert.throws(() => new SGD({ lr: -1 }), RangeError)
}

// ## table

// “30 steps make 31 rows”
{
  assert.equal(walk.points.length, 31)
}

// ## zigzag

// “the loss fell from 6.45 to about 0.01”
{
  assert.equal(walk.losses[0], 6.45)
  assert.equal(walk.losses[30].toFixed(2), '0.01')
}

// “It leaps from one wall of the valley to the other, thirty times”
{
  for (const t of Array(30).keys()) assert.ok(walk.points[t][1] * walk.points[t + 1][1] < 0)
}

// “it only creeps along the valley floor”
{
  for (const t of Array(30).keys()) {
    const [[x], [next]] = walk.points.slice(t, t + 2)
    assert.ok(x < next && next < 0)
  }
}

// ## factors

// “A step with a learning rate of 0.95 multiplies x by 0.905 and y by -0.900.”
{
  assert.equal(factors(0.95), 'x by 0.905 and y by -0.900')
}

// “Every step multiplies $x$ by one number and $y$ by another.”
{
  assert.ok(Math.abs(walk.points[30][0] - -7 * 0.905 ** 30) < 1e-12)
  assert.ok(Math.abs(walk.points[30][1] - 2 * (-0.9) ** 30) < 1e-12)
}

// “If you go 1 farther along $x$, the slope $x/10$ grows by 0.1; if you go 1 farther along $y$, the
// slope $2y$ grows by 2.”
{
  for (const at of [-3, 0, 4]) {
    assert.ok(Math.abs(bowl.gradient(at + 1, 1)[0] - bowl.gradient(at, 1)[0] - 0.1) < 1e-12)
    assert.equal(bowl.gradient(1, at + 1)[1] - bowl.gradient(1, at)[1], 2)
  }
}

// “So the curvature is 0.1 along $x$ and 2 along $y$, twenty times as much.”
{
  assert.equal(bowl.gradient(0, 1)[1], 20 * bowl.gradient(1, 0)[0])
}

// ## compare

// “$y$ is multiplied by 0, so the first step lands right on the valley floor”
{
  assert.equal(factors(0.5), 'x by 0.950 and y by 0.000')
  assert.equal(withRate(0.5).points[1][1], 0)
}

// “From there $x$ shrinks by only a twentieth a step, and thirty steps are not enough.”
{
  assert.ok(factors(0.5).startsWith('x by 0.950 '))
  assert.ok(withRate(0.5).points[30][0] < -1)
}

// “$y$ is multiplied by $-0.98$.”
{
  assert.equal(factors(0.99), 'x by 0.901 and y by -0.980')
}

// “It leaps to and fro, and thirty steps do not even halve it.”
{
  assert.ok(withRate(0.99).points[30][1] > 1)
}

// “$y$ is multiplied by $-1.02$. Every leap is longer than the one before.”
{
  assert.equal(factors(1.01), 'x by 0.899 and y by -1.020')
}

// “The walk *diverges*: $x$ comes close to 0, but $y$ runs away.”
{
  assert.ok(withRate(1.01).points[30][0] > -0.3)
  assert.ok(withRate(1.01).points[30][1] > 3.5)
}

// “Of the four rates above, 0.95 does best”
{
  for (const lr of [0.5, 0.99, 1.01]) assert.ok(withRate(0.95).losses[30] < withRate(lr).losses[30])
}

// “no other rate brings the loss after thirty steps down to even half of that”
{
  for (let lr = 1; lr <= 1000; lr++)
    assert.ok(withRate(lr / 1000).losses[30] > withRate(0.95).losses[30] / 2)
}

// “most of the walking goes into the zigzag”
{
  // The way along y is five times the way along x.
  const wayAlong = axis => {
    const { points } = withRate(0.95)
    return points
      .slice(1)
      .reduce((way, point, t) => way + Math.abs(point[axis] - points[t][axis]), 0)
  }
  assert.ok(wayAlong(1) > 5 * wayAlong(0))
}

// ## explore

const ysWith = lr =>
  descend(bowl, new SGD({ lr }), { from: [-7, 2], steps: 1000 }).points.map(([, y]) => y)

// “Just below 1.”
{
  assert.ok(Math.abs(ysWith(0.999)[1000]) < 0.5)
}

// “it jumps from one side of the valley to the other, $2, -2, 2, -2, \ldots$, and gets no nearer”
{
  assert.deepEqual(ysWith(1).slice(0, 4), [2, -2, 2, -2])
  assert.equal(ysWith(1)[1000], 2)
}

// “Above 1, each jump is longer than the one before.”
{
  assert.equal(ysWith(1.001)[1000].toFixed(0), '15')
  const jumps = ysWith(1.001).map(Math.abs)
  assert.ok(jumps.slice(1).every((jump, t) => jump > jumps[t]))
}

// ## defaults

// “On this bowl both are so small that thirty steps do not even halve the loss.”
{
  for (const lr of [0.001, 0.01]) {
    const { losses } = withRate(lr)
    assert.ok(losses[30] > losses[0] / 2)
  }
}

// “0.01 in Keras and here”
{
  assert.equal(new SGD().lr, 0.01)
}

// ## exercises/1

// “At exactly 1, $y$ leaps between 2 and −2 for ever; below 1 it shrinks.”
{
  for (const lr of [0.999, 1, 1.001]) {
    const [, y] = descend(bowl, new SGD({ lr }), { from: [-7, 2], steps: 1000 }).points.at(-1)
    assert.equal(Math.sign(Math.abs(y) - 2), Math.sign(lr - 1))
  }
}

// “for $x$ it would be $\eta \le 20$”
{
  assert.equal(factors(20).slice(0, 11), 'x by -1.000')
}

// ## exercises/2

// “Trying gives 0.93 for 30 steps”
{
  assert.equal(bestFor(30), 0.93)
}

// “and 0.95 for 300”
{
  assert.equal(bestFor(300), 0.95)
}

// “it is best when both shrink equally fast”
{
  assert.equal(factors(2 / 2.1), 'x by 0.905 and y by -0.905')
}

// “gives $\eta = 2/2.1 \approx 0.952$”
{
  assert.equal((2 / 2.1).toFixed(3), '0.952')
}

// ## exercises/3

// “All arrows point at $(0, 0)$”
{
  for (const [x, y] of places) {
    const [gx, gy] = round.gradient(x, y)
    assert.ok(Math.abs(gx * y - gy * x) < 1e-6) // in line with (0, 0)
  }
}

// “the walk goes straight there”
{
  assert.ok(straight.points.every(([x, y]) => Math.abs(x + 2 * y) < 1e-6))
}
