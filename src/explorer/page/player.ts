import { button } from './controls'
import { el } from './dom'

/** Play, pause, and a slider through the steps of a walk. */
export class Player {
  readonly element: HTMLElement
  readonly #slider = el('input', {
    ...{ type: 'range', min: 0, step: 1, class: 'time' },
    'aria-label': 'Step shown',
  })
  readonly #clock = el('output')
  readonly #play = button('▶ Play', () => (this.#timer ? this.pause() : this.#start()))
  readonly #onChange: () => void
  #timer = 0
  #steps = 0
  #t = 0

  /** @param onChange - Is told that another step is shown. */
  constructor(onChange: () => void) {
    this.#onChange = onChange
    this.#slider.addEventListener('input', () => this.#by(Number(this.#slider.value) - this.#t))
    this.element = el(
      'div',
      { class: 'row' },
      this.#play,
      button('‹', () => this.#by(-1), 'One step back'),
      this.#slider,
      button('›', () => this.#by(1), 'One step on'),
      this.#clock,
    )
  }

  /** The step that is shown. */
  get t(): number {
    return this.#t
  }

  /** Shows the end of a walk of this many steps. */
  reset(steps: number): void {
    this.pause()
    this.#steps = steps
    this.#slider.max = String(steps)
    this.#show(steps)
  }

  pause(): void {
    clearInterval(this.#timer)
    this.#timer = 0
    this.#play.textContent = '▶ Play'
  }

  #start(): void {
    // Those who prefer reduced motion see the end at once.
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#show(this.#steps)
      return
    }
    if (this.#t >= this.#steps) this.#show(0)
    this.#play.textContent = '❚❚ Pause'
    // Six seconds at most, but never faster than the eye can follow.
    const pace = Math.max(33, Math.min(150, 6000 / this.#steps))
    this.#timer = window.setInterval(() => {
      if (!this.element.isConnected || this.#t >= this.#steps) this.pause()
      else this.#show(this.#t + 1)
    }, pace)
  }

  #by(steps: number): void {
    this.pause()
    this.#show(this.#t + steps)
  }

  #show(t: number): void {
    this.#t = Math.min(this.#steps, Math.max(0, t))
    this.#slider.value = String(this.#t)
    this.#clock.textContent = `step ${this.#t} of ${this.#steps}`
    this.#onChange()
  }
}
