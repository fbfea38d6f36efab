import { button } from './controls/button'
import { el } from './dom'
import type { State } from './state'

/** Play, pause, and a slider through the steps of a walk. */
export class Player {
  readonly element: HTMLElement
  readonly #state: State
  readonly #slider = el('input', {
    ...{ type: 'range', min: 0, step: 1, class: 'time' },
    'aria-label': 'Step shown',
  })
  readonly #clock = el('output')
  readonly #play = button('▶ Play', () => (this.#timer ? this.#pause() : this.#start()))
  #timer = 0

  constructor(state: State) {
    this.#state = state
    this.#slider.addEventListener('input', () => this.#stop(Number(this.#slider.value)))
    this.element = el(
      'div',
      { class: 'row' },
      this.#play,
      button('‹', () => this.#stop(state.shown.t - 1), 'One step back'),
      this.#slider,
      button('›', () => this.#stop(state.shown.t + 1), 'One step on'),
      this.#clock,
    )
    state.watch(({ steps, time }) => {
      if (steps) this.#pause()
      if (time) this.#tell()
    })
    this.#tell()
  }

  #start(): void {
    const { t, steps } = this.#state.shown
    // Those who prefer reduced motion see the end at once.
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#show(steps)
      return
    }
    if (t >= steps) this.#show(0)
    this.#play.textContent = '❚❚ Pause'
    // Six seconds at most, but never faster than the eye can follow.
    const pace = Math.max(33, Math.min(150, 6000 / steps))
    this.#timer = window.setInterval(() => {
      const now = this.#state.shown
      if (!this.element.isConnected || now.t >= now.steps) this.#pause()
      else this.#show(now.t + 1)
    }, pace)
  }

  #pause(): void {
    clearInterval(this.#timer)
    this.#timer = 0
    this.#play.textContent = '▶ Play'
  }

  /** Stays at step `t`. */
  #stop(t: number): void {
    this.#pause()
    this.#show(t)
  }

  #show(t: number): void {
    this.#state.change({ t: Math.min(this.#state.shown.steps, Math.max(0, t)) })
  }

  /** Says which step is shown. */
  #tell(): void {
    const { t, steps } = this.#state.shown
    this.#slider.max = String(steps)
    this.#slider.value = String(t)
    this.#clock.textContent = `step ${t} of ${steps}`
  }
}
