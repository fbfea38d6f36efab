import type { Walker } from '../descent/descend'
import { power } from '../math'
import { rule } from './rule'

/** Wrong answers by what went wrong: 'the step goes uphill' → an optimizer that makes that mistake. */
export type Mistakes = Readonly<Record<string, () => Walker>>

// Each is the mistake alone, in the words that a message can end with: "this is what happens when …".
// They are known from textbooks, lecture notes and answers on the web.

/** Mistakes in gradient descent. */
export const sgdMistakes = (lr: number): Mistakes => ({
  'the step goes uphill: the slope has to be subtracted': () => rule(({ x, g }) => x + lr * g),
  'the learning rate is forgotten': () => rule(({ x, g }) => x - g),
  'the step replaces the parameter instead of changing it': () => rule(({ g }) => -lr * g),
  'only the sign of the slope is used': () => rule(({ x, g }) => x - lr * Math.sign(g)),
  'y gets the slope of x': () => rule(({ x, slopes }) => x - lr * slopes[0]),
})

/** Mistakes in Momentum. */
export const momentumMistakes = (lr: number, momentum: number): Mistakes => ({
  'the gradient term has the wrong sign: v keeps what it had and loses η·g': () =>
    rule(({ x, g, memory }) => {
      memory.v = momentum * (memory.v ?? 0) + lr * g
      return x + memory.v
    }),
  'the velocity is not kept from step to step': () => rule(({ x, g }) => x - lr * g),
  'momentum multiplies the slope, and not the old velocity': () =>
    rule(({ x, g, memory }) => {
      memory.v = (memory.v ?? 0) - momentum * lr * g
      return x + memory.v
    }),
  'x and y share one velocity': () =>
    rule(
      ({ x, g, memory }) => {
        memory.v = momentum * (memory.v ?? 0) - lr * g
        return x + memory.v
      },
      { shared: true },
    ),
  'the step is taken before the velocity is updated': () =>
    rule(({ x, g, memory }) => {
      const before = memory.v ?? 0
      memory.v = momentum * before - lr * g
      return x + before
    }),
  'the velocity is averaged, (1 − α)·g, so that every step is 1 − α times too short': () =>
    rule(({ x, g, memory }) => {
      memory.v = momentum * (memory.v ?? 0) - (1 - momentum) * lr * g
      return x + memory.v
    }),
  'the learning rate is used twice': () =>
    rule(({ x, g, memory }) => {
      memory.v = momentum * (memory.v ?? 0) - lr * g
      return x + lr * memory.v
    }),
})

/** Mistakes in Nesterov's momentum, in the form that needs no slope elsewhere. */
export const nesterovMistakes = (lr: number, momentum: number): Mistakes => ({
  'there is no look ahead: this is plain Momentum': () =>
    rule(({ x, g, memory }) => {
      memory.v = momentum * (memory.v ?? 0) - lr * g
      return x + memory.v
    }),
  'the look ahead uses the old velocity instead of the new one': () =>
    rule(({ x, g, memory }) => {
      const before = memory.v ?? 0
      memory.v = momentum * before - lr * g
      return x + momentum * before - lr * g + momentum * before
    }),
  'the slope is left out of the step': () =>
    rule(({ x, g, memory }) => {
      memory.v = momentum * (memory.v ?? 0) - lr * g
      return x + momentum * memory.v
    }),
})

/** Mistakes in AdaGrad. */
export const adagradMistakes = (lr: number, eps: number): Mistakes => ({
  'h is not added up: it holds the last squared slope alone': () =>
    rule(({ x, g }) => x - (lr * g) / (Math.abs(g) + eps)),
  'the slopes are added up without squaring them': () =>
    rule(({ x, g, memory }) => {
      memory.h = (memory.h ?? 0) + Math.abs(g)
      return x - (lr * g) / (Math.sqrt(memory.h) + eps)
    }),
  'the root is forgotten': () =>
    rule(({ x, g, memory }) => {
      memory.h = (memory.h ?? 0) + g * g
      return x - (lr * g) / (memory.h + eps)
    }),
  'the parentheses around √h + ε are lost, so that ε is added to the parameter': () =>
    rule(({ x, g, memory }) => {
      memory.h = (memory.h ?? 0) + g * g
      return x - (lr * g) / Math.sqrt(memory.h) + eps
    }),
  'ε stands inside the root': () =>
    rule(({ x, g, memory }) => {
      memory.h = (memory.h ?? 0) + g * g
      return x - (lr * g) / Math.sqrt(memory.h + eps)
    }),
  'x and y share one h': () =>
    rule(
      ({ x, g, memory }) => {
        memory.h = (memory.h ?? 0) + g * g
        return x - (lr * g) / (Math.sqrt(memory.h) + eps)
      },
      { shared: true },
    ),
  'h is used before the new slope is in it': () =>
    rule(({ x, g, memory }) => {
      const before = memory.h ?? 0
      memory.h = before + g * g
      return x - (lr * g) / (Math.sqrt(before) + eps)
    }),
})

/** Mistakes in RMSprop. */
export const rmspropMistakes = (lr: number, rho: number, eps: number): Mistakes => {
  const averaging = (next: (h: number, g: number) => number, shared = false) =>
    rule(
      ({ x, g, memory }) => {
        memory.h = next(memory.h ?? 0, g)
        return x - (lr * g) / (Math.sqrt(memory.h) + eps)
      },
      { shared },
    )
  return {
    'the squares are added up without forgetting any: this is AdaGrad': () =>
      averaging((h, g) => h + g * g),
    'the new square is not multiplied by 1 − ρ, so that h grows too large': () =>
      averaging((h, g) => rho * h + g * g),
    'ρ and 1 − ρ are swapped': () => averaging((h, g) => (1 - rho) * h + rho * g * g),
    'the slope is averaged without squaring it': () =>
      averaging((h, g) => rho * h + (1 - rho) * Math.abs(g)),
    'x and y share one h': () => averaging((h, g) => rho * h + (1 - rho) * g * g, true),
    'the root is forgotten': () =>
      rule(({ x, g, memory }) => {
        memory.h = rho * (memory.h ?? 0) + (1 - rho) * g * g
        return x - (lr * g) / (memory.h + eps)
      }),
    'h is corrected for its start at 0, which RMSprop does not do': () =>
      rule(({ x, g, t, memory }) => {
        memory.h = rho * (memory.h ?? 0) + (1 - rho) * g * g
        return x - (lr * g) / (Math.sqrt(memory.h / (1 - power(rho, t))) + eps)
      }),
  }
}

/** Mistakes in Adam. */
export const adamMistakes = (lr: number, eps: number): Mistakes => {
  const adam = (options: {
    beta1?: number
    beta2?: number
    shared?: boolean
    time?: (t: number) => number
    correct?: (average: number, weight: number) => number
    step?: (m: number, v: number) => number
  }): Walker => {
    const { beta1 = 0.9, beta2 = 0.999, shared = false, time = t => t } = options
    const { correct = (average, weight) => average / weight } = options
    const { step = (m, v) => (lr * m) / (Math.sqrt(v) + eps) } = options
    return rule(
      ({ x, g, t, memory }) => {
        memory.m = beta1 * (memory.m ?? 0) + (1 - beta1) * g
        memory.v = beta2 * (memory.v ?? 0) + (1 - beta2) * g * g
        const m = correct(memory.m, 1 - power(beta1, time(t)))
        const v = correct(memory.v, 1 - power(beta2, time(t)))
        return x - step(m, v)
      },
      { shared },
    )
  }
  return {
    'the bias correction multiplies instead of divides': () =>
      adam({ correct: (average, weight) => average * weight }),
    'there is no bias correction': () => adam({ correct: average => average }),
    't is never counted up, so that the correction stays that of the first step': () =>
      adam({ time: () => 1 }),
    't counts from 2: it is counted up once too often': () => adam({ time: t => t + 1 }),
    'beta1 and beta2 are swapped': () => adam({ beta1: 0.999, beta2: 0.9 }),
    'x and y share their averages': () => adam({ shared: true }),
    'the root is forgotten': () => adam({ step: (m, v) => (lr * m) / (v + eps) }),
    'the parentheses around √v̂ + ε are lost, so that ε is added to the parameter': () =>
      adam({ step: (m, v) => (lr * m) / Math.sqrt(v) - eps }),
    'the step goes uphill': () => adam({ step: (m, v) => (-lr * m) / (Math.sqrt(v) + eps) }),
    'm is left out: this is RMSprop with a correction': () => adam({ beta1: 0 }),
  }
}
