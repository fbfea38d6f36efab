import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import * as downhill from '../../src'
import { MySGD } from './my-sgd'

const { bowl } = downhill.surfaces
const home = process.cwd()

/** What examples may name without saying where it comes from. */
export const given = (): Record<string, unknown> => {
  const walk = downhill.descend(bowl, new downhill.SGD({ lr: 1.5 }), { warn: false })
  const data = downhill.spirals(200)
  const network = new downhill.TwoLayerNet(2, 5, 2)
  const map = downhill.contour(bowl)
  const frame = downhill.figure([map])
  const adam = new downhill.Adam()
  adam.update({ x: 1 }, { x: 1 })
  return {
    walk,
    data,
    network,
    map,
    adam,
    ...{ a: walk, b: walk, before: frame, after: frame },
    ...downhill.digits(10),
    guess: downhill.surface(x => (x > 0 ? 1 : 0)),
    optimizer: new downhill.SGD(),
    sgd: new downhill.SGD(),
    momentum: new downhill.Momentum(),
    MySGD,
  }
}

/** Every `@example` of a file. */
export function examplesOf(file: string): string[] {
  return [...readFileSync(join(home, file), 'utf8').matchAll(/\/\*\*([\s\S]*?)\*\//g)].flatMap(
    ([, comment]) =>
      comment!
        .replace(/^ *\* ?/gm, '')
        .split(/^ ?@/m)
        .filter(tag => tag.startsWith('example'))
        .map(tag => tag.slice('example'.length).trim()),
  )
}

/** Runs an example, with the values that its names have. */
export async function runExample(code: string, names: Record<string, unknown>): Promise<void> {
  const { code: js } = transformSync(`async () => {{ ${code}\n}}`, { loader: 'ts' })
  await new Function(...Object.keys(names), `return ${js}`)(...Object.values(names))()
}
