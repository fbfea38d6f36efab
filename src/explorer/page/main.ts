import { descend } from '../../descent/descend'
import { surfaces } from '../../surfaces/surfaces'
import type { Path, Point, Surface } from '../../types'
import { codeFor } from '../code'
import { codeOf } from '../formula'
import { groundOf } from '../ground'
import { choices, classes, make, scales, settingsOf } from '../methods'
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
import { InnerState } from './inner-state'
import { looksOf } from './looks'
import { LossChart } from './loss-chart'
import { type Focus, Plane, type Route } from './plane'
import { Player } from './player'
import type { Plotly } from './plotly'
import { style } from './style'
import { isDark, type Themed, themeOf, watchTheme, watchWidth } from './theme'

// A path says which class walked it, and minified classes have lost their names.
for (const [name, one] of Object.entries(classes)) {
  Object.defineProperty(one, 'name', { value: name })
}

/** As many as are drawn within a frame. */
const mostSteps = 500

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
  let spec = initial
  let hidden = new Set<number>()
  let log = true
  let looked = 0
  let allDigits = false
  let hovered: Focus | undefined
  let ground: Surface = groundOf(spec)
  let paths: Path[] = []
  let Plotly: Plotly | undefined
  let scheduled = false
  let mapIsOld = true

  const looks = looksOf(initial.optimizers)

  // ——— what is shown ———

  const plane = new Plane(
    from => attempt({ from }, true),
    focus => {
      if (hovered?.route === focus?.route && hovered?.t === focus?.t) return
      hovered = focus
      schedule()
    },
  )
  const chart = new LossChart()
  const inner = new InnerState()
  const player = new Player(() => schedule())
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
    const colours = themeOf(root)
    if (mapIsOld) {
      mapIsOld = false
      const wide = Math.max(280, root.clientWidth - 18)
      const mapWidth = wide < 760 ? wide : Math.round(wide * 0.56)
      plane.draw(Plotly, ground, mapWidth, colours).then(schedule, error => {
        status.textContent = (error as Error).message
      })
      chart.resize(wide < 760 ? wide : wide - mapWidth - 8, 300)
    }
    const drawn = routes()
    const focus = hovered ?? focusOf()
    plane.move(drawn, player.t, focus, hovered !== undefined, colours)
    chart.move(Plotly, drawn, spec.steps, player.t, log, colours)
    inside(focus)
    heatMap.move()
  }

  const schedule = (): void => {
    if (scheduled) return
    scheduled = true
    requestAnimationFrame(draw)
  }

  /** How far along the path in focus the time is. */
  const focusOf = (): Focus | undefined => {
    const route = visible().indexOf(looked)
    return route === -1
      ? undefined
      : { route, t: Math.min(player.t, paths[looked]!.points.length - 1) }
  }

  const inside = (focus: Focus | undefined): void => {
    if (!focus) {
      inner.clear()
      return
    }
    const which = visible()[focus.route]!
    const terms = termsAt(ground, spec.optimizers[which]!, spec.from, focus.t)
    inner.show(`${looks[which]!.name} at step ${focus.t}`, terms, allDigits)
  }

  const words = (): void => {
    const said = visible()
      .map(i => {
        const { losses, divergedAt } = paths[i]!
        return `${looks[i]!.name}: ${divergedAt === undefined ? `loss ${inDigits(losses.at(-1)!, false)} after ${spec.steps} steps` : `diverged at step ${divergedAt}`}`
      })
      .join('; ')
    const none = 'No optimizer is shown.'
    plane.label(`Map of ${ground.name}${said ? ` with paths. ${said}.` : `. ${none}`}`)
    chart.label(`Loss against step. ${said ? `${said}.` : none}`)
    status.textContent = said || none
  }

  /**
   * Takes over a change, or throws one sentence and leaves all as it was.
   *
   * @param refresh - Whether to update the controls that did not make the change.
   */
  const change = (next: Partial<ExplorerSpec>, refresh = false): void => {
    const before = { spec, ground }
    const newGround = 'ground' in next || 'degrees' in next
    try {
      spec = { ...spec, ...next }
      if (newGround || 'sigma' in next || 'seed' in next || 'fresh' in next) ground = groundOf(spec)
      walk()
    } catch (error) {
      ;({ spec, ground } = before)
      throw error
    }
    mapIsOld ||= newGround
    if ('steps' in next) player.reset(spec.steps)
    hovered = undefined
    words()
    code.hidden = true
    if (refresh) for (const control of controls) control()
    schedule()
  }

  /** The same for a change that has nowhere to show a message. */
  const attempt = (next: Partial<ExplorerSpec>, refresh = false): void => {
    const reason = tryOut(() => change(next, refresh))
    if (reason !== undefined) status.textContent = reason
  }

  // ——— controls ———

  /** Each sets its control to what `spec` says. */
  const controls: (() => void)[] = []
  const add = <Value>(control: Control<Value>, value: () => Value): HTMLElement => {
    controls.push(() => control.set(value()))
    return control.element
  }
  const scale = checkControl('log scale', on => {
    log = on
    schedule()
  })

  const boxes = initial.optimizers.map(({ method }, i) => {
    const look = looks[i]!
    const show = checkControl(
      look.name,
      on => {
        if (on) hidden.delete(i)
        else hidden.add(i)
        hovered = undefined
        words()
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
      onChange: value => attempt({ from: put(value) }),
    })
    return add(control, () => spec.from[axis])
  }

  const [own, first] = ['(your own)', '(given)']
  const given: GroundSpec | undefined = 'f' in initial.ground ? initial.ground : undefined
  /** The formula that was taken last, with the domain that it was typed for. */
  let typed: Extract<GroundSpec, { f: string }> | undefined
  const menu = choiceControl(
    'surface',
    [
      ...(given ? [[first, given.name] as const] : []),
      ...Object.entries(surfaces).map(([key, { name }]) => [key, name] as const),
      [own, own] as const,
    ],
    value => {
      if (value === own && field.value.trim() !== typed?.formula) {
        take()
        return field.focus()
      }
      const chosen = value === own ? typed! : value === first ? given! : { name: value }
      const { start: from } = groundOf({
        ground: chosen,
        degrees: spec.degrees,
        sigma: 0,
        seed: 0,
        fresh: false,
      })
      attempt({ ground: chosen, from }, true)
    },
  )
  const fieldId = newId()
  const [fieldWord, fieldRead] = [
    el('span', { id: newId(), class: 'refused', role: 'status' }),
    el('span', { id: newId(), class: 'read' }),
  ]
  const field = el('input', {
    ...{ id: fieldId, class: 'long', type: 'text', spellcheck: 'false', autocapitalize: 'off' },
    'aria-describedby': `${fieldWord.id} ${fieldRead.id}`,
    placeholder: 'x²/20 + 2 sin y',
  })
  const take = (): void => {
    const formula = field.value.trim()
    const reason = tryOut(() => {
      const f = codeOf(formula)
      const { domain, start: from } = groundOf({ ...spec, degrees: 0, sigma: 0 })
      const next = { name: 'f', formula, f, gradient: undefined, domain, start: from }
      change({ ground: next })
      typed = next
    })
    for (const control of controls) control()
    if (reason === undefined) return
    code.hidden = true
    field.value = formula
    field.setAttribute('aria-invalid', 'true')
    fieldWord.textContent = `${reason} The map is still that of ${ground.name}.`
  }
  field.addEventListener('change', take)
  field.addEventListener('keydown', event => {
    // A text that has not changed makes no other event.
    if (event.key === 'Enter' && field.value.trim() === typed?.formula) take()
  })
  /** The field once a change was accepted; a refused formula is removed. */
  const showField = (): void => {
    field.value = typed?.formula ?? ''
    field.removeAttribute('aria-invalid')
    fieldWord.textContent = ''
    fieldRead.textContent =
      spec.ground === typed ? `read as ${typed.f.replace('(x, y) => ', '')}` : ''
  }
  const world = el(
    'fieldset',
    {},
    el('legend', {}, 'Ground and start'),
    add(menu, () =>
      spec.ground === typed ? own : spec.ground === given ? first : spec.ground.name,
    ),
    el(
      'div',
      { class: 'control' },
      el('label', { for: fieldId }, 'f(x, y) ='),
      field,
      fieldWord,
      fieldRead,
    ),
    add(
      dialControl('turn, °', degrees => attempt({ degrees })),
      () => spec.degrees,
    ),
    add(
      numberControl({
        label: 'noise σ',
        scale: plain(0, 5, 2),
        refuse: value =>
          value >= 0 && Number.isFinite(value) ? undefined : 'must be a finite number ≥ 0',
        onChange: sigma => attempt({ sigma }),
      }),
      () => spec.sigma,
    ),
    add(
      checkControl('new noise at each step', fresh => attempt({ fresh })),
      () => spec.fresh,
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
        onChange: steps => attempt({ steps }),
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
    hidden = new Set()
    log = true
    looked = 0
    allDigits = false
    typed = undefined
    change(initial, true)
    heatMap.reset()
  })
  const heatMap = new HeatMap({
    optimizers: () => spec.optimizers,
    ground: () => ground,
    walk: () => ({ from: spec.from, steps: spec.steps }),
    theme: () => themeOf(root),
    plotly: load,
    map: initial.map,
    choose: (i, settings) =>
      attempt(
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
    showField,
  )
  player.element.append(add(scale, () => log))
  root.classList.add('downhill-explorer')
  root.setAttribute('role', 'group')
  root.setAttribute('aria-label', 'Explorer')
  const sheet = el('style', {}, style)
  root.replaceChildren(
    sheet,
    el('div', { class: 'plots' }, plane.element, chart.element),
    player.element,
    status,
    el('div', { class: 'row', style: 'align-items: stretch' }, ...boxes, world),
    el('div', { class: 'row' }, look.element, digits.element),
    inner.element,
    heatMap.element,
    el('div', { class: 'row' }, copy, reset),
    code,
  )

  // ——— around it ———

  // At once, and without Plotly: the printer does not wait for the next frame.
  const colour = (): void => {
    root.dataset.theme = isDark() ? 'dark' : 'light'
    draw()
  }
  root.themeChanged = colour
  watchWidth(root, () => {
    mapIsOld = true
    schedule()
  })
  watchTheme(new WeakRef(root))
  colour()
  walk()
  words()
  for (const control of controls) control()
  player.reset(spec.steps)
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

/** What an action throws, undefined if it does not. */
function tryOut(action: () => void): string | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}
