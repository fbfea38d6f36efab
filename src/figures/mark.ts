import type { Domain } from '../types'

/** One Plotly trace; which attributes it has depends on its type. */
export interface Trace {
  readonly type: string
  readonly [attribute: string]: unknown
}

/** A Plotly layout, as far as `figure` fills it in. */
export interface Layout {
  readonly width: number
  readonly height: number
  /** `alt` says in words what is drawn. */
  readonly meta: { readonly alt: string }
  readonly [attribute: string]: unknown
}

/** One moment of an animation: what changes of the traces with the given numbers. */
export interface Frame {
  readonly name: string
  readonly traces: readonly number[]
  readonly data: readonly Readonly<Record<string, unknown>>[]
  readonly layout: Readonly<Record<string, unknown>>
}

/** What is drawn: Plotly's data and layout, and frames if it moves. `show` puts it under a cell. */
export interface Figure {
  readonly data: readonly Trace[]
  readonly layout: Layout
  readonly frames?: readonly Frame[]
}

/** One thing to draw in a figure, as `contour`, `quiver`, `path`, `curve` and `wireframe` return it. */
export interface Mark {
  readonly data: readonly Trace[]
  /** 1: over the steps of a walk, 2: on the plane, 3: in space. */
  readonly dimensions: 1 | 2 | 3
  /** The part of the plane that has to be in sight, undefined if the mark has no say in it. */
  readonly domain: Domain | undefined
  /** What is drawn, as a phrase without a full stop. */
  readonly alt: string
  /**
   * Whose colour bar it has, if any: 'shared' stands once beside panels that are next to each other;
   * 'own' is of this figure alone, and left out of panels.
   */
  readonly bar?: 'own' | 'shared'
  /**
   * Whether it is a line through many points, of which `figure` may leave out those that cannot be seen;
   * by default false. On the plane its first trace is that line, over steps all of them are.
   */
  readonly isLine?: boolean
  /**
   * How many updates it shows, if `animate` can let it grow by them: then customdata[i] of its traces
   * begins with the update that led to point i.
   */
  readonly updates?: number
}
