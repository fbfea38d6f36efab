import { side } from '../../datasets/draw-stroke'
import { button, checkControl } from '../../explorer/page/controls'
import { el, newId } from '../../explorer/page/dom'
import { isDark, type Themed, watchTheme } from '../../explorer/page/theme'
import type { Point } from '../../types'
import { netOf } from '../net'
import { type Answer, answerOf } from '../reason'
import type { DigitPadSpec } from '../spec'
import { example, fitted, pictureOf, type Stroke } from '../strokes'
import { difference, percent, sentence, why } from '../words'
import { drawGrid, drawInk, drawSigns } from './pictures'
import { style } from './style'

/** What tests and other scripts of the page may ask of a pad. */
export interface DigitPadElement extends Themed {
  digitPad?: { picture(): number[]; scores(): number[]; shares(): number[] }
}

/** In CSS pixels. */
const sizes = { pad: 280, seen: 196, neuron: 84 }
const mostNeurons = 3
/** What the pad shows before anybody has drawn. */
const firstExample = 3

/**
 * Makes a pad in an element, in place of what is in it.
 *
 * @param root - An empty element.
 * @param spec - The network that is asked.
 */
export function start(root: DigitPadElement, spec: DigitPadSpec): void {
  const net = netOf(spec)
  let strokes: Stroke[] = example(firstExample)
  /** The first stroke takes away what nobody asked for. */
  let isUntouched = true
  let isFitted = true
  let isDrawing = false
  let pen: { at: Point; isDown: boolean } = { at: [14, 14], isDown: false }
  /** Whether the keyboard's pen is to be seen. */
  let isByKeyboard = false
  let scheduled = false
  let picture: Float64Array = new Float64Array(side * side)
  let answer: Answer | undefined

  // ——— what is shown ———

  const hint = el('p', { class: 'hint', id: newId(), role: 'status' })
  const pad = el('canvas', {
    ...{ class: 'pad', tabindex: 0, role: 'application', 'aria-roledescription': 'drawing pad' },
    ...{ 'aria-label': 'Draw a digit here', 'aria-describedby': hint.id },
  })
  const seen = el('canvas', { role: 'img' })
  const whyMap = el('canvas', { role: 'img' })
  const bars = Array.from({ length: 10 }, (_, digit) => {
    const [bar, share, place] = [
      el('div', { class: 'bar' }),
      el('span', { class: 'share' }),
      el('span', { class: 'place' }),
    ]
    return {
      row: el('li', {}, el('span', {}, String(digit)), bar, share, place),
      bar,
      share,
      place,
    }
  })
  const status = el('p', { role: 'status' })
  const reasons = el('p')
  const neurons = el('div', { class: 'neurons' })
  const neuronWords = el('p')

  const draw = (): void => {
    scheduled = false
    const raw = pictureOf(strokes)
    picture = isFitted ? pictureOf(fitted(strokes, spec.source)) : raw
    const lines = drawInk(pad, raw, sizes.pad)
    drawGrid(lines, sizes.pad)
    drawPen(lines)
    drawInk(seen, picture, sizes.seen)
    answer = strokes.length > 0 ? answerOf(net, picture, mostNeurons) : undefined
    say()
  }

  const schedule = (): void => {
    if (scheduled) return
    scheduled = true
    requestAnimationFrame(draw)
  }

  /** Where the keyboard's pen is, while it is used: a ring, filled where the pen is down. */
  const drawPen = (lines: CanvasRenderingContext2D): void => {
    if (!isByKeyboard) return
    const cell = sizes.pad / side
    lines.beginPath()
    lines.arc((pen.at[0] + 0.5) * cell, (pen.at[1] + 0.5) * cell, cell * 1.3, 0, 7)
    lines.lineWidth = 3
    lines.strokeStyle = '#D55E00'
    lines.fillStyle = 'rgb(213 94 0 / 0.5)'
    if (pen.isDown) lines.fill()
    lines.stroke()
  }

  const say = (): void => {
    const order = answer?.order ?? []
    bars.forEach(({ row, bar, share, place }, digit) => {
      const rank = order.indexOf(digit)
      row.className = rank === 0 ? 'first' : rank === 1 ? 'second' : ''
      const part = rank === -1 ? 0 : answer!.shares[digit]!
      bar.style.width = `${100 * part}%`
      share.textContent = rank === -1 ? '–' : percent(part)
      place.textContent = rank === 0 ? '1st guess' : rank === 1 ? '2nd guess' : ''
    })
    // It is read out once the stroke is drawn, not at each of its points.
    status.setAttribute('aria-busy', String(isDrawing))
    status.textContent = sentence(answer)
    reasons.textContent = why(answer, spec)
    const reason = answer?.reason
    const [first, second] = order
    drawSigns(whyMap, reason?.pixels ?? new Float64Array(side * side), sizes.seen)
    whyMap.setAttribute(
      'aria-label',
      reason
        ? `Pixels that speak for ${first} and for ${second}. ${reasons.textContent}`
        : 'Nothing is drawn yet.',
    )
    seen.setAttribute(
      'aria-label',
      answer
        ? `The picture that the network sees: 28 × 28 pixels. ${status.textContent}`
        : 'Empty paper',
    )
    neurons.replaceChildren(
      ...(reason?.neurons ?? []).map(({ number, adds, slopes }) => {
        const small = el('canvas', { role: 'img', 'aria-label': `What neuron ${number} looks for` })
        drawSigns(small, slopes, sizes.neuron)
        const whom = adds > 0 ? first : second
        return el('div', {}, small, `Neuron ${number} speaks for ${whom}: ${difference(adds)}`)
      }),
    )
    neuronWords.textContent =
      reason && reason.neurons.length > 0
        ? `These hidden neurons${spec.sizes.length > 3 ? ' of the last layer' : ''} say the most. Ink on blue wakes such a neuron; ink on orange quiets it.`
        : ''
  }

  const sayPen = (): void => {
    hint.textContent = !isByKeyboard
      ? isUntouched
        ? `A ${firstExample} to begin with: it goes when you draw, with the mouse, a finger or a pen.`
        : 'Draw with the mouse, a finger or a pen; or focus the pad and use the keyboard.'
      : `The pen is ${pen.isDown ? 'down: arrow keys draw, the space bar lifts it' : 'up: arrow keys move it, the space bar puts it down'}. Backspace takes a stroke back.`
  }

  // ——— drawing ———

  const begin = (at: Point): void => {
    if (isUntouched) strokes = []
    isUntouched = false
    isDrawing = true
    strokes = [...strokes, [at]]
    schedule()
  }
  const goOn = (...points: Point[]): void => {
    strokes = [...strokes.slice(0, -1), [...strokes.at(-1)!, ...points]]
    schedule()
  }
  const end = (): void => {
    isDrawing = false
    pen = { ...pen, isDown: false }
    sayPen()
    schedule()
  }
  const put = (next: Stroke[]): void => {
    isUntouched = false
    strokes = next
    end()
  }

  const placeOf = (event: PointerEvent): Point => {
    const { left, top, width, height } = pad.getBoundingClientRect()
    const [x, y] = [(event.clientX - left) / width, (event.clientY - top) / height]
    return [x * side - 0.5, y * side - 0.5]
  }
  pad.addEventListener('pointerdown', event => {
    if (pen.isDown) end()
    // A second finger draws nothing of its own.
    if (event.button !== 0 || isDrawing) return
    pad.setPointerCapture(event.pointerId)
    event.preventDefault()
    pad.focus({ preventScroll: true })
    isByKeyboard = false
    begin(placeOf(event))
  })
  pad.addEventListener('pointermove', event => {
    if (!pad.hasPointerCapture(event.pointerId)) return
    const all = event.getCoalescedEvents?.() ?? []
    goOn(...(all.length > 0 ? all : [event]).map(placeOf))
  })
  for (const name of ['pointerup', 'pointercancel'] as const) {
    pad.addEventListener(name, event => {
      if (pad.hasPointerCapture(event.pointerId)) end()
    })
  }

  pad.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const by = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
      event.key
    ]
    if (by) {
      const inside = (value: number) => Math.min(side - 1, Math.max(0, value))
      pen = { ...pen, at: [inside(pen.at[0] + by[0]!), inside(pen.at[1] + by[1]!)] }
      if (pen.isDown) goOn(pen.at)
    } else if (event.key === ' ' || event.key === 'Enter') {
      if (pen.isDown) end()
      else {
        begin(pen.at)
        pen = { ...pen, isDown: true }
      }
    } else if (event.key === 'Backspace' || event.key === 'Delete') put(strokes.slice(0, -1))
    else return
    event.preventDefault()
    isByKeyboard = true
    sayPen()
    schedule()
  })
  for (const name of ['focus', 'blur'] as const) {
    pad.addEventListener(name, () => {
      isByKeyboard = name === 'focus' && pad.matches(':focus-visible')
      if (pen.isDown) end()
      sayPen()
      schedule()
    })
  }

  // ——— controls ———

  const centring = checkControl(
    'Centre and scale it, like the digits the network learned from',
    on => {
      isFitted = on
      schedule()
    },
  )
  centring.set(true)
  const examples = Array.from({ length: 10 }, (_, digit) =>
    button(String(digit), () => put(example(digit)), `Example: a ${digit}`),
  )

  root.classList.add('downhill-digit-pad')
  root.setAttribute('role', 'group')
  root.setAttribute('aria-label', 'Pad for a digit')
  root.replaceChildren(
    el('style', {}, style),
    el(
      'div',
      { class: 'parts' },
      el(
        'div',
        {},
        el('div', { class: 'title' }, 'Draw a digit'),
        pad,
        hint,
        el(
          'div',
          { class: 'row buttons' },
          button('Clear', () => put([])),
          button('Undo', () => put(strokes.slice(0, -1))),
        ),
      ),
      el(
        'div',
        { class: 'seen' },
        el('div', { class: 'title' }, 'What the network sees'),
        seen,
        el('div', { class: 'row buttons' }, centring.element),
      ),
      el(
        'div',
        { class: 'says' },
        el('div', { class: 'title' }, 'What it says'),
        el('ol', { class: 'bars' }, ...bars.map(({ row }) => row)),
        status,
      ),
    ),
    el('div', { class: 'row buttons' }, 'Try an example:', ...examples),
    el(
      'div',
      { class: 'parts' },
      el('div', {}, el('div', { class: 'title' }, 'Why: which ink speaks for what'), whyMap),
      el('div', { class: 'why' }, reasons, neurons, neuronWords),
    ),
  )

  // ——— around it ———

  const colour = (): void => {
    root.dataset.theme = isDark() ? 'dark' : 'light'
  }
  root.themeChanged = colour
  watchTheme(new WeakRef(root))
  colour()
  sayPen()
  draw()
  root.digitPad = {
    picture: () => [...picture],
    scores: () => [...(answer?.scores ?? [])],
    shares: () => [...(answer?.shares ?? [])],
  }
}
