/** What an action throws, undefined if it does not. */
export function tryOut(action: () => void): string | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}
