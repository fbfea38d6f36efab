// What responds on a page of the book: switches, figures, explorers, pads for digits. A plain script, without
// modules and with no requests except for scripts, because a page that is opened as a file can have nothing else.
;(() => {
  const root = document.documentElement
  // From the folder of the page to that of the site.
  const up = document.currentScript.getAttribute('src').replace('assets/book.js', '')

  /** Remembers a choice for all pages. */
  function remember(name, value) {
    try {
      localStorage.setItem(name, value)
    } catch {
      // Then it holds for this page only.
    }
  }

  function recalled(name) {
    try {
      return localStorage.getItem(name)
    } catch {
      return null
    }
  }

  function setDark(dark) {
    root.dataset.dark = dark
    // Explorers and pads look there, as in JupyterLab.
    document.body.dataset.jpThemeLight = !dark
    darkSwitch.setAttribute('aria-pressed', dark)
  }

  const darkSwitch = document.getElementById('dark-switch')
  darkSwitch.hidden = false
  setDark(root.dataset.dark === 'true')
  darkSwitch.addEventListener('click', () => {
    setDark(root.dataset.dark !== 'true')
    remember('downhill-dark', root.dataset.dark)
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({ matches }) => {
    if (recalled('downhill-dark') === null) setDark(matches)
  })

  function setCode(shown) {
    for (const part of document.querySelectorAll('details.code')) {
      part.open = shown
    }
    codeSwitch.setAttribute('aria-pressed', shown)
  }

  const codeSwitch = document.getElementById('code-switch')
  if (codeSwitch) {
    codeSwitch.hidden = false
    setCode(recalled('downhill-code') !== 'false')
    codeSwitch.addEventListener('click', () => {
      const shown = codeSwitch.getAttribute('aria-pressed') !== 'true'
      setCode(shown)
      remember('downhill-code', shown)
    })
  }

  /**
   * What a script sets as a global, once it has loaded: it may have been on its way since the page's
   * head.
   */
  async function globalOf(name, file) {
    if (window[name]) return window[name]
    const script = document.querySelector(`script[src="${up}assets/${file}"]`) ?? add(file)
    return new Promise((resolve, reject) => {
      script.addEventListener('load', () => resolve(window[name]))
      script.addEventListener('error', () => {
        // Who asks again asks anew.
        script.remove()
        reject(new Error(`${file} could not be loaded.`))
      })
    })
  }

  function add(file) {
    const script = document.createElement('script')
    script.src = `${up}assets/${file}`
    document.head.append(script)
    return script
  }

  const searchButton = document.getElementById('search-button')
  searchButton.hidden = false
  const search = async () => (await globalOf('downhillSearch', 'search.js')).open(up)
  searchButton.addEventListener('click', search)
  document.addEventListener('keydown', event => {
    const isTyping = event.target.closest('input, textarea, select, [contenteditable]')
    const isSlash = event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey
    const isControlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)
    if (!isSlash && !isControlK) return
    event.preventDefault()
    search()
  })

  const plotly = () => globalOf('Plotly', 'plotly.min.js')

  const figures = new WeakMap()

  function figureOf(place) {
    const figure = figures.get(place) ?? JSON.parse(place.querySelector('script').textContent)
    figures.set(place, figure)
    return figure
  }

  /** The figure as it fits into its place: on a narrow page it has another layout, and other heights. */
  function fitted(place) {
    return downhillNarrow.narrow(figureOf(place), place.clientWidth)
  }

  /** Puts a live figure over its picture, which keeps its place. */
  async function draw(place) {
    const figure = figureOf(place)
    if (figure.live) return
    const live = document.createElement('div')
    live.className = 'live'
    figure.live = live
    const Plotly = await plotly()
    // It may be out of sight again by now.
    if (figure.live !== live) return
    place.append(live)
    // Turning changes the figure's own camera, so that it comes back the way it was turned.
    const { data, layout } = fitted(place)
    await Plotly.newPlot(live, data, layout, figure.config)
    if (figure.frames) await Plotly.addFrames(live, figure.frames)
    if (figure.live === live) place.dataset.state = 'live'
  }

  /** Keeps the place of a figure, and gives a live one the width that the page has now. */
  function fit(place) {
    // A new figure has no picture that keeps its place.
    const picture = place.querySelector(':scope > img')
    const isFree = picture && place.clientWidth >= Number(picture.getAttribute('width'))
    if (isFree && !place.style.getPropertyValue('--height')) return
    const { data, layout } = fitted(place)
    place.style.setProperty('--height', isFree ? '' : `${layout.height}px`)
    const { live, config } = figureOf(place)
    if (live && place.dataset.state)
      plotly().then(Plotly => Plotly.react(live, data, layout, config))
  }

  /** A page has 8 to 16 WebGL contexts: a figure in space that is out of sight gives its own back. */
  async function release(place) {
    const figure = figures.get(place)
    if (!figure?.live) return
    const inSpace = figure.data.some(({ type }) => /^surface$|3d$/.test(type))
    if (!inSpace) return
    const { live } = figure
    figure.live = undefined
    delete place.dataset.state
    const Plotly = await plotly()
    // A new figure has no picture yet that stays in its place.
    if (place.isConnected && !place.querySelector(':scope > img')) {
      const { width, height } = fitted(place).layout
      const picture = Object.assign(new Image(width, height), { alt: place.ariaLabel ?? '' })
      picture.src = await Plotly.toImage(live, { format: 'png', width, height })
      place.prepend(picture)
    }
    for (const canvas of live.querySelectorAll('.gl-container canvas')) {
      canvas.getContext('webgl')?.getExtension('WEBGL_lose_context')?.loseContext()
    }
    Plotly.purge(live)
    live.remove()
  }

  /** An explorer or a pad takes the place of its picture. */
  async function begin(place) {
    const [name, file] = place.classList.contains('explorer')
      ? ['downhillExplorer', 'explorer.js']
      : ['downhillDigitPad', 'digit-pad.js']
    const { start } = await globalOf(name, file)
    if (place.dataset.state) return
    place.dataset.state = 'live'
    const live = document.createElement('div')
    place.querySelector(':scope > img')?.remove()
    place.append(live)
    start(live, figureOf(place), plotly)
  }

  const nearby = new IntersectionObserver(
    entries => {
      for (const { isIntersecting, target } of entries) {
        if (!target.classList.contains('figure')) {
          if (isIntersecting) begin(target)
        } else if (isIntersecting) draw(target)
        else release(target)
      }
    },
    { rootMargin: '400px 0px' },
  )
  const widths = new ResizeObserver(entries => {
    for (const { target, contentRect } of entries) {
      // A printer takes the picture.
      const printed = matchMedia('print').matches
      if (printed || target.dataset.width === `${contentRect.width}`) continue
      target.dataset.width = contentRect.width
      fit(target)
    }
  })
  function watch(place) {
    nearby.observe(place)
    if (place.classList.contains('figure')) widths.observe(place)
  }
  document.querySelectorAll('figure.figure, figure.explorer, figure.digit-pad').forEach(watch)

  window.downhillBook = {
    up,
    globalOf,
    /** Draws in a new place, once that is near. */
    show(place, value) {
      figures.set(place, value)
      watch(place)
      if (place.classList.contains('figure')) fit(place)
    },
    /** Lets go of a place that leaves the page. */
    drop(place) {
      nearby.unobserve(place)
      widths.unobserve(place)
      const { live } = figures.get(place) ?? {}
      if (live) plotly().then(Plotly => Plotly.purge(live))
    },
  }

  // Cells become editors when one goes to them: until then nothing is loaded for that.
  const live = () => globalOf('downhillEditor', 'editor.js')
  const main = document.querySelector('main[data-notebook]')
  for (const code of main?.querySelectorAll('.cell > .code') ?? []) {
    const bar = document.createElement('div')
    bar.className = 'bar'
    bar.innerHTML = '<button type="button">Run</button>'
    bar.addEventListener('click', async () => {
      // Once it is loaded, the editor listens itself.
      if (!window.downhillEditor) (await live()).run(code.parentElement)
    })
    code.after(bar)
  }
  const codeAt = target => target.closest('.cell .highlight pre')
  main?.addEventListener('focusin', async ({ target }) => {
    // An answer in words is kept from the first letter on.
    if (target.matches('textarea[data-answer]')) await live()
    if (!codeAt(target)?.matches(':focus-visible')) return
    const { open } = await live()
    if (target === document.activeElement) open(target.closest('.cell'))
  })
  main?.addEventListener('click', async ({ target, clientX: x, clientY: y }) => {
    // Not who marks some code to copy it.
    if (!codeAt(target) || !getSelection().isCollapsed) return
    const { open } = await live()
    open(target.closest('.cell'), { x, y })
  })
  main
    ?.querySelector('.live-note .download')
    ?.addEventListener('click', async () => (await live()).save())

  const input = main?.querySelector('.live-note input')
  if (input) {
    const take = async files => (await live()).take([...files])
    input.addEventListener('change', () => take(input.files))
    for (const type of ['dragover', 'drop']) {
      const onFiles = event => {
        const { types, files } = event.dataTransfer
        if (!types.includes('Files')) return
        event.preventDefault()
        event.stopPropagation()
        if (type === 'drop') take([...files])
      }
      document.addEventListener(type, onFiles, true)
    }
  }

  /** Whether this page holds something of the reader's, or brings something along, that is to be seen. */
  function isWaitedFor() {
    if (location.hash.startsWith('#cell=')) return true
    try {
      const start = `downhill-cell ${main.dataset.notebook} `
      return Object.keys(localStorage).some(key => key.startsWith(start))
    } catch {
      return false
    }
  }
  if (main) {
    addEventListener('load', () => isWaitedFor() && live())
    addEventListener('hashchange', () => isWaitedFor() && live())
  }
})()
