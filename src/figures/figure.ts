import { checkOptions, checkTexts, nameOf } from '../check'
import type { Domain } from '../types'
import { extent, withRoom } from './extent'
import { hasOneScale, numbersOf, type TypedArray } from './grid'
import type { Figure, Mark, Trace } from './mark'
import { nice } from './nice'
import { labelsWithout, nameWithout, offsetOf, without } from './offset'
import { ink, others } from './palette'
import { thinned } from './thin'
import { thinnedCurves } from './thin-curves'

/** What stands around the marks. */
export interface FigureOptions {
  /** The line above the figure. */
  readonly title?: string
  /** In pixels, 200 to 2000; by default 700. */
  readonly width?: number
  /** In pixels, 200 to 2000; by default what the marks need. */
  readonly height?: number
  /** What the axis below is called; by default 'step' under curves and 'x' under a map. */
  readonly xTitle?: string
  /** What the axis on the left is called; by default nothing beside curves and 'y' beside a map. */
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
 * lines, and show the domain of the marks: a path that leaves it is cut at the border. A domain more
 * than ten times as long as wide has a scale for each axis. In space the figure can be turned with the
 * mouse. Curves have the step below and their values beside them.
 *
 * Where the numbers of an axis have much in common, 1,000,000,001 and 1,000,000,002, it is taken off
 * its labels, and the name of the axis says so: x − 1000000000. Of paths of more than 1000 points what
 * cannot be seen is left out: steps out of sight, and where others were drawn before.
 *
 * @param marks - What to draw, at least one: on the plane `contour`, `quiver`, `path`, `regions`
 * and `dots`; over steps `curve`, `band` and `heat`; in space `wireframe`.
 * @param options - `title`: the line above the figure, by default none. `width` and `height`: in
 * pixels, 200 to 2000; by default 700, and what the marks need. `xTitle`, `yTitle`: what the
 * axes are called, by default 'step' and nothing for curves, 'x' and 'y' for a map. `xLog`, `yLog`: of curves, whether the axis counts in
 * powers of ten, by default false. `alt`: the figure in words; by default made from the title and the
 * marks.
 * @returns Plotly's { data, layout }, with the words in layout.meta.alt.
 * @throws TypeError for what is no mark, for marks of different dimensions together and for an unknown
 * option; RangeError for a width or a height out of its interval.
 * @example show(figure([contour(surfaces.bowl), path(walk)], { title: 'SGD', width: 600 }))
 */
export function figure(marks: readonly Mark[], options: FigureOptions = {}): Figure {
  return figureWith([], marks, options)
}

/** As `figure`; of paths that are thinned out, the points after `updates` stay. */
export function figureWith(
  updates: readonly number[],
  marks: readonly Mark[],
  options: FigureOptions,
): Figure {
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
  checkTexts('figure', options, ['title', 'xTitle', 'yTitle', 'alt'])
  const { title, width = 700, height } = options
  checkSize('width', width)
  if (height !== undefined) checkSize('height', height)

  const domain = union(marks) ?? aroundPaths(marks)
  const box = sizeOnPlane(marks, domain, width)
  const drawn = {
    1: () => thinnedCurves(marks, width, options.xLog === true),
    2: () => thinned(marks, { ...domain, ...box }, updates),
    3: () => marks,
  }[marks[0]!.dimensions]()
  const names = drawn.flatMap(mark => inLegend(mark.data)).length
  const unnamed = names > mostNames ? [`the legend has the first ${mostNames} of ${names}`] : []
  const phrases = [...drawn.map(mark => mark.alt), ...unnamed].join('; ')
  const alt = options.alt ?? `${title === undefined ? '' : `${title}: `}${phrases}.`
  const data = firstNamed(labelledOnce(drawn.flatMap(mark => mark.data)))
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
  if (marks[0]!.dimensions === 3) {
    const space = inSpace(data, domain, height, titled)
    return { data: space.data, layout: { ...shared, ...space.layout } }
  }
  return { data, layout: { ...shared, ...onPlane(data, domain, box, options, titled) } }
}

function inSpace(
  data: readonly Trace[],
  domain: Domain,
  height: number | undefined,
  titled: boolean,
) {
  const [width, depth] = [domain.x[1] - domain.x[0], domain.y[1] - domain.y[0]]
  // True proportions up to 2 to 1; a longer strip would be too thin to see.
  const ratio = Math.min(2, Math.max(1 / 2, width / depth))
  // A graphics card has float32: what is common to the numbers of an axis is taken off.
  const offset = {
    x: offsetOf(...domain.x),
    y: offsetOf(...domain.y),
    z: offsetOf(...extent(data.flatMap(trace => extent(numbersOf(trace.z as TypedArray))))),
  }
  // A little room, so that the first label of an axis does not lie on that of the axis it meets.
  const along = (axis: 'x' | 'y') => {
    const room = (domain[axis][1] - domain[axis][0]) / 20
    const [min, max] = domain[axis].map(end => end - offset[axis]) as [number, number]
    return { title: { text: nameWithout(offset[axis], axis) }, range: [min - room, max + room] }
  }
  const axis = { gridcolor: '#e3e7ec', zerolinecolor: '#c5ccd5', showspikes: false }
  return {
    data: data.map(trace => without(offset, trace)),
    layout: {
      height: height ?? 480,
      margin: { l: 0, r: 0, t: titled ? 50 : 10, b: 0 },
      scene: {
        xaxis: { ...axis, ...along('x') },
        yaxis: { ...axis, ...along('y') },
        zaxis: { ...axis, title: { text: nameWithout(offset.z, 'f(x, y)') } },
        aspectmode: 'manual',
        aspectratio: { x: Math.sqrt(ratio), y: 1 / Math.sqrt(ratio), z: 0.7 },
        // Looking a little below the middle moves the picture up, where there is room.
        camera: { eye: { x: 0.95, y: -1.6, z: 0.75 }, center: { x: 0, y: 0, z: -0.15 } },
      },
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
  const [x, y] = [extentOf(data, 'x'), extentOf(data, 'y')]
  const offset = { x: offsetOf(...x), y: offsetOf(...y) }
  const yName =
    yTitle === undefined && offset.y === 0 ? undefined : nameWithout(offset.y, yTitle ?? 'value')
  return {
    height,
    margin: {
      l: 75,
      r: data.some(trace => trace.type === 'heatmap') ? 110 : 30,
      t: titled ? 60 : 25,
      b: 60 + legendHeight(data, width),
    },
    xaxis: {
      ...axis,
      title: { text: nameWithout(offset.x, xTitle) },
      ...(xLog ? powersOfTen(data, 'x') : {}),
      ...labelsWithout(offset.x, ...x),
    },
    yaxis: {
      ...axis,
      automargin: true,
      ...(yName === undefined ? {} : { title: { text: yName, standoff: 12 } }),
      ...(yLog ? powersOfTen(data, 'y') : {}),
      ...labelsWithout(offset.y, ...y),
    },
    colorway: others,
    hovermode: 'closest',
    ...legend(data, width),
  }
}

/** The range of an axis, its name, and labels where Plotly's own would be long and alike. */
function around([min, max]: readonly [number, number], name: string) {
  const offset = offsetOf(min, max)
  return {
    title: { text: nameWithout(offset, name) },
    range: [min, max],
    ...labelsWithout(offset, min, max),
  }
}

/** Over many powers of ten, a label every few of them; over one to three, 2 and 5 between them. */
export function powersOfTen(
  data: readonly Trace[],
  axis: 'x' | 'y',
): Readonly<Record<string, unknown>> {
  const [low, high] = extent(
    data.flatMap(trace =>
      extent((trace[axis] as (number | null)[]).filter(value => value !== null && value > 0)),
    ),
  ).map(Math.log10) as [number, number]
  const range = high - low
  const scale = { type: 'log', exponentformat: 'power' }
  if (range > 3) return { ...scale, dtick: Math.max(1, nice(range / 5)) }
  // Plotly would write 2 and 5 alone, and leave it to the reader of what.
  const powers = [-1, 0, 1, 2, 3, 4].map(more => Math.floor(low) + more)
  for (const digits of [
    [1, 2, 5],
    [1, 1.5, 2, 3, 4, 5, 6, 8],
  ]) {
    const all = powers.flatMap(power => digits.map(digit => Number(`${digit}e${power}`)))
    // A little farther than the values, as the axis goes.
    const room = range / 15
    const tickvals = all.filter(value => {
      const at = Math.log10(value)
      return at >= low - room && at <= high + room
    })
    if (tickvals.length >= 3) return { ...scale, tickvals, ticktext: tickvals.map(inFull) }
  }
  return scale
}

/** A number as one reads it: 0.002, 50; beyond a million or a ten-thousandth with a power of ten. */
function inFull(value: number): string {
  if (value >= 1e-4 && value <= 1e6) return String(value)
  const [digits, power] = value.toExponential().split('e')
  const factor = digits === '1' ? '' : `${digits}·`
  return `${factor}10<sup>${Number(power)}</sup>`.replace('-', '−')
}

/** In pixels, what stands beside a map on its left. */
const left = 60

/** In pixels, the room for a map and for what stands beside it on its right. */
function sizeOnPlane(marks: readonly Mark[], domain: Domain, width: number) {
  const bar = marks.some(mark => mark.data.some(trace => trace.type === 'quiver'))
  const right = bar ? 110 : 30
  const ratio = (domain.y[1] - domain.y[0]) / (domain.x[1] - domain.x[0])
  const inside = width - left - right
  // A strip with a scale for each axis need not be flat.
  const least = hasOneScale(domain) ? 220 : 320
  return { right, width: inside, height: Math.min(560, Math.max(least, inside * ratio)) }
}

function onPlane(
  data: readonly Trace[],
  domain: Domain,
  box: { right: number; width: number; height: number },
  { height, xTitle = 'x', yTitle = 'y' }: FigureOptions,
  titled: boolean,
) {
  const bottom = 60 + legendHeight(data, box.width + left + box.right)
  const margin = { l: left, r: box.right, t: titled ? 60 : 25, b: bottom }
  const axis = { zeroline: false, showgrid: false, ticks: 'outside', showline: true, mirror: true }
  return {
    height: height ?? Math.round(box.height + margin.t + margin.b),
    margin,
    // constrain: where the box has another shape, it shrinks instead of showing more of one axis.
    xaxis: { ...axis, ...around(domain.x, xTitle), constrain: 'domain' },
    yaxis: {
      ...axis,
      ...around(domain.y, yTitle),
      constrain: 'domain',
      ...(hasOneScale(domain) ? { scaleanchor: 'x', scaleratio: 1 } : {}),
    },
    hovermode: 'closest',
    ...legend(data, box.width + left + box.right),
  }
}

/** The names in the legend; what carries the same name stands there once. */
function inLegend(data: readonly Trace[]): readonly Trace[] {
  return data.filter(trace => trace.showlegend === true)
}

/** A legend of more names is not read, and a thousand take a browser longer than all else. */
const mostNames = 40

/** With the first names in the legend alone. */
function firstNamed(data: readonly Trace[]): readonly Trace[] {
  const rest = new Set(inLegend(data).slice(mostNames))
  return data.map(trace => (rest.has(trace) ? { ...trace, showlegend: false } : trace))
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
  const columns = Math.max(1, Math.floor(room / Math.max(1, extent(widths)[1])))
  const rows = total <= room ? Math.min(1, widths.length) : Math.ceil(widths.length / columns)
  return Math.min(mostOfLegend, rows * 26)
}

/** In pixels; a longer legend is to be scrolled. */
const mostOfLegend = 260

/** The layout of the legend. */
export function legend(data: readonly Trace[], width: number): Readonly<Record<string, unknown>> {
  const isLong = legendHeight(data, width) === mostOfLegend
  return {
    showlegend: inLegend(data).length > 0,
    legend: {
      orientation: 'h',
      x: 0.5,
      xanchor: 'center',
      yref: 'container',
      y: 0,
      yanchor: 'bottom',
      ...(isLong ? { maxheight: mostOfLegend } : {}),
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
  const over = (axis: 'x' | 'y') => extent(domains.flatMap(domain => domain[axis]))
  return { x: over('x'), y: over('y') }
}

/** A domain around the points of paths that are drawn without a map. */
function aroundPaths(marks: readonly Mark[]): Domain {
  return {
    x: withRoom(
      extentOf(
        marks.flatMap(mark => mark.data),
        'x',
      ),
    ),
    y: withRoom(
      extentOf(
        marks.flatMap(mark => mark.data),
        'y',
      ),
    ),
  }
}

/** From the least to the greatest number of an axis. */
function extentOf(data: readonly Trace[], axis: 'x' | 'y'): [number, number] {
  return extent(data.flatMap(trace => extent(trace[axis] as (number | null)[])))
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
