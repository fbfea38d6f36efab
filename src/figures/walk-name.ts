import type { Path } from '../types'

/**
 * What a legend calls a walk: its label, and the update at which it was lost, if it was.
 *
 * @param walk - What `descend` returned.
 * @param called - What to call it instead of its label.
 * @example walkName(walk) // 'SGD 1.5 (diverged at update 13)'
 */
export function walkName(walk: Path, called: string = walk.label ?? walk.optimizer): string {
  return walk.divergedAt === undefined
    ? called
    : `${called} (diverged at update ${walk.divergedAt})`
}
