import { side } from '../../datasets/draw-stroke'
import { button } from '../../explorer/page/controls/button'
import { checkControl } from '../../explorer/page/controls/check'
import { el } from '../../explorer/page/dom'
import { onceAFrame } from '../../explorer/page/once-a-frame'
import { isDark, type Themed, watchTheme } from '../../explorer/page/theme'
import { netOf } from '../net'
import { type Answer, answerOf } from '../reason'
import type { DigitPadSpec } from '../spec'
import { example, fitted, pictureOf } from '../strokes'
import { Guesses } from './guesses'
import { Pad } from './pad'
import { Paper } from './paper'
import { drawInk } from './pictures'
import { Reasons } from './reasons'
import { style } from './style'

/** What tests and other scripts of the page may ask of a pad. */
export interface DigitPadElement extends Themed {
  digitPad?: { picture(): number[]; scores(): number[]; shares(): number[] }
}

const mostNeurons = 3
/** Of the picture that the network sees, in CSS pixels. */
const seenSize = 196

/**
 * Makes a pad in an element, in place of what is in it.
 *
 * @param root - An empty element.
 * @param spec - The network that is asked.
 */
export function start(root: DigitPadElement, spec: DigitPadSpec): void {
  const net = netOf(spec)
  const paper = new Paper(() => {
    pad.giveHint(paper.drawn)
    schedule()
  })
  const pad = new Pad(paper)
  const seen = el('canvas', { role: 'img' })
  const guesses = new Guesses()
  const reasons = new Reasons(spec)

  let picture: Float64Array = new Float64Array(side * side)
  let answer: Answer | undefined
  const draw = (): void => {
    const { strokes, isCentred, isDrawing } = paper.drawn
    const ink = pictureOf(strokes)
    picture = isCentred ? pictureOf(fitted(strokes, spec.source)) : ink
    answer = strokes.length > 0 ? answerOf(net, picture, mostNeurons) : undefined
    pad.draw(ink, paper.drawn)
    drawInk(seen, picture, seenSize)
    guesses.show(answer, isDrawing)
    reasons.show(answer)
    seen.setAttribute(
      'aria-label',
      answer
        ? `The picture that the network sees: 28 × 28 pixels. ${guesses.status.textContent}`
        : 'Empty paper',
    )
  }
  const schedule = onceAFrame(draw)

  const centre = checkControl(
    'Centre and scale it, like the digits the network learned from',
    isCentred => paper.change({ isCentred }),
  )
  centre.set(true)
  const examples = Array.from({ length: 10 }, (_, digit) =>
    button(String(digit), () => paper.put(example(digit)), `Example: a ${digit}`),
  )
  const title = (words: string): HTMLElement => el('div', { class: 'title' }, words)
  const buttons = (...all: (Node | string)[]): HTMLElement =>
    el('div', { class: 'row buttons' }, ...all)

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
        ...[title('Draw a digit'), pad.canvas, pad.hint],
        buttons(
          button('Clear', () => paper.put([])),
          button('Undo', () => paper.undo()),
        ),
      ),
      el('div', { class: 'seen' }, title('What the network sees'), seen, buttons(centre.element)),
      el('div', { class: 'says' }, title('What it says'), guesses.list, guesses.status),
    ),
    buttons('Try an example:', ...examples),
    el(
      'div',
      { class: 'parts' },
      el('div', {}, title('Why: which ink speaks for what'), reasons.map),
      reasons.element,
    ),
  )

  const colour = (): void => {
    root.dataset.theme = isDark() ? 'dark' : 'light'
  }
  root.themeChanged = colour
  watchTheme(new WeakRef(root))
  colour()
  pad.giveHint(paper.drawn)
  draw()
  root.digitPad = {
    picture: () => [...picture],
    scores: () => [...(answer?.scores ?? [])],
    shares: () => [...(answer?.shares ?? [])],
  }
}
