// biome-ignore lint/suspicious/noExplicitAny: the compiler's types are not shipped with tslab
type TypeScript = any

type Node = TypeScript

/**
 * Changes a cell that TypeScript has turned into CommonJS, so that it can fail half-way: TypeScript
 * begins with `exports.lr = exports.walk = void 0`, which would forget the `lr` of an earlier cell before
 * there is a new one. Functions are there from the start, as in any JavaScript, and an import becomes a
 * plain value, which a later cell may replace.
 *
 * @param ts - The compiler.
 * @param file - The cell.
 * @returns The cell changed, and the names that it assigns.
 */
export function failingHalfWay(ts: TypeScript, file: Node): { file: Node; names: string[] } {
  const names: string[] = []
  const functions = new Set<string>()
  for (const statement of file.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) functions.add(statement.name.text)
  }
  const first: Node[] = []
  const rest: Node[] = []
  for (const statement of file.statements) {
    const cleared = clearedNames(ts, statement)
    if (cleared) {
      names.push(...cleared)
      continue
    }
    const imported = importedValue(ts, statement)
    if (imported === 'marker') continue
    const exported = exportOf(ts, statement.expression)
    const isFunction =
      exported !== undefined &&
      functions.has(exported) &&
      ts.isIdentifier(statement.expression.right) &&
      statement.expression.right.text === exported
    if (isFunction) first.push(statement)
    else rest.push(imported ?? statement)
  }
  return { file: ts.factory.updateSourceFile(file, [...first, ...rest]), names }
}

/** `exports.a = exports.b = void 0` → a and b; undefined for any other statement. */
function clearedNames(ts: TypeScript, statement: Node): string[] | undefined {
  const names: string[] = []
  let node = statement.expression
  for (let name = exportOf(ts, node); name !== undefined; name = exportOf(ts, node)) {
    names.push(name)
    node = node.right
  }
  return names.length > 0 && ts.isVoidExpression(node) ? names : undefined
}

/** The name in `exports.name = …`. */
function exportOf(ts: TypeScript, node: Node): string | undefined {
  if (!node || !ts.isBinaryExpression(node)) return undefined
  if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined
  const { left } = node
  const isExport =
    ts.isPropertyAccessExpression(left) &&
    ts.isIdentifier(left.expression) &&
    left.expression.text === 'exports'
  return isExport ? left.name.text : undefined
}

/**
 * `Object.defineProperty(exports, 'a', { get: function () { return m.a } })` → `exports.a = m.a`; 'marker'
 * for the statement that says that this is a module.
 */
function importedValue(ts: TypeScript, statement: Node): Node | 'marker' | undefined {
  const call = statement.expression
  if (!call || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) {
    return undefined
  }
  const { expression, name } = call.expression
  const [target, property, descriptor] = call.arguments
  if (expression.text !== 'Object' || name.text !== 'defineProperty') return undefined
  if (target?.text !== 'exports' || property === undefined) return undefined
  if (property.text === '__esModule') return 'marker'
  const getter = descriptor?.properties?.find(
    ({ name: of }: Node) => of.text === 'get',
  )?.initializer
  const value = getter?.body?.statements[0]?.expression
  if (value === undefined) return undefined
  const { factory } = ts
  const left = factory.createPropertyAccessExpression(target, property.text)
  return factory.createExpressionStatement(factory.createAssignment(left, value))
}
