import { ink } from './palette'

/** What every figure is drawn on: a white sheet, with its title above it, if it has one. */
export function sheet(title: string | undefined): Readonly<Record<string, unknown>> {
  return {
    font: { family: 'system-ui, sans-serif', size: 13, color: ink },
    // Said here, because some readers apply their own theme to what a figure leaves open.
    paper_bgcolor: '#ffffff',
    plot_bgcolor: '#ffffff',
    ...(title === undefined
      ? {}
      : { title: { text: title, font: { size: 18 }, x: 0.5, xanchor: 'center' } }),
  }
}
