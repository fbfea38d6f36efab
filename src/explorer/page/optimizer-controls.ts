import { choices, make, scales, settingsOf } from '../methods'
import { checkControl } from './controls/check'
import { choiceControl } from './controls/choice'
import type { Controls } from './controls/controls'
import { numberControl } from './controls/number'
import { el } from './dom'
import type { State } from './state'
import { tryOut } from './try-out'

/** For each optimizer a group: whether its path is drawn, and its settings. */
export function optimizerControls(state: State, controls: Controls): HTMLElement[] {
  return state.initial.optimizers.map(({ method }, place) =>
    el(
      'fieldset',
      {},
      el('legend', {}, showControl(state, controls, place)),
      ...settingsOf[method]!.map(name => settingControl(state, controls, place, name)),
    ),
  )
}

function showControl(state: State, controls: Controls, place: number): HTMLElement {
  const { name, color } = state.looks[place]!
  const onChange = (on: boolean): void => {
    const hidden = new Set(state.shown.hidden)
    if (on) hidden.delete(place)
    else hidden.add(place)
    state.change({ hidden })
  }
  return controls.add(checkControl(name, onChange, color), ({ hidden }) => !hidden.has(place))
}

function settingControl(
  state: State,
  controls: Controls,
  place: number,
  name: string,
): HTMLElement {
  const changed = (value: number | string) => state.optimizersWith(place, { [name]: value })
  const onChange = (value: number | string): void => {
    controls.attempt({ optimizers: changed(value) })
  }
  const options = choices[name]
  if (options) {
    const pairs = options.map(option => [option, option] as const)
    return controls.add(choiceControl(name, pairs, onChange), ({ optimizers }) =>
      String(optimizers[place]!.settings[name]),
    )
  }
  const control = numberControl({
    label: name,
    scale: scales[name]!,
    refuse: value => tryOut(() => make(changed(value)[place]!)),
    onChange,
  })
  return controls.add(control, ({ optimizers }) => Number(optimizers[place]!.settings[name]))
}
