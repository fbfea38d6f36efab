import type { Domain, Point } from '../../../types'
import type { Box, Pixel } from '../../near'

/** Where the points of a domain lie in a box. */
export class Projection {
  readonly box: Box
  readonly #domain: Domain

  constructor(domain: Domain, box: Box) {
    this.#domain = domain
    this.box = box
  }

  pixelOf([px, py]: Point): Pixel {
    const { x, y } = this.#domain
    const { left, top, width, height } = this.box
    // A point so far out that its pixels would be infinite is moved nearer, in the same direction.
    const nearer = Math.min(1, 1e200 / Math.max(Math.abs(px), Math.abs(py)))
    return [
      left + ((px * nearer - x[0]) / (x[1] - x[0])) * width,
      top + ((y[1] - py * nearer) / (y[1] - y[0])) * height,
    ]
  }

  /** The point at a pixel, or the one in the box that is nearest, in three digits. */
  pointAt([px, py]: Pixel): Point {
    const { x, y } = this.#domain
    const { left, top, width, height } = this.box
    const u = Math.min(1, Math.max(0, (px - left) / width))
    const v = Math.min(1, Math.max(0, (py - top) / height))
    const short = (value: number) => Number(value.toPrecision(3))
    return [short(x[0] + u * (x[1] - x[0])), short(y[1] - v * (y[1] - y[0]))]
  }

  /** By how many pixels a slope leads downhill. */
  downhill([gx, gy]: Point): Pixel {
    const { x, y } = this.#domain
    const { width, height } = this.box
    return [(-gx * width) / (x[1] - x[0]), (gy * height) / (y[1] - y[0])]
  }
}
