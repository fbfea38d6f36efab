// @ts-nocheck: the names are those of the chapter, whose kernel runs this.
import { strict as assert } from 'assert'

// ## same-height

// “from the bottom you have to go far along $x$ to climb as high as a short way along $y$ takes you.
// Ten steps of length 1 along $x$ end at the same height as not even two and a quarter along $y$”
{
  assert.equal(bowl.f(10, 0).toFixed(3), bowl.f(0, 2.236).toFixed(3))
  assert.ok(bowl.f(10, 0) < bowl.f(0, 2.25))
}
