/**
 * Surfaces with the functions of V8, whose last bits differ between its versions: what the package's own
 * cost is seen beside these.
 */
import type { SurfaceName } from '../../src'

type F = (x: number, y: number) => number

export const natives: Readonly<Partial<Record<SurfaceName, F>>> = {
  rastrigin: (x, y) =>
    20 + x * x - 10 * Math.cos(2 * Math.PI * x) + y * y - 10 * Math.cos(2 * Math.PI * y),
  ackley: (x, y) =>
    -20 * Math.exp(-0.2 * Math.sqrt((x * x + y * y) / 2)) -
    Math.exp((Math.cos(2 * Math.PI * x) + Math.cos(2 * Math.PI * y)) / 2) +
    Math.E +
    20,
  plateau: (x, y) => 1 - Math.exp(-(x * x) / 8 - (y * y) / 2),
}
