type Attributes = Record<string, string | number | boolean | undefined>
type Child = Node | string

const focusable = new Set(['input', 'select', 'button', 'textarea', 'summary'])

/** An element with attributes and children; `false` and undefined leave an attribute out. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  // JupyterLab's shortcuts, arrow keys among them, look only at the element in focus.
  if (focusable.has(name) || 'tabindex' in attributes) {
    element.setAttribute('data-lm-suppress-shortcuts', 'true')
  }
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) element.setAttribute(key, String(value))
  }
  element.append(...children)
  return element
}

let ids = 0

/** A new id for a control, so that its label can name it. */
export const newId = (): string => `downhill-${++ids}-${Math.random().toString(36).slice(2, 8)}`

/** A number as people read it: four digits, or all that it has. */
export function inDigits(value: number, all: boolean): string {
  if (all) return String(value)
  const short = Number(value.toPrecision(4))
  return Math.abs(short) >= 1e5 || (short !== 0 && Math.abs(short) < 1e-3)
    ? value.toExponential(3)
    : String(short)
}
