import { descend } from '../../descent/descend'
import { colorOf, others } from '../../figures/palette'
import { surfaces } from '../../surfaces/surfaces'
import type { Path, Point, Surface } from '../../types'
import { codeFor } from '../code'
import { codeOf } from '../formula'
import { groundOf } from '../ground'
import { choices, make, scales, settingsOf } from '../methods'
import type { ExplorerSpec, GroundSpec, OptimizerSpec } from '../spec'
import { termsAt } from '../terms'
import {
  button,
  type Control,
  checkControl,
  choiceControl,
  dialControl,
  numberControl,
  plain,
} from './controls'
import { el, inDigits, newId } from './dom'
import { HeatMap } from './heat-map'
import { LossChart } from './loss-chart'
import { type Focus, Plane, type Route } from './plane'
import type { Plotly, Theme } from './plotly'
import { style } from './style'

/** As many as are drawn within a frame. */
const mostSteps = 500

/** What tests and other scripts of the page may ask of an explorer. */
export interface ExplorerElement extends HTMLElement {
  explorer?: { spec(): ExplorerSpec; paths(): readonly Path[] }
  themeChanged?: () => void
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
  let spec = initial
  let hidden = new Set<number>()
  let log = true
  let t = spec.steps
  let looked = 0
  let allDigits = false
  let hovered: Focus | undefined
  let ground: Surface = groundOf(spec)
  let paths: Path[] = []
  let Plotly: Plotly | undefined
  let playing = 0
  let scheduled = false
  let mapIsOld = true

  // The first of a class has its house colour, others what is left, dashed.
  const looks = initial.optimizers.map(({ method }, i) => {
    const again = initial.optimizers.slice(0, i).filter(one => one.method === method).length
    const taken = initial.optimizers.map(one => colorOf(one.method))
    const free = others.filter(color => !taken.includes(color))
    return again === 0
      ? { color: colorOf(method)!, dashed: false, name: method }
      : {
          color: free[(again - 1) % free.length] ?? '#666666',
          dashed: true,
          name: `${method} ${again + 1}`,
        }
  })

  const theme = (): Theme => {
    const { color, backgroundColor } = getComputedStyle(root)
    return {
      ink: color,
      paper: backgroundColor,
      line: getComputedStyle(root).getPropertyValue('--line').trim() || '#7d8894',
    }
  }

  // ——— what is shown ———

  const plane = new Plane(
    from => change({ from }, true),
    focus => {
      if (hovered?.route === focus?.route && hovered?.t === focus?.t) return
      hovered = focus
      schedule()
    },
  )
  const chart = new LossChart()
  const table = el('div', {
    class: 'inner',
    tabindex: 0,
    role: 'region',
    'aria-label': 'Inner state',
  })
  const status = el('p', { role: 'status' })

  /** Everything that follows from `spec` but the map. */
  const walk = (): void => {
    paths = spec.optimizers.map(one =>
      descend(ground, make(one), { from: spec.from, steps: spec.steps, warn: false }),
    )
  }

  const routes = (): Route[] =>
    paths.flatMap((path, i) => (hidden.has(i) ? [] : [{ path, ...looks[i]! }]))

  const visible = (): number[] => looks.flatMap((_, i) => (hidden.has(i) ? [] : [i]))

  const draw = (): void => {
    scheduled = false
    if (!Plotly || !root.isConnected) return
    const colours = theme()
    if (mapIsOld) {
      mapIsOld = false
      const wide = Math.max(280, root.clientWidth - 18)
      const mapWidth = wide < 760 ? wide : Math.round(wide * 0.56)
      void plane.draw(Plotly, ground, mapWidth, colours).then(() => schedule())
      chart.resize(wide < 760 ? wide : wide - mapWidth - 8, 300)
    }
    const drawn = routes()
    const focus = hovered ?? focusOf()
    plane.move(drawn, t, focus, hovered !== undefined, colours)
    chart.move(Plotly, drawn, spec.steps, t, log, colours)
    inside(focus)
  }

  const schedule = (): void => {
    if (scheduled) return
    scheduled = true
    requestAnimationFrame(draw)
  }

  /** Where the time stands on the path that is looked at. */
  const focusOf = (): Focus | undefined => {
    const route = visible().indexOf(looked)
    return route === -1 ? undefined : { route, t: Math.min(t, paths[looked]!.points.length - 1) }
  }

  /** The numbers of one update. */
  const inside = (focus: Focus | undefined): void => {
    if (!focus) {
      table.replaceChildren('Show an optimizer to look inside it.')
      return
    }
    const which = visible()[focus.route]!
    const terms = termsAt(ground, spec.optimizers[which]!, spec.from, focus.t)
    const rows = (terms ?? []).map(({ symbol, words, value }) =>
      el(
        'tr',
        {},
        el('th', { scope: 'row' }, symbol),
        el('td', {}, words),
        ...value.map(number => el('td', { title: String(number) }, inDigits(number, allDigits))),
      ),
    )
    const head = ['', `${looks[which]!.name} at step ${focus.t}`, 'along x', 'along y']
    table.replaceChildren(
      el(
        'table',
        {},
        el('thead', {}, el('tr', {}, ...head.map(text => el('th', { scope: 'col' }, text)))),
        el('tbody', {}, ...rows),
      ),
    )
    table.append(
      terms
        ? 'On the map: the thin arrow points downhill, as long for any slope; the thick one is the step.'
        : 'It goes no further.',
    )
  }

  const words = (): void => {
    const said = spec.optimizers
      .map((_, i) => {
        const { losses, divergedAt } = paths[i]!
        return `${looks[i]!.name}: ${divergedAt === undefined ? `loss ${inDigits(losses.at(-1)!, false)} after ${spec.steps} steps` : `diverged at step ${divergedAt}`}`
      })
      .join('; ')
    plane.label(`Map of ${ground.name} with paths. ${said}.`)
    chart.label(`Loss against step. ${said}.`)
    status.textContent = said
  }

  /** Takes over a change; `live` says that its control shows it already. */
  const change = (next: Partial<ExplorerSpec>, refresh = false): void => {
    const before = spec
    spec = { ...spec, ...next }
    if ('ground' in next || 'degrees' in next || 'sigma' in next || 'seed' in next) {
      try {
        ground = groundOf(spec)
        descend(ground, make(spec.optimizers[0]!), { from: spec.from, steps: 0, warn: false })
      } catch (error) {
        spec = before
        ground = groundOf(spec)
        throw error
      }
      mapIsOld = 'ground' in next || 'degrees' in next || mapIsOld
    }
    if ('steps' in next) {
      t = spec.steps
      time.max = String(spec.steps)
      setTime(t)
    }
    hovered = undefined
    walk()
    words()
    code.hidden = true
    if (refresh) for (const control of controls) control()
    schedule()
  }

  // ——— controls ———

  /** Each sets its control to what `spec` says. */
  const controls: (() => void)[] = []
  const add = <Value>(control: Control<Value>, value: () => Value): HTMLElement => {
    controls.push(() => control.set(value()))
    return control.element
  }
  const tryOut = (action: () => void): string | undefined => {
    try {
      action()
      return undefined
    } catch (error) {
      return (error as Error).message
    }
  }

  const time = el('input', {
    ...{ type: 'range', min: 0, max: spec.steps, step: 1, class: 'time' },
    'aria-label': 'Step shown',
  })
  const clock = el('output', {})
  const setTime = (step: number): void => {
    t = Math.min(spec.steps, Math.max(0, step))
    time.value = String(t)
    clock.textContent = `step ${t} of ${spec.steps}`
    schedule()
  }
  time.addEventListener('input', () => {
    pause()
    setTime(Number(time.value))
  })
  const playButton = button('▶ Play', () => (playing ? pause() : play()))
  const pause = (): void => {
    clearInterval(playing)
    playing = 0
    playButton.textContent = '▶ Play'
  }
  const play = (): void => {
    // Who wants no motion sees the end.
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      setTime(spec.steps)
      return
    }
    if (t >= spec.steps) setTime(0)
    playButton.textContent = '❚❚ Pause'
    const pace = Math.max(33, Math.min(150, 6000 / spec.steps))
    playing = window.setInterval(() => {
      if (!root.isConnected || t >= spec.steps) return pause()
      setTime(t + 1)
    }, pace)
  }
  const player = el(
    'div',
    { class: 'row' },
    playButton,
    button(
      '‹',
      () => {
        pause()
        setTime(t - 1)
      },
      'One step back',
    ),
    time,
    button(
      '›',
      () => {
        pause()
        setTime(t + 1)
      },
      'One step on',
    ),
    clock,
    add(
      checkControl('log scale', on => {
        log = on
        schedule()
      }),
      () => log,
    ),
  )

  const boxes = initial.optimizers.map(({ method }, i) => {
    const look = looks[i]!
    const show = checkControl(
      look.name,
      on => {
        if (on) hidden.delete(i)
        else hidden.add(i)
        code.hidden = true
        schedule()
      },
      look.color,
    )
    const setting = (name: string): HTMLElement => {
      const now = () => spec.optimizers[i]!
      const put = (value: number | string) => {
        const next: OptimizerSpec = { ...now(), settings: { ...now().settings, [name]: value } }
        change({ optimizers: spec.optimizers.map((one, k) => (k === i ? next : one)) })
      }
      const words = choices[name]
      if (words) {
        const menu = choiceControl(
          name,
          words.map(word => [word, word] as const),
          put,
        )
        return add(menu, () => String(now().settings[name]))
      }
      const control = numberControl({
        label: name,
        scale: scales[name]!,
        refuse: value =>
          tryOut(() => make({ ...now(), settings: { ...now().settings, [name]: value } })),
        onChange: put,
      })
      return add(control, () => Number(now().settings[name]))
    }
    return el(
      'fieldset',
      {},
      el(
        'legend',
        {},
        add(show, () => !hidden.has(i)),
      ),
      ...settingsOf[method]!.map(setting),
    )
  })

  const coordinate = (axis: 0 | 1): HTMLElement => {
    const put = (value: number): Point =>
      axis === 0 ? [value, spec.from[1]] : [spec.from[0], value]
    const domain = groundOf({ ...initial, degrees: 0, sigma: 0 }).domain
    const [min, max] = axis === 0 ? domain.x : domain.y
    const control = numberControl({
      label: axis === 0 ? 'start x' : 'start y',
      scale: plain(min, max, 2),
      refuse: value =>
        tryOut(() =>
          descend(ground, make(spec.optimizers[0]!), { from: put(value), steps: 0, warn: false }),
        ),
      onChange: value => change({ from: put(value) }),
    })
    return add(control, () => spec.from[axis])
  }

  const own = '(your own)'
  const given: GroundSpec | undefined = 'f' in initial.ground ? initial.ground : undefined
  const menu = choiceControl(
    'surface',
    [
      ...(given ? [[given.name, given.name] as const] : []),
      ...Object.entries(surfaces).map(([key, { name }]) => [key, name] as const),
      [own, own] as const,
    ],
    value => {
      if (value === own) return field.focus()
      const chosen: GroundSpec = given && value === given.name ? given : { name: value }
      const { start: from } = groundOf({ ground: chosen, degrees: spec.degrees, sigma: 0, seed: 0 })
      change({ ground: chosen, from }, true)
    },
  )
  const fieldId = newId()
  const field = el('input', {
    ...{ id: fieldId, class: 'long', type: 'text', spellcheck: 'false' },
    placeholder: 'x^2/20 + sin(y)',
  })
  const fieldWord = el('span', { class: 'refused', role: 'status' })
  field.addEventListener('change', () => {
    const reason = tryOut(() => {
      const f = codeOf(field.value)
      const { domain, start: from } = groundOf({ ...spec, degrees: 0, sigma: 0 })
      const typed: GroundSpec = {
        name: 'f',
        formula: field.value,
        f,
        gradient: undefined,
        domain,
        start: from,
      }
      change({ ground: typed }, true)
    })
    fieldWord.textContent = reason ?? ''
  })
  const world = el(
    'fieldset',
    {},
    el('legend', {}, 'Ground and start'),
    add(menu, () =>
      !('f' in spec.ground) || spec.ground.name === given?.name ? spec.ground.name : own,
    ),
    el('div', { class: 'control' }, el('label', { for: fieldId }, 'f(x, y) ='), field, fieldWord),
    add(
      dialControl('turn, °', degrees => change({ degrees }, false)),
      () => spec.degrees,
    ),
    add(
      numberControl({
        label: 'noise σ',
        scale: plain(0, 5, 2),
        refuse: value =>
          value >= 0 && Number.isFinite(value) ? undefined : 'must be a finite number ≥ 0',
        onChange: sigma => change({ sigma }),
      }),
      () => spec.sigma,
    ),
    coordinate(0),
    coordinate(1),
    add(
      numberControl({
        label: 'steps',
        scale: plain(1, mostSteps),
        refuse: value =>
          Number.isInteger(value) && value >= 1 && value <= mostSteps
            ? undefined
            : `must be a whole number from 1 to ${mostSteps}`,
        onChange: steps => change({ steps }),
      }),
      () => spec.steps,
    ),
  )

  const look = choiceControl(
    'look inside',
    looks.map(({ name }, i) => [String(i), name] as const),
    value => {
      looked = Number(value)
      schedule()
    },
  )
  const digits = checkControl('all digits', on => {
    allDigits = on
    schedule()
  })

  const code = el('textarea', { readonly: '', 'aria-label': 'Code for a cell', hidden: '' })
  const copy = button('Copy as code', () => {
    code.value = codeFor(
      spec,
      visible().map(i => spec.optimizers[i]!),
    )
    code.hidden = false
    code.select()
    const said = 'The code is below, and copied.'
    navigator.clipboard?.writeText(code.value).then(
      () => {
        status.textContent = said
      },
      () => {
        status.textContent = 'The code is below: copy it from there.'
      },
    )
  })
  const reset = button('Reset', () => {
    pause()
    hidden = new Set()
    log = true
    looked = 0
    allDigits = false
    field.value = ''
    fieldWord.textContent = ''
    change(initial, true)
    heatMap.reset()
  })
  const heatMap = new HeatMap({
    optimizers: () => spec.optimizers,
    ground: () => ground,
    walk: () => ({ from: spec.from, steps: spec.steps }),
    theme,
    plotly: load,
    choose: (i, settings) =>
      change(
        {
          optimizers: spec.optimizers.map((one, k) =>
            k === i ? { ...one, settings: { ...one.settings, ...settings } } : one,
          ),
        },
        true,
      ),
  })

  controls.push(
    () => digits.set(allDigits),
    () => look.set(String(looked)),
  )
  root.classList.add('downhill-explorer')
  root.setAttribute('role', 'group')
  root.setAttribute('aria-label', 'Explorer')
  const sheet = el('style', {}, style)
  root.replaceChildren(
    sheet,
    el('div', { class: 'plots' }, plane.element, chart.element),
    player,
    status,
    el('div', { class: 'row', style: 'align-items: stretch' }, ...boxes, world),
    el('div', { class: 'row' }, look.element, digits.element),
    table,
    heatMap.element,
    el('div', { class: 'row' }, copy, reset),
    code,
  )

  // ——— around it ———

  const colour = (): void => {
    root.dataset.theme = isDark() ? 'dark' : 'light'
    mapIsOld = true
    schedule()
  }
  root.themeChanged = colour
  watchWidth(root, colour)
  watchTheme(new WeakRef(root))
  colour()
  walk()
  words()
  for (const control of controls) control()
  setTime(t)
  root.explorer = { spec: () => spec, paths: () => paths }
  load().then(
    loaded => {
      Plotly = loaded
      schedule()
    },
    () => {
      plane.element.replaceChildren('The explorer needs plotly.js, which could not be loaded.')
    },
  )
}

/** Whether the page is dark: JupyterLab says so on its body, others leave it to the system. */
function isDark(): boolean {
  const { jpThemeLight } = document.body.dataset
  if (jpThemeLight !== undefined) return jpThemeLight === 'false'
  return matchMedia('(prefers-color-scheme: dark)').matches
}

/** Calls `changed` when the element's width is another one. */
function watchWidth(root: HTMLElement, changed: () => void): void {
  let width = root.clientWidth
  new ResizeObserver(() => {
    if (!root.isConnected || root.clientWidth === width) return
    width = root.clientWidth
    changed()
  }).observe(root)
}

/**
 * Calls `themeChanged` of the element when the page turns dark or light. The page outlives the element:
 * it is held by no more than a weak reference, so that a cell that is run again leaves nothing behind.
 * (In a function of its own, as all functions within one share, and keep, what any of them uses.)
 */
function watchTheme(weak: WeakRef<ExplorerElement>): void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const tell = (): void => {
    const root = weak.deref()
    if (root) {
      root.themeChanged?.()
      return
    }
    onBody.disconnect()
    system.removeEventListener('change', tell)
  }
  const onBody = new MutationObserver(tell)
  onBody.observe(document.body, { attributes: true, attributeFilter: ['data-jp-theme-light'] })
  system.addEventListener('change', tell)
}
