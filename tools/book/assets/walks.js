// The figure of the home page: the ring can be dragged, or moved with the arrow keys.
import { toGround, toPixels, walksFrom } from '../walks.mjs'

const figure = document.getElementById('walks')
const svg = figure.querySelector('svg')
const ring = figure.querySelector('.start')
let place = [-7, 2]

function move(to) {
  place = to
  ring.setAttribute('transform', `translate(${toPixels(...place).join(' ')})`)
  for (const { name, line, dots, loss } of walksFrom(place)) {
    const [path, points] = figure.querySelectorAll(`g[data-walk="${name}"] path`)
    path.setAttribute('d', line)
    points.setAttribute('d', dots)
    figure.querySelector(`li[data-walk="${name}"] output`).textContent = loss
  }
}

function under({ clientX, clientY }) {
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse())
  return toGround(x, y)
}

// With a finger one drags the ring; elsewhere on the map a finger scrolls the page, and a touch moves the ring.
svg.addEventListener('click', event => move(under(event)))
svg.addEventListener('pointerdown', event => {
  if (event.pointerType === 'touch' && !ring.contains(event.target)) return
  svg.setPointerCapture(event.pointerId)
  move(under(event))
})
svg.addEventListener('pointermove', event => {
  if (svg.hasPointerCapture(event.pointerId)) move(under(event))
})

const steps = {
  ArrowLeft: [-0.25, 0],
  ArrowRight: [0.25, 0],
  ArrowUp: [0, 0.25],
  ArrowDown: [0, -0.25],
}
ring.addEventListener('keydown', event => {
  const step = steps[event.key]
  if (!step) return
  event.preventDefault()
  move(toGround(...toPixels(place[0] + step[0], place[1] + step[1])))
})
