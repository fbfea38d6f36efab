import { surfaces } from '../../surfaces/surfaces'
import { groundOf } from '../ground'
import { choiceControl } from './controls/choice'
import type { Controls } from './controls/controls'
import type { FormulaField } from './formula-field'
import type { State } from './state'

/** What the menu says for the formula that is typed, and for a learner's own surface in the cell. */
const [typedOne, givenOne] = ['(your own)', '(given)']

/** A choice among the package's surfaces, what the cell gave, and the formula that was typed. */
export function surfaceMenu(state: State, controls: Controls, field: FormulaField): HTMLElement {
  const given = 'f' in state.initial.ground ? state.initial.ground : undefined
  const menu = choiceControl(
    'surface',
    [
      ...(given ? [[givenOne, given.name] as const] : []),
      ...Object.entries(surfaces).map(([key, { name }]) => [key, name] as const),
      [typedOne, typedOne] as const,
    ],
    value => {
      if (value === typedOne && field.isNew) return field.take(true)
      const { typed, degrees } = state.shown
      const ground = value === typedOne ? typed! : value === givenOne ? given! : { name: value }
      const { start: from } = groundOf({ ground, degrees, sigma: 0, seed: 0, fresh: false })
      controls.put({ ground, from })
    },
  )
  return controls.add(menu, ({ ground, typed }) =>
    ground === typed ? typedOne : ground === given ? givenOne : ground.name,
  )
}
