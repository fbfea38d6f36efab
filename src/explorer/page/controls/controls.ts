import type { Shown, State } from '../state'
import { tryOut } from '../try-out'
import type { Control } from './control'

/** The controls of an explorer: they show its state, and change it. */
export class Controls {
  readonly #state: State
  readonly #say: (words: string) => void
  /** Each sets its control to what the state says. */
  readonly #setters: (() => void)[] = []

  /** @param say - Is told why a change is refused. */
  constructor(state: State, say: (words: string) => void) {
    this.#state = state
    this.#say = say
  }

  /** Takes a control in, with what it has to show; returns its element. */
  add<Value>(control: Control<Value>, value: (shown: Shown) => Value): HTMLElement {
    this.#setters.push(() => control.set(value(this.#state.shown)))
    return control.element
  }

  /** Takes in a control that shows one field of the state, and changes it. */
  bind<Name extends keyof Shown>(
    name: Name,
    make: (onChange: (value: Shown[Name]) => void) => Control<Shown[Name]>,
  ): HTMLElement {
    return this.add(
      make(value => this.attempt({ [name]: value })),
      shown => shown[name],
    )
  }

  /** Sets all controls to what the state says. */
  refresh(): void {
    for (const set of this.#setters) set()
  }

  /** Changes the state for a control that shows the change already, or says why not. */
  attempt(next: Partial<Shown>): boolean {
    const reason = tryOut(() => this.#state.change(next))
    if (reason !== undefined) this.#say(reason)
    return reason === undefined
  }

  /** The same for a change that comes from elsewhere, which controls have yet to show. */
  put(next: Partial<Shown>): void {
    if (this.attempt(next)) this.refresh()
  }
}
