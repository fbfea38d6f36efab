/** What `import { … } from 'downhill'` gives in Node. */
export * from './browser'
export { type LoadDigitsOptions, loadDigits } from './datasets/load-digits'
export { type DrawDigitOptions, drawDigit } from './display/draw-digit'
export { type ExploreOptions, explore } from './display/explore'
export { show } from './display/show'
export { train } from './display/train'
export { setThreads } from './wasm/threads'
