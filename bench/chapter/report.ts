/** The tables, for the terminal and for README.md. */
import { aligned, type Machine, piped, type Rows, short } from '../page'
import type { Chapter, FigurePair, Findings, Measure, MeasureName, Size } from './findings'
import { sentence } from './verdicts'

interface Table {
  readonly caption: string
  readonly rows: Rows
}

/** The findings in the terminal. */
export function terminal(findings: Findings): string {
  return [
    ...findings.verdicts.map(sentence),
    ...tables(findings).map(({ caption, rows }) => `\n${caption}:\n${aligned(rows)}`),
  ].join('\n')
}

/** The same for README.md, with the machine. */
export function markdown(findings: Findings, machine: Machine): string {
  return [
    piped([['', ''], ...Object.entries(machine)]),
    findings.verdicts.map(verdict => `- ${sentence(verdict)}`).join('\n'),
    ...tables(findings).map(({ caption, rows }) => `${caption}:\n\n${piped(rows)}`),
  ].join('\n\n')
}

function tables({ chapters, twin, figures }: Findings): Table[] {
  const [first, ...others] = chapters as [Chapter, ...Chapter[]]
  const alone: Table = { caption: 'The other chapters', rows: chapterRows(others) }
  return [
    { caption: 'Chapter 1', rows: besideTwin(first, twin) },
    { caption: 'Its figures on the wire, kB', rows: figureRows(figures) },
    ...(others.length > 0 ? [alone] : []),
  ]
}

function besideTwin(chapter: Chapter, twin: Chapter): Rows {
  const names = Object.keys(chapter.measures) as MeasureName[]
  return [
    ['', 'downhill', 'Python'],
    ...names.map(name => {
      const [ours, theirs] = [chapter.measures[name], twin.measures[name]]
      return [name, spread(ours), `${spread(theirs)} ${times(theirs.median / ours.median)}`]
    }),
  ]
}

function figureRows(figures: readonly FigurePair[]): Rows {
  const json = ({ forms }: Size) => forms['application/vnd.plotly.v1+json']
  const kilobytes = (bytes: number | undefined) => (bytes === undefined ? '–' : short(bytes / 1000))
  return [
    ['', 'downhill', 'Python', 'Plotly’s JSON alone: downhill', 'Python'],
    ...figures.map(({ cell, ours, twin }) => [
      cell,
      kilobytes(ours.bytes),
      `${kilobytes(twin.bytes)} ${times(twin.bytes / ours.bytes)}`,
      kilobytes(json(ours)),
      kilobytes(json(twin)),
    ]),
  ]
}

function chapterRows(chapters: readonly Chapter[]): Rows {
  const names = Object.keys(chapters[0]?.measures ?? {}) as MeasureName[]
  return [
    ['', ...names],
    ...chapters.map(({ name, measures }) => [name, ...names.map(what => spread(measures[what]))]),
  ]
}

/** Median (least to most). */
function spread({ median, min, max, rounds }: Measure): string {
  if (Number.isNaN(median)) return '–'
  return rounds.length > 1 ? `${short(median)} (${short(min)}–${short(max)})` : short(median)
}

function times(ratio: number): string {
  return Number.isNaN(ratio) ? '' : `${short(ratio)} ×`
}
