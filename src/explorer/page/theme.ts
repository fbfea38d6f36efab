import type { Theme } from './plotly'

/** An element that wants to know when the page turns dark or light. */
export interface Themed extends HTMLElement {
  themeChanged?: () => void
}

/** The colours that an element has by its style. */
export function themeOf(element: HTMLElement): Theme {
  const style = getComputedStyle(element)
  return {
    ink: style.color,
    paper: style.backgroundColor,
    line: style.getPropertyValue('--line').trim() || '#7d8894',
  }
}

const isPrinted = (): boolean => matchMedia('print').matches

/**
 * Whether the page is dark: JupyterLab says so on its body, others leave it to the system. On paper it is
 * light.
 */
export function isDark(): boolean {
  if (isPrinted()) return false
  const { jpThemeLight } = document.body.dataset
  if (jpThemeLight !== undefined) return jpThemeLight === 'false'
  return matchMedia('(prefers-color-scheme: dark)').matches
}

/**
 * Calls `themeChanged` of the element when the page turns dark or light, or goes to the printer. The page
 * outlives the element and holds it only by a weak reference, so that a cell that is run again leaves
 * nothing behind. (This is a function of its own because all functions made inside one keep alive what
 * any of them uses.)
 */
export function watchTheme(weak: WeakRef<Themed>): void {
  const media = [matchMedia('(prefers-color-scheme: dark)'), matchMedia('print')]
  const tell = (): void => {
    const element = weak.deref()
    if (element) {
      element.themeChanged?.()
      return
    }
    onBody.disconnect()
    for (const one of media) one.removeEventListener('change', tell)
  }
  const onBody = new MutationObserver(tell)
  onBody.observe(document.body, { attributes: true, attributeFilter: ['data-jp-theme-light'] })
  for (const one of media) one.addEventListener('change', tell)
}

/**
 * Calls `changed` when the element's width changes, but not for the width of paper, because the printer
 * does not wait for a new drawing.
 */
export function watchWidth(element: HTMLElement, changed: () => void): void {
  let width = element.clientWidth
  new ResizeObserver(() => {
    if (!element.isConnected || element.clientWidth === width || isPrinted()) return
    width = element.clientWidth
    changed()
  }).observe(element)
}
