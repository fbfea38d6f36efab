import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure } from '../figures/mark'

/** The plotly.js that the figures are made for, the one of package.json. */
export const plotlyVersion = '4.1.1'

/**
 * The hash of https://cdn.plot.ly/plotly-4.1.1.min.js. That file is plotly.min.js of the npm package
 * plotly.js-dist-min 4.1.1, and package_data/plotly.min.js of Python's plotly 7.1.0:
 * `openssl dgst -sha384 -binary plotly.min.js | base64`.
 */
export const plotlyIntegrity =
  'sha384-AFNp2MtSm5/oZbEs/J19F/Ah57MEiVsoed8nE3fq2Wnccdl1u/EkyJ9XKKU8rt7+'

/**
 * A figure as Plotly takes it, with a toolbar that uploads nothing. It stands upright at the right edge,
 * where no title is; without the two buttons that select points, which nothing uses, it fits into even
 * the lowest figure.
 */
export function forPlotly({ layout, ...rest }: Figure): PlotlyInput {
  return { ...rest, layout: { modebar: { orientation: 'v' }, ...layout }, config }
}

/** All that Plotly draws a figure from. */
export interface PlotlyInput extends Figure {
  readonly config: Readonly<Record<string, unknown>>
}

const config = {
  displaylogo: false,
  showSendToCloud: false,
  plotlyServerURL: '',
  modeBarButtonsToRemove: ['select2d', 'lasso2d'],
}

/**
 * A figure as HTML that draws itself on any page, whether or not it has plotly.js.
 *
 * plotly.js is taken from the page, else from the page's Jupyter server, else from the CDN; if none can
 * be had, a sentence takes the figure's place. On a page that is narrower than the figure, it is laid out
 * anew for that width, and again when the width changes, as when a phone is turned.
 *
 * @param fig - What `figure` returned.
 * @returns A div and a script, the same for the same figure.
 * @example figureHtml(figure([contour(surfaces.bowl)]))
 */
export function figureHtml(fig: Figure): string {
  const { layout } = fig
  const json = inScript(forPlotly(fig))
  const id = createHash('sha256').update(json).digest('hex').slice(0, 16)
  return `<div data-downhill-figure="${id}" role="img" aria-label="${inAttribute(layout.meta.alt)}" style="width: ${Number(layout.width)}px; height: ${Number(layout.height)}px; max-width: 100%; overflow: auto hidden"></div>
<script>
${compact(drawing(id, json))}
</script>
`
}

/** `value` as JSON that cannot end its script, whatever strings it holds. */
export function inScript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** `text` for an attribute in double quotes. */
export function inAttribute(text: string): string {
  return text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)
}

/** Defines `plotly()` on the page, which gives plotly.js: of the page, of its Jupyter server or the CDN. */
export const plotlyLoader: string = `  // Runs a script and returns the Plotly it brings. Globals that it sets are put back: the page may
  // have another Plotly, which has to go on working.
  const load = (src, integrity) => new Promise((resolve, reject) => {
    const names = ['Plotly', 'moduleName']
    const before = names.map(name => [name, name in window, window[name]])
    const script = document.createElement('script')
    if (integrity) {
      script.integrity = integrity
      script.crossOrigin = 'anonymous'
    }
    script.onerror = () => {
      script.remove()
      reject(new Error(src))
    }
    script.onload = () => {
      script.remove()
      const loaded = window.Plotly
      for (const [name, had, value] of before) {
        if (had) window[name] = value
        else delete window[name]
      }
      if (loaded?.version === version) resolve(loaded)
      else reject(new Error(src))
    }
    script.src = src
    document.head.append(script)
  })

  const fromServer = async () => {
    const jupyter = document.getElementById('jupyter-config-data')
    const base = jupyter ? JSON.parse(jupyter.textContent).baseUrl : document.body.dataset.baseUrl
    if (!base) throw new Error('no Jupyter server')
    return load(base + 'files/node_modules/plotly.js-dist/plotly.js')
  }

  const fromCdn = () => load('https://cdn.plot.ly/plotly-${plotlyVersion}.min.js', '${plotlyIntegrity}')

  // All figures of a page wait for one copy. A failure is forgotten, so that running the cell again
  // tries again.
  const plotly = async () => {
    if (window.Plotly?.version === version) return window.Plotly
    const key = '__downhill_plotly_${plotlyVersion}'
    window[key] ??= fromServer().catch(fromCdn)
    return window[key].catch(error => {
      delete window[key]
      throw error
    })
  }`

/**
 * Without what only people read, the spaces and comments at the beginning of lines: a third of the
 * script.
 */
function compact(script: string): string {
  return script.replace(/^ *\/\/.*\n|^ +/gm, '')
}

/** What lays figures out for narrow pages, as the build has made it. */
function narrowing(): string {
  return readFileSync(join(__dirname, '..', 'narrow.js'), 'utf8').trim()
}

// The part that runs on the page. A string and not a function: what a compiler makes of a function is
// not for other pages.
const drawing = (id: string, json: string) => `(() => {
  const version = '${plotlyVersion}'
  const figure = ${json}
  ${narrowing()}

${plotlyLoader}

  const draw = (Plotly, div) => {
    let width
    const drawToWidth = () => {
      // The printer does not wait for a new drawing.
      if (matchMedia('print').matches) return
      // What is folded away has no width.
      if (div.clientWidth === 0 || div.clientWidth === width) return
      width = div.clientWidth
      const fitting = downhillNarrow.narrow(figure, width)
      div.style.height = fitting.layout.height + 'px'
      Plotly.react(div, fitting)
    }
    drawToWidth()
    new ResizeObserver(drawToWidth).observe(div)
  }

  // Found by what it shows: where a notebook puts this script is up to the notebook.
  for (const div of document.querySelectorAll('div[data-downhill-figure="${id}"]:not([data-drawn])')) {
    div.dataset.drawn = ''
    plotly().then(
      Plotly => draw(Plotly, div),
      () => {
        div.setAttribute('role', 'note')
        div.textContent = 'This figure needs plotly.js ${plotlyVersion}, which neither the page, its Jupyter server nor cdn.plot.ly gave: connect to the internet or start Jupyter in the folder of the course, and reload the page. It shows: ' + div.getAttribute('aria-label')
      },
    )
  }
})()`
