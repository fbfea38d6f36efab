/** What the explorer calls of plotly.js. */
export interface Plotly {
  react(div: HTMLElement, data: unknown[], layout: object, config: object): Promise<unknown>
  newPlot(div: HTMLElement, data: unknown[], layout: object, config: object): Promise<unknown>
  relayout(div: HTMLElement, layout: object): Promise<unknown>
}

/** Nothing of Plotly's own reacts to the mouse: what moves is drawn above it. */
export const still = { staticPlot: true, displayModeBar: false } as const

/** The colours of a page, light or dark. */
export interface Theme {
  readonly ink: string
  readonly paper: string
  readonly line: string
}

export const layoutFor = ({ ink }: Theme, width: number, height: number) => ({
  width,
  height,
  paper_bgcolor: 'rgba(0,0,0,0)',
  plot_bgcolor: 'rgba(0,0,0,0)',
  font: { family: 'system-ui, sans-serif', size: 12, color: ink },
  showlegend: false,
})

/** A line with ticks and a title; how far it goes. */
export const axisFor = ({ line }: Theme, title: string, range: readonly [number, number]) => ({
  zeroline: false,
  showgrid: false,
  showline: true,
  linecolor: line,
  ticks: 'outside',
  tickcolor: line,
  title: { text: title, standoff: 4 },
  range: [...range],
})
