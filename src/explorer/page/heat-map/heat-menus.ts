import { scales, settingsOf } from '../../methods'
import type { ExplorerSpec } from '../../spec'
import { button } from '../controls/button'
import { choiceControl } from '../controls/choice'
import { el } from '../dom'

/** What a heat map is to be drawn of: an optimizer, by its place, and two of its settings. */
export interface Wanted {
  readonly optimizer: number
  readonly names: [x: string, y: string]
}

export interface HeatMenus {
  readonly element: HTMLElement
  readonly wanted: Wanted
  /** Chooses again what was chosen at first. */
  reset(): void
}

/** The menus above a heat map: at first for what the cell has asked for, or the first optimizer that has two numbers. */
export function heatMenus({ optimizers, map }: ExplorerSpec, onDraw: () => void): HeatMenus {
  const element = el('div', { class: 'row' })
  const draw = button('Draw', onDraw)
  const wantedOf = (optimizer: number): Wanted => {
    const [x, y = x] = numeric(optimizers[optimizer]!.method)
    return { optimizer, names: [x!, y!] }
  }
  const first = optimizers.findIndex(({ method }) => numeric(method).length > 1)
  const atFirst = (): Wanted =>
    map ? { optimizer: 0, names: [...map] } : wantedOf(Math.max(0, first))
  let wanted = atFirst()
  const show = (next: Wanted): void => {
    wanted = next
    const { optimizer, names } = next
    const axis = (side: 0 | 1, label: string): HTMLElement => {
      const pairs = numeric(optimizers[optimizer]!.method).map(name => [name, name] as const)
      return choice(label, pairs, names[side], name => {
        names[side] = name
      })
    }
    element.replaceChildren(
      choice(
        'optimizer',
        optimizers.map(({ method }, i) => [String(i), method] as const),
        String(optimizer),
        place => show(wantedOf(Number(place))),
      ),
      axis(0, 'across'),
      axis(1, 'up'),
      draw,
    )
  }
  show(wanted)
  return {
    element,
    get wanted() {
      return wanted
    },
    reset: () => show(atFirst()),
  }
}

function choice(
  label: string,
  pairs: Parameters<typeof choiceControl>[1],
  chosen: string,
  onChange: (value: string) => void,
): HTMLElement {
  const control = choiceControl(label, pairs, onChange)
  control.set(chosen)
  return control.element
}

/** The settings that are numbers. */
const numeric = (method: string): string[] => settingsOf[method]!.filter(name => name in scales)
