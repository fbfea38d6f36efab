/** An element with a class, attributes and what is in it. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

export function button(
  words: string | readonly (Node | string)[],
  onClick: () => void,
): HTMLButtonElement {
  const element = el('button', { type: 'button' }, ...[words].flat())
  element.addEventListener('click', onClick)
  return element
}
