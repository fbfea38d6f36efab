/** Does something in the next frame, however often it is asked to until then. */
export function onceAFrame(action: () => void): () => void {
  let isScheduled = false
  return () => {
    if (isScheduled) return
    isScheduled = true
    requestAnimationFrame(() => {
      isScheduled = false
      action()
    })
  }
}
