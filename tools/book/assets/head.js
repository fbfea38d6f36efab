// In the head, so that no dark page is light at first.
{
  let chosen
  try {
    chosen = localStorage.getItem('downhill-dark')
  } catch {
    // A browser may not allow it for pages that are files.
  }
  const dark =
    chosen === null || chosen === undefined
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : chosen === 'true'
  document.documentElement.dataset.dark = dark
}
