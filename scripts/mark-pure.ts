import ts from 'typescript';

/**
 * Marks the value of each constant at the top level of a module as pure. The mark is `/* @__PURE__ *\/`, and it tells a
 * bundler that it may leave out a value that nobody uses. Without it, a bundler must keep every call, every property
 * access and every spread, since any of these might have an effect.
 */
export function markPure(file: string, text: string): string {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const insertions: Array<readonly [at: number, text: string]> = [];
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { initializer } of statement.declarationList.declarations) {
      if (initializer === undefined || !mayDoSomething(initializer)) continue;
      insertions.push([initializer.getStart(source), '/* @__PURE__ */ (() => ('], [initializer.end, '))()']);
    }
  }
  return insertions.reduceRight((marked, [at, mark]) => marked.slice(0, at) + mark + marked.slice(at), text);
}

/** True for an expression that may have an effect, as far as a bundler can see. */
function mayDoSomething(node: ts.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return false;
  switch (node.kind) {
    case ts.SyntaxKind.CallExpression:
    case ts.SyntaxKind.NewExpression:
    case ts.SyntaxKind.TaggedTemplateExpression:
    case ts.SyntaxKind.PropertyAccessExpression:
    case ts.SyntaxKind.ElementAccessExpression:
    case ts.SyntaxKind.SpreadElement:
    case ts.SyntaxKind.SpreadAssignment:
    case ts.SyntaxKind.TemplateExpression:
      return true;
    default:
      return ts.forEachChild(node, (child) => mayDoSomething(child) || undefined) === true;
  }
}
