// A JupyterLab extension, as JupyterLab loads one that is built already: a container with `init` and `get`.
//
// A published notebook has a picture beside each figure, for readers that run no scripts. JupyterLab's
// renderer of Plotly shows that picture, at twice its size, until the mouse is over it. So when one
// comes into view, this tells the renderer that the mouse is.
;(() => {
  const pictures = '.jp-RenderedPlotly > .plot-img'

  const extension = {
    id: 'downhill-figures:plugin',
    autoStart: true,
    activate() {
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
    },
  }

  window._JUPYTERLAB ??= {}
  window._JUPYTERLAB['downhill-figures'] = {
    init() {},
    get: async () => () => ({ __esModule: true, default: extension }),
  }
})()
