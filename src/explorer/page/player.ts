import { button } from './controls/button'
import { el } from './dom'
import type { State } from './state'

/** Play, pause, and a slider through the steps of a walk. */
export function player(state: State): HTMLElement {
  let timer = 0
  const pause = (): void => {
    clearInterval(timer)
    timer = 0
    play.textContent = '▶ Play'
  }
  const show = (t: number): void => state.change({ t: Math.min(state.shown.steps, Math.max(0, t)) })
  const start = (): void => {
    const { t, steps } = state.shown
    // Those who prefer reduced motion see the end at once.
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      show(steps)
      return
    }
    if (t >= steps) show(0)
    play.textContent = '❚❚ Pause'
    // Six seconds at most, but never faster than the eye can follow.
    const pace = Math.max(33, Math.min(150, 6000 / steps))
    timer = window.setInterval(() => {
      const now = state.shown
      if (!element.isConnected || now.t >= now.steps) pause()
      else show(now.t + 1)
    }, pace)
  }
  const stopAt = (t: number): void => {
    pause()
    show(t)
  }

  const play = button('▶ Play', () => (timer ? pause() : start()))
  const clock = el('output')
  const slider = el('input', {
    ...{ type: 'range', min: 0, step: 1, class: 'time' },
    'aria-label': 'Step shown',
  })
  slider.addEventListener('input', () => stopAt(Number(slider.value)))
  const element = el(
    'div',
    { class: 'row' },
    play,
    button('‹', () => stopAt(state.shown.t - 1), 'One step back'),
    slider,
    button('›', () => stopAt(state.shown.t + 1), 'One step on'),
    clock,
  )
  const tell = (): void => {
    const { t, steps } = state.shown
    slider.max = String(steps)
    slider.value = String(t)
    clock.textContent = `step ${t} of ${steps}`
  }
  state.watch(({ steps, time }) => {
    if (steps) pause()
    if (time) tell()
  })
  tell()
  return element
}
