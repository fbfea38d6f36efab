import type { Path } from '../../types'
import type { ExplorerSpec } from '../spec'
import { codeCopy } from './code-copy'
import { button } from './controls/button'
import { checkControl } from './controls/check'
import { choiceControl } from './controls/choice'
import { Controls } from './controls/controls'
import { el } from './dom'
import { Drawing } from './drawing'
import { groundControls } from './ground-controls'
import { heatMap } from './heat-map/heat-map'
import { InnerState } from './inner-state'
import { LossChart } from './loss-chart'
import { optimizerControls } from './optimizer-controls'
import { Plane } from './plane/plane'
import { player } from './player'
import type { Plotly } from './plotly'
import { reportOn } from './report'
import { State } from './state'
import { style } from './style'
import { isDark, type Themed, themeOf, watchTheme, watchWidth } from './theme'

/** What tests and other scripts of the page may ask of an explorer. */
export interface ExplorerElement extends Themed {
  explorer?: { spec(): ExplorerSpec; paths(): readonly Path[] }
}

/**
 * Makes an explorer in an element, in place of what is in it.
 *
 * @param root - An empty element.
 * @param initial - What to show at first, and again after "reset".
 * @param load - Gives plotly.js.
 */
export function start(
  root: ExplorerElement,
  initial: ExplorerSpec,
  load: () => Promise<Plotly>,
): void {
  const state = new State(initial)
  const plane = new Plane(
    from => controls.put({ from }),
    focus => state.hover(focus),
  )
  const chart = new LossChart()
  const report = reportOn(state, plane, chart)
  const controls = new Controls(state, report.say)
  const inner = new InnerState()
  const time = player(state)
  const heat = heatMap(state, controls, () => themeOf(root), load)
  const drawing = new Drawing(root, state, { plane, chart, inner, heat, say: report.say })

  const logScale = controls.bind('logScale', onChange => checkControl('log scale', onChange))
  const inside = controls.add(
    choiceControl(
      'look inside',
      state.looks.map(({ name }, place) => [String(place), name] as const),
      place => state.change({ inside: Number(place) }),
    ),
    shown => String(shown.inside),
  )
  const allDigits = controls.bind('allDigits', onChange => checkControl('all digits', onChange))
  const code = codeCopy(state, report.say)
  const reset = button('Reset', () => {
    state.reset()
    controls.refresh()
    heat.reset()
  })

  time.append(logScale)
  root.classList.add('downhill-explorer')
  root.setAttribute('role', 'group')
  root.setAttribute('aria-label', 'Explorer')
  root.replaceChildren(
    el('style', {}, style),
    el('div', { class: 'plots' }, plane.element, chart.element),
    time,
    report.element,
    el(
      'div',
      { class: 'row', style: 'align-items: stretch' },
      ...optimizerControls(state, controls),
      groundControls(state, controls),
    ),
    el('div', { class: 'row' }, inside, allDigits),
    inner.element,
    heat.element,
    el('div', { class: 'row' }, code.button, reset),
    code.text,
  )

  // At once, and without Plotly: the printer does not wait for the next frame.
  const colour = (): void => {
    root.dataset.theme = isDark() ? 'dark' : 'light'
    drawing.now()
  }
  root.themeChanged = colour
  watchWidth(root, () => drawing.resize())
  watchTheme(new WeakRef(root))
  colour()
  controls.refresh()
  root.explorer = { spec: () => state.spec, paths: () => state.paths }
  load().then(
    plotly => drawing.begin(plotly),
    () => {
      plane.element.replaceChildren('The explorer needs plotly.js, which could not be loaded.')
    },
  )
}
