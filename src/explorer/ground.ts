import { cos, exp, log, pow, sin } from '../math'
import { noisy } from '../surfaces/noisy'
import { originOf } from '../surfaces/origin'
import { rotate } from '../surfaces/rotate'
import { surface } from '../surfaces/surface'
import { surfaces } from '../surfaces/surfaces'
import type { Point, Surface } from '../types'
import type { ExplorerSpec, GroundSpec } from './spec'

type Ground = Pick<ExplorerSpec, 'ground' | 'degrees' | 'sigma' | 'seed' | 'fresh'>

/** The surface that a spec describes: its ground, turned, then with noise. */
export function groundOf({ ground, degrees, sigma, seed, fresh }: Ground): Surface {
  const plain = plainOf(ground)
  const turned = degrees === 0 ? plain : rotate(plain, degrees)
  return sigma === 0 ? turned : noisy(turned, { noise: sigma, seed, fresh })
}

function plainOf(ground: GroundSpec): Surface {
  if (!('f' in ground)) return surfaces[ground.name as keyof typeof surfaces]
  const { f, gradient, name, formula, domain, start } = ground
  return surface(fromText<Surface['f']>(f), {
    ...(gradient === undefined ? {} : { gradient: fromText<Surface['gradient']>(gradient) }),
    ...{ name, formula, domain, start },
  })
}

/** The description of a surface; throws a sentence if it cannot be made again from its text. */
export function describe(given: Surface): Ground {
  const known = Object.entries(surfaces).find(([, one]) => one === given)
  if (known) return { ground: { name: known[0] }, degrees: 0, sigma: 0, seed: 0, fresh: false }
  const origin = originOf(given)
  if (origin && 'turned' in origin) {
    const inner = describe(origin.turned)
    if (inner.sigma !== 0) {
      throw new TypeError('explore takes noisy(rotate(…)), not rotate(noisy(…)): turn it first.')
    }
    return { ...inner, degrees: inner.degrees + origin.degrees }
  }
  if (origin && 'shaken' in origin) {
    const inner = describe(origin.shaken)
    if (inner.sigma !== 0) throw new TypeError('explore takes noisy(…) once, not twice.')
    return { ...inner, sigma: origin.noise, seed: origin.seed, fresh: origin.fresh }
  }
  const { f, gradient } = origin ?? given
  const { name, formula, domain, start } = given
  checkAlone('f', f, given)
  if (gradient) checkAlone('gradient', gradient, given)
  return {
    ground: { name, formula, f: textOf(f), gradient: gradient && textOf(gradient), domain, start },
    degrees: 0,
    sigma: 0,
    seed: 0,
    fresh: false,
  }
}

/** A function's text as an expression: also of a method, `f(x, y) { … }`. */
function textOf(fn: (x: number, y: number) => unknown): string {
  const text = String(fn)
  const expression = /^(async\s+)?(function\b|\(|\w+\s*=>)/.test(text) ? text : `function ${text}`
  return expression.replace(imported, '$1')
}

/** The package's own functions, whose last digit is the same in the kernel and in the browser. */
const ownMath = { exp, log, sin, cos, pow }

/** One of them as the compiler writes it if it is imported: `(0, downhill_1.sin)`. */
const imported = new RegExp(`\\(0, downhill_\\d+\\.(${Object.keys(ownMath).join('|')})\\)`, 'g')

function fromText<F>(text: string): F {
  const make = new Function(...Object.keys(ownMath), `'use strict'; return (${text})`)
  return make(...Object.values(ownMath)) as F
}

/** The names that a function may use from outside: the language's own, the same everywhere. */
const everywhere = new Set(
  'Math Number Infinity NaN undefined Array Object Boolean String BigInt isNaN isFinite parseFloat parseInt Float64Array Float32Array Error RangeError TypeError'.split(
    ' ',
  ),
)

/**
 * Throws if a function uses a name from outside itself, which would not exist in the browser. It is tried
 * out all over its domain, in a place where every unknown name is noticed.
 */
function checkAlone(
  what: string,
  fn: (x: number, y: number) => number | Point,
  { domain: { x, y } }: Surface,
): void {
  const cannot = (used: string): TypeError =>
    new TypeError(
      `explore runs your function in the browser, and its ${what} uses '${used}' from outside itself: write the value into the function.`,
    )
  const outside = new Proxy(
    {},
    {
      has: (_, name) =>
        typeof name === 'string' && !everywhere.has(name) && !Object.hasOwn(ownMath, name),
      get: (_, name) => {
        if (name === Symbol.unscopables) return undefined
        // What tslab makes of a variable of an earlier cell.
        if (name === 'exports') {
          return new Proxy({}, { get: (__, variable) => raise(cannot(String(variable))) })
        }
        throw cannot(String(name))
      },
    },
  )
  const alone = new Function(
    ...['outside', ...Object.keys(ownMath)],
    `with (outside) return (${textOf(fn)})`,
  )(outside, ...Object.values(ownMath)) as typeof fn
  for (let i = 0; i <= 20; i++) {
    for (let j = 0; j <= 20; j++) {
      alone(x[0] + ((x[1] - x[0]) * i) / 20, y[0] + ((y[1] - y[0]) * j) / 20)
    }
  }
}

function raise(error: Error): never {
  throw error
}
