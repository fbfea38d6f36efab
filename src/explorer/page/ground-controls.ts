import { descend } from '../../descent/descend'
import type { Point } from '../../types'
import { groundOf } from '../ground'
import { make } from '../methods'
import { checkControl } from './controls/check'
import type { Controls } from './controls/controls'
import { dialControl } from './controls/dial'
import { evenScale, numberControl } from './controls/number'
import { el } from './dom'
import { formulaField } from './formula-field'
import type { State } from './state'
import { surfaceMenu } from './surface-menu'
import { tryOut } from './try-out'

/** As many as are drawn within a frame. */
const mostSteps = 500

/** What is walked on, from where and how far. */
export function groundControls(state: State, controls: Controls): HTMLElement {
  const field = formulaField(state, controls)
  return el(
    'fieldset',
    {},
    el('legend', {}, 'Ground and start'),
    surfaceMenu(state, controls, field),
    field.element,
    controls.bind('degrees', onChange => dialControl('turn, °', onChange)),
    controls.bind('sigma', onChange =>
      numberControl({
        label: 'noise σ',
        scale: evenScale(0, 5, 2),
        refuse: sigma =>
          sigma >= 0 && Number.isFinite(sigma) ? undefined : 'must be a finite number ≥ 0',
        onChange,
      }),
    ),
    controls.bind('fresh', onChange => checkControl('new noise at each step', onChange)),
    startControl(state, controls, 0),
    startControl(state, controls, 1),
    controls.bind('steps', onChange =>
      numberControl({
        label: 'steps',
        scale: evenScale(1, mostSteps),
        refuse: steps =>
          Number.isInteger(steps) && steps >= 1 && steps <= mostSteps
            ? undefined
            : `must be a whole number from 1 to ${mostSteps}`,
        onChange,
      }),
    ),
  )
}

/** One coordinate of the start. */
function startControl(state: State, controls: Controls, axis: 0 | 1): HTMLElement {
  const { domain } = groundOf({ ...state.initial, degrees: 0, sigma: 0 })
  const [min, max] = axis === 0 ? domain.x : domain.y
  const moved = (value: number): Point => {
    const [x, y] = state.shown.from
    return axis === 0 ? [value, y] : [x, value]
  }
  const control = numberControl({
    label: axis === 0 ? 'start x' : 'start y',
    scale: evenScale(min, max, 2),
    // Walks that take no step refuse what is no start.
    refuse: value =>
      tryOut(() =>
        descend(state.ground, make(state.shown.optimizers[0]!), {
          ...{ from: moved(value), steps: 0, warn: false },
        }),
      ),
    onChange: value => controls.attempt({ from: moved(value) }),
  })
  return controls.add(control, ({ from }) => from[axis])
}
