import { surfaces } from '../surfaces/surfaces'
import type { GroundSpec } from './spec'

/** What a ground is called, for people. */
export function titleOf(ground: GroundSpec): string {
  if ('f' in ground) return ground.name
  return surfaces[ground.name as keyof typeof surfaces].name
}
