// biome-ignore lint/suspicious/noExplicitAny: the compiler's types are not shipped with tslab
type TypeScript = any

type Node = TypeScript

/**
 * What the cells below know after a cell that failed half-way: all that it declared, but for the names
 * that it did not reach, which are what they were before.
 *
 * @param ts - The compiler.
 * @param before - The declarations that the cell found.
 * @param after - Those that it would have left.
 * @param unreached - The names of the variables that it did not reach.
 */
export function declarationsOfPart(
  ts: TypeScript,
  before: string,
  after: string,
  unreached: readonly string[],
): string {
  if (unreached.length === 0) return after
  const missing = new Set(unreached)
  return (
    declarationsOf(ts, after, name => !missing.has(name)) +
    declarationsOf(ts, before, name => missing.has(name))
  )
}

/** Those of a text's declarations whose names are wanted. */
function declarationsOf(ts: TypeScript, text: string, wanted: (name: string) => boolean): string {
  const file = ts.createSourceFile('cells.d.ts', text, ts.ScriptTarget.Latest, true)
  const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed })
  const kept: Node[] = file.statements.flatMap((statement: Node) => part(ts, statement, wanted))
  return kept.map(node => `${printer.printNode(ts.EmitHint.Unspecified, node, file)}\n`).join('')
}

/** A statement, or as much of it as declares wanted names. */
function part(ts: TypeScript, statement: Node, wanted: (name: string) => boolean): Node[] {
  const { factory } = ts
  if (ts.isVariableStatement(statement)) {
    const list = statement.declarationList
    const kept = list.declarations.filter(({ name }: Node) => wanted(name.text))
    if (kept.length === 0) return []
    const declarations = factory.updateVariableDeclarationList(list, kept)
    return [factory.updateVariableStatement(statement, statement.modifiers, declarations)]
  }
  if (ts.isImportDeclaration(statement)) {
    const { importClause: clause } = statement
    if (clause === undefined) return [statement]
    const name = clause.name && wanted(clause.name.text) ? clause.name : undefined
    const bindings = partOfBindings(ts, clause.namedBindings, wanted)
    if (name === undefined && bindings === undefined) return []
    const kept = factory.updateImportClause(clause, clause.isTypeOnly, name, bindings)
    const { modifiers, moduleSpecifier, assertClause } = statement
    return [
      factory.updateImportDeclaration(statement, modifiers, kept, moduleSpecifier, assertClause),
    ]
  }
  return statement.name === undefined || wanted(statement.name.text) ? [statement] : []
}

function partOfBindings(ts: TypeScript, bindings: Node, wanted: (name: string) => boolean): Node {
  if (bindings === undefined) return undefined
  if (ts.isNamespaceImport(bindings)) return wanted(bindings.name.text) ? bindings : undefined
  const kept = bindings.elements.filter(({ name }: Node) => wanted(name.text))
  return kept.length === 0 ? undefined : ts.factory.updateNamedImports(bindings, kept)
}
