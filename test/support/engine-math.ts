import { createRequire } from 'node:module'

// biome-ignore lint/suspicious/noExplicitAny: a node of the syntax tree
type Node = any

/** The kernel's own compiler: the other one has no syntax trees for JavaScript yet. */
const ts = createRequire(createRequire(__filename).resolve('tslab/package.json'))(
  '@tslab/typescript-for-tslab',
)

/** What the language says to the last bit, of all that Math can do. */
const exact = new Set('abs ceil clz32 floor fround imul max min round sign sqrt trunc'.split(' '))

/** The parts of Math whose last bits the language leaves to the engine, as a text uses them. */
export function engineMathIn(source: string): string[] {
  const used = new Set<string>()
  walk(source, node => {
    const name = mathName(node)
    // Constants are in capitals.
    if (name !== undefined && /^[a-z]/.test(name) && !exact.has(name)) used.add(`Math.${name}`)
    if (isOpenPower(node)) used.add('**')
  })
  return [...used]
}

/** The same text with a call of Math.pow for each such `**`, so that another Math changes it, too. */
export function withCallsOfPow(source: string): string {
  let result = source
  walk(source, node => {
    if (!isOpenPower(node)) return
    if (!ts.isBinaryExpression(node) || isOpenPower(node.left) || isOpenPower(node.right)) {
      throw new Error(`too many powers in one: ${node.getText()}`)
    }
    const call = `Math.pow(${node.left.getText()}, ${node.right.getText()})`
    result = result.replace(node.getText(), call)
  })
  return result
}

function walk(source: string, visit: (node: Node) => void): void {
  const inside = (node: Node): void => {
    visit(node)
    ts.forEachChild(node, inside)
  }
  inside(ts.createSourceFile('cell.ts', source, ts.ScriptTarget.Latest, true))
}

/** sin, for Math.sin and for { sin } = Math. */
function mathName(node: Node): string | undefined {
  const isMath = (one: Node): boolean => one?.getText() === 'Math'
  if (ts.isPropertyAccessExpression(node) && isMath(node.expression)) return node.name.text
  if (ts.isBindingElement(node) && isMath(node.parent.parent.initializer)) {
    return (node.propertyName ?? node.name).getText()
  }
  return undefined
}

/** A power, unless every engine has it to the last bit: a square, or a whole power of two. */
function isOpenPower(node: Node): boolean {
  const { AsteriskAsteriskToken: power, AsteriskAsteriskEqualsToken: toPower } = ts.SyntaxKind
  if (!ts.isBinaryExpression(node)) return false
  if (![power, toPower].includes(node.operatorToken.kind)) return false
  const [base, exponent] = [node.left.getText(), node.right.getText()]
  return exponent !== '2' && !(base === '2' && /^-? ?\d+$/.test(exponent))
}
