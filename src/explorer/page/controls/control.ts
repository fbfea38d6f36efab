/** A labelled control whose value can be set without its reporting a change. */
export interface Control<Value> {
  readonly element: HTMLElement
  set(value: Value): void
}
