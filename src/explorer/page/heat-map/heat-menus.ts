import { scales, settingsOf } from '../../methods'
import type { ExplorerSpec, OptimizerSpec } from '../../spec'
import { button } from '../controls/button'
import { choiceControl } from '../controls/choice'
import { el } from '../dom'

/** What a heat map is to be drawn of: an optimizer, by its place, and two of its settings. */
export class HeatMenus {
  readonly element: HTMLElement = el('div', { class: 'row' })
  readonly #optimizers: readonly OptimizerSpec[]
  readonly #draw: HTMLElement
  #optimizer = 0
  #names: [x: string, y: string] = ['lr', 'lr']

  constructor({ optimizers, map }: ExplorerSpec, onDraw: () => void) {
    this.#optimizers = optimizers
    this.#draw = button('Draw', onDraw)
    this.reset(map)
  }

  get optimizer(): number {
    return this.#optimizer
  }

  get names(): readonly [x: string, y: string] {
    return [...this.#names]
  }

  /** Chooses two settings of the first optimizer, or else the first optimizer that has two. */
  reset(map: ExplorerSpec['map']): void {
    const first = this.#optimizers.findIndex(({ method }) => numeric(method).length > 1)
    this.#pick(map ? 0 : Math.max(0, first), map)
  }

  #pick(optimizer: number, map?: ExplorerSpec['map']): void {
    const names = numeric(this.#optimizers[optimizer]!.method)
    this.#optimizer = optimizer
    this.#names = map ? [...map] : [names[0]!, names[1] ?? names[0]!]
    const menu = choiceControl(
      'optimizer',
      this.#optimizers.map(({ method }, i) => [String(i), method] as const),
      value => this.#pick(Number(value)),
    )
    menu.set(String(optimizer))
    this.element.replaceChildren(
      menu.element,
      this.#axis(0, 'across', names),
      this.#axis(1, 'up', names),
      this.#draw,
    )
  }

  #axis(side: 0 | 1, label: string, names: readonly string[]): HTMLElement {
    const menu = choiceControl(
      label,
      names.map(name => [name, name] as const),
      name => {
        this.#names[side] = name
      },
    )
    menu.set(this.#names[side])
    return menu.element
  }
}

/** The settings that are numbers. */
const numeric = (method: string): string[] => settingsOf[method]!.filter(name => name in scales)
