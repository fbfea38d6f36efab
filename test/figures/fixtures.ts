import type { Path, Point, Surface } from '../../src/types'

/** x²/20 + y², written out here once more so that these tests stand on their own. */
export const bowl: Surface = {
  name: 'bowl',
  formula: 'x²/20 + y²',
  f: (x, y) => (x * x) / 20 + y * y,
  gradient: (x, y) => [x / 10, 2 * y],
  domain: { x: [-10, 10], y: [-5, 5] },
  minima: [[0, 0]],
  start: [-7, 2],
}

/** A valley with steep sides. */
export const rosenbrock: Surface = {
  name: 'Rosenbrock',
  formula: '(1 − x)² + 100(y − x²)²',
  f: (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: (x, y) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
  domain: { x: [-2, 2], y: [-1, 3] },
  minima: [[1, 1]],
  start: [-1.5, 2],
}

/** No minimum, and values of both signs. */
export const saddle: Surface = {
  name: 'saddle',
  formula: 'x² − y²',
  f: (x, y) => x * x - y * y,
  gradient: (x, y) => [2 * x, -2 * y],
  domain: { x: [-2, 2], y: [-2, 2] },
  minima: [],
  start: [-1.5, 0.1],
}

/** Plain gradient descent on the bowl from (−7, 2), as `descend` would return it. */
export function walk(lr = 0.95, updates = 30): Path {
  const points: Point[] = [[-7, 2]]
  let divergedAt: number | undefined
  for (let t = 1; t <= updates; t++) {
    const [x, y] = points[t - 1]!
    const [gx, gy] = bowl.gradient(x, y)
    points.push([x - lr * gx, y - lr * gy])
    if (!points[t]!.every(Number.isFinite)) {
      divergedAt = t
      break
    }
  }
  return {
    optimizer: 'SGD',
    surface: 'bowl',
    points,
    losses: points.map(([x, y]) => bowl.f(x, y)),
    gradients: points.map(([x, y]) => bowl.gradient(x, y)),
    divergedAt,
  }
}
