import ts from 'typescript';

/**
 * The text of a module with the value of each constant of its top level marked as pure: `/* @__PURE__ *\/`, which tells a
 * bundler that it may leave the value out where nobody uses it. Without the mark it must keep every call, every property
 * that is read and every spread, since any of these might do something.
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

/** Whether a bundler cannot see that to compute an expression does nothing. */
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
