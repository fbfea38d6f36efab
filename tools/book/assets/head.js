// In the head, so that no page is light before it is dark.
{
  let chosen
  try {
    chosen = localStorage.getItem('downhill-dark')
  } catch {
    // A browser may refuse it to pages that are files.
  }
  const dark =
    chosen === null || chosen === undefined
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : chosen === 'true'
  document.documentElement.dataset.dark = dark
}
