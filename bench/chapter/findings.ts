/** What the runs say. */
import { median } from '../../src/median'
import { summary } from '../speed/goals'
import type { Run, Shown } from './run'
import { judge, type Verdict } from './verdicts'

/** What is measured of a run, each with its unit. */
export type MeasureName = keyof typeof measures

/** Median, least, most, and every measurement in the order they were taken. */
export type Measure = ReturnType<typeof summary>

/** A notebook's measurements. */
export interface Chapter {
  readonly name: string
  readonly measures: Readonly<Record<MeasureName, Measure>>
  /** Seconds of each cell, the median. */
  readonly cells: Readonly<Record<string, number>>
}

/** A figure of chapter 1 on the wire, ours and the twin's. */
export interface FigurePair {
  readonly cell: string
  readonly ours: Size
  readonly twin: Size
}

/** Bytes of a message, and of each MIME type in it. */
export type Size = Pick<Shown, 'bytes' | 'forms'>

/** All that is reported. */
export interface Findings {
  /** Chapter 1 first. */
  readonly chapters: readonly Chapter[]
  readonly twin: Chapter
  readonly figures: readonly FigurePair[]
  readonly verdicts: readonly Verdict[]
}

const measures = {
  'launch to kernel_info_reply, s': (run: Run) => run.started,
  'launch to first figure, s': (run: Run) => run.firstFigure ?? Number.NaN,
  'top to bottom, s': (run: Run) => run.seconds,
  'memory at the end, MB': (run: Run) => megabytes(run.memory?.rss),
  'memory at most, MB': (run: Run) => megabytes(run.memory?.peak),
}

/** Measurements of a chapter from its runs. */
export function measure(name: string, runs: readonly Run[]): Chapter {
  const cells = runs[0]!.cells.map(({ id }, i) => {
    return [id, median(runs.map(run => run.cells[i]!.seconds))] as const
  })
  return {
    name,
    measures: Object.fromEntries(
      Object.entries(measures).map(([what, of]) => [what, summary(runs.map(of))]),
    ) as Record<MeasureName, Measure>,
    cells: Object.fromEntries(cells),
  }
}

/**
 * The figures of two runs, side by side.
 *
 * A message has the same length in every run, but for digits of the clock.
 */
export function pairFigures(ours: Run, twin: Run): FigurePair[] {
  const size = ({ bytes, forms }: Shown): Size => ({ bytes, forms })
  return ours.cells.flatMap(({ id, figures }, i) =>
    figures.map((figure, j) => {
      return { cell: id, ours: size(figure), twin: size(twin.cells[i]!.figures[j]!) }
    }),
  )
}

/**
 * Whether a chapter is no worse than its twin.
 *
 * @param unlike - A cell whose figures are not the same.
 */
export function verdictsOf(
  chapter: Chapter,
  twin: Chapter,
  figures: readonly FigurePair[],
  unlike: string,
): Verdict[] {
  const seconds = ({ measures }: Chapter) => measures['top to bottom, s'].median
  return [
    judge('a chapter top to bottom no slower than its Python twin', [
      { where: 'chapter 1', ours: seconds(chapter), twin: seconds(twin) },
    ]),
    judge(
      'each figure no larger on the wire',
      figures
        .filter(({ cell }) => cell !== unlike)
        .map(({ cell, ours, twin }) => ({ where: cell, ours: ours.bytes, twin: twin.bytes })),
    ),
  ]
}

function megabytes(bytes: number | undefined): number {
  return bytes === undefined ? Number.NaN : bytes / 2 ** 20
}
