/** What `import { … } from 'downhill/exercises'` gives: what an instructor's notebook checks answers with. */
export { type CheckWalkOptions, checkWalk } from './check-walk'
export {
  adagradMistakes,
  adamMistakes,
  type Mistakes,
  momentumMistakes,
  nesterovMistakes,
  rmspropMistakes,
  sgdMistakes,
} from './mistakes'
