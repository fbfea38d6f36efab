import { side } from '../../datasets/draw-stroke'
import type { Point } from '../../types'
import { example, type Stroke } from '../strokes'

/** What is on the paper, and who draws on it. */
export interface Drawn {
  readonly strokes: readonly Stroke[]
  /** The first stroke takes away what nobody asked for. */
  readonly isUntouched: boolean
  readonly isDrawing: boolean
  /** Whether the network sees it centred, as large as what it has learned from. */
  readonly isCentred: boolean
  /** The keyboard's pen, and whether it is to be seen. */
  readonly pen: { readonly at: Point; readonly isDown: boolean }
  readonly isByKeyboard: boolean
}

/** What the paper shows before anybody has drawn. */
export const firstExample = 3

/** The paper that is drawn on. */
export class Paper {
  #drawn: Drawn = {
    strokes: example(firstExample),
    isUntouched: true,
    isDrawing: false,
    isCentred: true,
    pen: { at: [14, 14], isDown: false },
    isByKeyboard: false,
  }
  readonly #onChange: () => void

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get drawn(): Drawn {
    return this.#drawn
  }

  change(next: Partial<Drawn>): void {
    this.#drawn = { ...this.#drawn, ...next }
    this.#onChange()
  }

  /** Begins a stroke. */
  begin(at: Point): void {
    const { isUntouched, strokes } = this.#drawn
    this.change({
      strokes: [...(isUntouched ? [] : strokes), [at]],
      isUntouched: false,
      isDrawing: true,
    })
  }

  goOn(...points: Point[]): void {
    const { strokes } = this.#drawn
    this.change({ strokes: [...strokes.slice(0, -1), [...strokes.at(-1)!, ...points]] })
  }

  end(): void {
    this.change({ isDrawing: false, pen: { ...this.#drawn.pen, isDown: false } })
  }

  put(strokes: readonly Stroke[]): void {
    this.change({ strokes, isUntouched: false })
    this.end()
  }

  /** Takes the last stroke away. */
  undo(): void {
    this.put(this.#drawn.strokes.slice(0, -1))
  }

  /** Moves the keyboard's pen, which draws if it is down. */
  movePen([right, down]: Point): void {
    const { at, isDown } = this.#drawn.pen
    const inside = (value: number) => Math.min(side - 1, Math.max(0, value))
    const to: Point = [inside(at[0] + right), inside(at[1] + down)]
    this.change({ pen: { at: to, isDown } })
    if (isDown) this.goOn(to)
  }

  /** Puts the keyboard's pen down, or lifts it. */
  turnPen(): void {
    const { at, isDown } = this.#drawn.pen
    if (isDown) {
      this.end()
      return
    }
    this.begin(at)
    this.change({ pen: { at, isDown: true } })
  }
}
