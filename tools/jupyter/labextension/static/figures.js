// A JupyterLab extension, as JupyterLab loads one that is built already: a container with `init` and `get`.
//
// A published notebook has a picture beside each figure, for readers that run no scripts. JupyterLab's
// renderer of Plotly shows that picture, at twice its size, until the mouse is over it; then it draws the
// figure, and writes a new picture of it, and what Plotly has filled in, into the notebook. So when a
// figure comes into view, this tells the renderer that the mouse is over it, and hands it a copy of the
// figure to write into: opening a notebook and looking at it does not change it.
;(() => {
  const type = 'application/vnd.plotly.v1+json'
  const pictures = '.jp-RenderedPlotly > .plot-img'

  /** What a renderer takes for the output, without a way to it. */
  const copyOf = ({ data, metadata, trusted }) => {
    const copy = {
      data: { ...data, [type]: structuredClone(data[type]) },
      metadata,
      trusted,
      setData: written => Object.assign(copy, written),
    }
    return copy
  }

  const leaveNotebooksAlone = registry => {
    // Each notebook has a registry of its own, made before or after this.
    const { prototype } = registry.constructor
    const { createRenderer } = prototype
    prototype.createRenderer = function (mimeType) {
      const renderer = createRenderer.call(this, mimeType)
      if (mimeType === type) {
        const { renderModel } = renderer
        renderer.renderModel = model => renderModel.call(renderer, copyOf(model))
      }
      return renderer
    }
  }

  const drawInView = () => {
    const inView = new IntersectionObserver(
      entries => {
        for (const { isIntersecting, target } of entries) {
          if (isIntersecting) target.dispatchEvent(new MouseEvent('mouseenter'))
        }
      },
      // A little before it is in sight.
      { rootMargin: '300px' },
    )
    new MutationObserver(() => {
      for (const picture of document.querySelectorAll(pictures)) inView.observe(picture)
    }).observe(document.body, { childList: true, subtree: true })
  }

  const extensionFor = ({ IRenderMimeRegistry }) => ({
    id: 'downhill-figures:plugin',
    autoStart: true,
    requires: [IRenderMimeRegistry],
    activate(_, registry) {
      leaveNotebooksAlone(registry)
      drawInView()
    },
  })

  /** What JupyterLab shares with its extensions, by name and version. */
  let shared
  window._JUPYTERLAB ??= {}
  window._JUPYTERLAB['downhill-figures'] = {
    init(scope) {
      shared = scope
    },
    get: async () => {
      const [{ get }] = Object.values(shared['@jupyterlab/rendermime'])
      const rendermime = (await get())()
      return () => ({ __esModule: true, default: extensionFor(rendermime) })
    },
  }
})()
