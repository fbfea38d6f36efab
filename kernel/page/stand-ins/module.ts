/** Node's module, which gives cells their `require`. */
import { requireInPage } from '../modules'

export const createRequire = (): typeof requireInPage => requireInPage

const whole: object = { createRequire }
export default whole
