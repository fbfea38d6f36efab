import { checkOptions, nameOf } from '../check'
import type { Domain } from '../types'
import type { Figure, Mark, Trace } from './mark'
import { nice } from './nice'
import { ink, others } from './palette'

/** What stands around the marks. */
export interface FigureOptions {
  /** The line above the figure. */
  readonly title?: string
  /** In pixels, 200 to 2000; by default 700. */
  readonly width?: number
  /** In pixels, 200 to 2000; by default what the marks need. */
  readonly height?: number
  /** What the axis below curves is called; by default 'step'. */
  readonly xTitle?: string
  /** What the axis beside curves is called; by default nothing. */
  readonly yTitle?: string
  /** Whether that axis counts in powers of ten; by default false. Values ≤ 0 are gaps then. */
  readonly yLog?: boolean
  /** Whether the axis below does; by default false. */
  readonly xLog?: boolean
  /** What is drawn, for those who cannot see it; by default made from the title and the marks. */
  readonly alt?: string
}

const size = { min: 200, max: 2000 }

/**
 * Joins marks into a figure, the first at the bottom.
 *
 * On the plane both axes have the same scale, so that gradients stand at right angles to contour
 * lines, and show the domain of the marks: a path that leaves it is cut at the border. In space the
 * figure can be turned with the mouse. Curves have the step below and their values beside them.
 *
 * @param marks - What to draw, at least one: on the plane `contour`, `quiver`, `path`, `regions`
 * and `dots`; over steps `curve`, `band` and `heat`; in space `wireframe`.
 * @param options - `title`: the line above the figure, by default none. `width` and `height`: in
 * pixels, 200 to 2000; by default 700, and what the marks need. `xTitle`, `yTitle`: of curves, what the
 * axes are called, by default 'step' and nothing. `xLog`, `yLog`: of curves, whether the axis counts in
 * powers of ten, by default false. `alt`: the figure in words; by default made from the title and the
 * marks.
 * @returns Plotly's { data, layout }, with the words in layout.meta.alt.
 * @throws TypeError for what is no mark, for marks of different dimensions together and for an unknown
 * option; RangeError for a width or a height out of its interval.
 * @example show(figure([contour(surfaces.bowl), path(walk)], { title: 'SGD', width: 600 }))
 */
export function figure(marks: readonly Mark[], options: FigureOptions = {}): Figure {
  checkMarks(marks)
  checkOptions('figure', options, [
    'title',
    'width',
    'height',
    'xTitle',
    'yTitle',
    'xLog',
    'yLog',
    'alt',
  ])
  const { title, width = 700, height } = options
  checkSize('width', width)
  if (height !== undefined) checkSize('height', height)

  const phrases = marks.map(mark => mark.alt).join('; ')
  const alt = options.alt ?? `${title === undefined ? '' : `${title}: `}${phrases}.`
  const data = labelledOnce(marks.flatMap(mark => mark.data))
  const shared = {
    width,
    meta: { alt },
    font: { family: 'system-ui, sans-serif', size: 13, color: ink },
    // Said here, as some readers put their own theme under what a figure leaves open.
    paper_bgcolor: '#ffffff',
    plot_bgcolor: '#ffffff',
    ...(title === undefined
      ? {}
      : { title: { text: title, font: { size: 18 }, x: 0.5, xanchor: 'center' } }),
  }
  const titled = title !== undefined
  if (marks[0]!.dimensions === 1) {
    return { data, layout: { ...shared, ...overSteps(data, options, width, titled) } }
  }
  const domain = union(marks) ?? around(marks)
  const layout =
    marks[0]!.dimensions === 3
      ? { ...shared, ...inSpace(domain, height, titled) }
      : { ...shared, ...onPlane(data, domain, width, height, titled) }
  return { data, layout }
}

function inSpace(domain: Domain, height: number | undefined, titled: boolean) {
  const [width, depth] = [domain.x[1] - domain.x[0], domain.y[1] - domain.y[0]]
  // True proportions up to 2 to 1; a longer strip would be too thin to see.
  const ratio = Math.min(2, Math.max(1 / 2, width / depth))
  // A little room, so that the first label of an axis does not lie on that of the axis it meets.
  const range = ([min, max]: readonly [number, number]) => {
    const room = (max - min) / 20
    return [min - room, max + room]
  }
  const axis = { gridcolor: '#e3e7ec', zerolinecolor: '#c5ccd5', showspikes: false }
  return {
    height: height ?? 480,
    margin: { l: 0, r: 0, t: titled ? 50 : 10, b: 0 },
    scene: {
      xaxis: { ...axis, title: { text: 'x' }, range: range(domain.x) },
      yaxis: { ...axis, title: { text: 'y' }, range: range(domain.y) },
      zaxis: { ...axis, title: { text: 'f(x, y)' } },
      aspectmode: 'manual',
      aspectratio: { x: Math.sqrt(ratio), y: 1 / Math.sqrt(ratio), z: 0.7 },
      // Looking a little below the middle moves the picture up, where there is room.
      camera: { eye: { x: 0.95, y: -1.6, z: 0.75 }, center: { x: 0, y: 0, z: -0.15 } },
    },
  }
}

function overSteps(
  data: readonly Trace[],
  { height = 400, xTitle = 'step', yTitle, xLog = false, yLog = false }: FigureOptions,
  width: number,
  titled: boolean,
) {
  const axis = { zeroline: false, gridcolor: '#e3e7ec', showline: true, ticks: 'outside' }
  return {
    height,
    margin: {
      l: 75,
      r: data.some(trace => trace.type === 'heatmap') ? 110 : 30,
      t: titled ? 60 : 25,
      b: 60 + legendHeight(data, width),
    },
    xaxis: { ...axis, title: { text: xTitle }, ...(xLog ? powersOfTen(data, 'x') : {}) },
    yaxis: {
      ...axis,
      automargin: true,
      ...(yTitle === undefined ? {} : { title: { text: yTitle, standoff: 12 } }),
      ...(yLog ? powersOfTen(data, 'y') : {}),
    },
    colorway: others,
    hovermode: 'closest',
    ...legend(data),
  }
}

/** Over many powers of ten, a label every few of them; over one to three, 2 and 5 between them. */
function powersOfTen(data: readonly Trace[], axis: 'x' | 'y') {
  const exponents = data
    .flatMap(trace => trace[axis] as (number | null)[])
    .flatMap(value => (value !== null && value > 0 ? [Math.log10(value)] : []))
  const high = exponents.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const low = exponents.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const range = high - low
  // Plotly's own choice, with 3, 4, 6, 7, 8 and 9 as well, writes them over the powers.
  const few =
    range > 3 ? { dtick: Math.max(1, nice(range / 5)) } : range > 0.9 ? { dtick: 'D2' } : {}
  return { type: 'log', exponentformat: 'power', ...few }
}

function onPlane(
  data: readonly Trace[],
  domain: Domain,
  width: number,
  height: number | undefined,
  titled: boolean,
) {
  const bar = data.some(trace => trace.type === 'quiver')
  const bottom = 60 + legendHeight(data, width)
  const margin = { l: 60, r: bar ? 110 : 30, t: titled ? 60 : 25, b: bottom }
  const ratio = (domain.y[1] - domain.y[0]) / (domain.x[1] - domain.x[0])
  const inside = Math.min(560, Math.max(220, (width - margin.l - margin.r) * ratio))
  const axis = { zeroline: false, showgrid: false, ticks: 'outside', showline: true, mirror: true }
  return {
    height: height ?? Math.round(inside + margin.t + margin.b),
    margin,
    // constrain: where the box has another shape, it shrinks instead of showing more of one axis.
    xaxis: { ...axis, title: { text: 'x' }, range: [...domain.x], constrain: 'domain' },
    yaxis: {
      ...axis,
      title: { text: 'y' },
      range: [...domain.y],
      constrain: 'domain',
      scaleanchor: 'x',
      scaleratio: 1,
    },
    hovermode: 'closest',
    ...legend(data),
  }
}

/** The names in the legend; what carries the same name stands there once. */
function inLegend(data: readonly Trace[]): readonly Trace[] {
  return data.filter(trace => trace.showlegend === true)
}

/**
 * In pixels: the legend stands below the axis title, in one row if the names fit, else in columns as
 * wide as the longest.
 */
export function legendHeight(data: readonly Trace[], width: number): number {
  // It is as wide as the axes at most; a letter takes about 8 pixels, what stands before a name 50.
  const room = width - 90
  const widths = inLegend(data).map(({ name }) => 50 + 8 * String(name).length)
  const total = widths.reduce((sum, one) => sum + one, 0)
  const columns = Math.max(1, Math.floor(room / Math.max(...widths, 1)))
  return (total <= room ? Math.min(1, widths.length) : Math.ceil(widths.length / columns)) * 26
}

/** The layout of the legend. */
export function legend(data: readonly Trace[]): Readonly<Record<string, unknown>> {
  return {
    showlegend: inLegend(data).length > 0,
    legend: {
      orientation: 'h',
      x: 0.5,
      xanchor: 'center',
      yref: 'container',
      y: 0,
      yanchor: 'bottom',
    },
  }
}

/** Several paths from one start: one label there is enough. */
function labelledOnce(data: readonly Trace[]): Trace[] {
  const seen = new Set<string>()
  return data.map(trace => {
    if (!Array.isArray(trace.text) || trace.text[0] !== 'start') return trace
    const start = `${(trace.x as number[])[0]} ${(trace.y as number[])[0]}`
    const known = seen.has(start)
    seen.add(start)
    return known ? { ...trace, text: trace.text.map(() => '') } : trace
  })
}

/** The smallest domain that holds those of all marks; undefined if no mark has one. */
function union(marks: readonly Mark[]): Domain | undefined {
  const domains = marks.flatMap(mark => mark.domain ?? [])
  if (domains.length === 0) return undefined
  const over = (axis: 'x' | 'y'): [number, number] => [
    Math.min(...domains.map(domain => domain[axis][0])),
    Math.max(...domains.map(domain => domain[axis][1])),
  ]
  return { x: over('x'), y: over('y') }
}

/** A domain around the points of paths that are drawn without a map. */
function around(marks: readonly Mark[]): Domain {
  const over = (axis: 'x' | 'y'): [number, number] => {
    const values = marks.flatMap(mark => mark.data.flatMap(trace => trace[axis] as number[]))
    const min = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
    const max = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
    const room = (max - min) * 0.08 || 1
    return [min - room, max + room]
  }
  return { x: over('x'), y: over('y') }
}

function checkMarks(marks: readonly Mark[]): void {
  if (Array.isArray((marks as unknown as Partial<Mark>)?.data)) {
    const { layout } = marks as unknown as Partial<Figure>
    throw new TypeError(
      layout === undefined
        ? 'figure takes an array of marks, even for a single one: figure([path(walk)]).'
        : 'figure was given a figure: show it with show(…), or put several next to each other with sideBySide([f, g]).',
    )
  }
  if (!Array.isArray(marks) || marks.length === 0) {
    throw new TypeError(
      `figure takes an array of at least one mark, such as [contour(surfaces.bowl)], not ${Array.isArray(marks) ? 'an empty one' : nameOf(marks)}.`,
    )
  }
  for (const mark of marks) {
    const given = Object(mark) as Partial<Mark> & Partial<Figure> & { points?: unknown }
    if (!Array.isArray(given.data) || given.dimensions === undefined) {
      const mend =
        given.layout !== undefined
          ? 'a figure: put figures next to each other with sideBySide([f, g])'
          : Array.isArray(given.points)
            ? 'a walk: draw it with path(walk), or curve(walk)'
            : typeof (given as { f?: unknown }).f === 'function'
              ? 'a surface: draw it with contour(surface), or wireframe(surface)'
              : nameOf(mark)
      throw new TypeError(
        `figure draws marks, what contour, path, curve, wireframe, … return, not ${mend}.`,
      )
    }
  }
  if (marks.some(mark => mark.dimensions !== marks[0]!.dimensions)) {
    throw new TypeError(
      'figure draws marks on the plane (contour, quiver, path, regions, dots), over steps (curve, band, heat) or in space (wireframe), one kind at a time.',
    )
  }
}

function checkSize(name: string, value: number): void {
  if (!(value >= size.min && value <= size.max)) {
    throw new RangeError(
      `figure takes a ${name} from ${size.min} to ${size.max} pixels, not ${typeof value === 'number' ? value : nameOf(value)}.`,
    )
  }
}
