/** The figure of README.md: an Adam step over the number of parameters. */
import { curve, type Figure, figure, sideBySide } from '../../src'
import { ink, others } from '../../src/figures/palette'
import { dtypes } from './contests'
import type { Result } from './goals'

const [blue, vermilion, green] = others as [string, string, string]

/** The same colour for the same hand, dashed for its second way. */
const looks: readonly { name: string; color: string; dash?: boolean }[] = [
  { name: 'downhill', color: vermilion },
  { name: 'downhill, plain arrays', color: vermilion, dash: true },
  { name: 'textbook numpy', color: blue },
  { name: 'PyTorch', color: green },
  { name: 'PyTorch, fused', color: green, dash: true },
  { name: 'C', color: ink },
]

export function plot(results: readonly Result[]): Figure {
  const panels = dtypes.map(dtype => {
    const adam = results.filter(({ row }) => row === `Adam, ${dtype}`)
    const curves = looks
      .map(({ name, ...look }) => ({
        name,
        look,
        line: adam.filter(({ contestant }) => contestant === name),
      }))
      .filter(({ line }) => line.length > 0)
      .map(({ name, look, line }) =>
        curve(
          line.map(({ median }) => median),
          { ...look, name, x: line.map(({ column }) => Number(column)) },
        ),
      )
    return figure(curves, {
      title: `Adam, ${dtype}`,
      xTitle: 'parameters',
      yTitle: 'ns per parameter',
      xLog: true,
      yLog: true,
    })
  })
  const { data, layout } = sideBySide(panels)
  // The same heights mean the same times.
  return { data, layout: { ...layout, yaxis2: { ...(layout.yaxis2 as object), matches: 'y' } } }
}
