import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { TypeDescription, TypeDescriptions } from '../../src/descriptions/type-description.ts';

/**
 * Reads descriptions from the docstrings of interfaces and of their fields, in a folder and its subfolders. They are
 * sorted by name. Only interfaces with a codec of the same name count, and those that they extend; no other is part of
 * a manifest.
 */
export function readDocstrings(folder: string): TypeDescriptions {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('.test'))
    .map((file) => parse(join(folder, file)));
  const all = new Map(files.flatMap(interfacesOf));
  const kept = new Set(files.flatMap(constantsOf).filter((name) => all.has(name)));
  for (const name of kept) {
    const base = all.get(name)?.base;
    if (base !== undefined && all.has(base)) kept.add(base);
  }
  const types = [...all].filter(([name]) => kept.has(name));
  return Object.fromEntries(types.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext, true);
}

function interfacesOf({ statements }: ts.SourceFile): ReadonlyArray<readonly [string, TypeDescription]> {
  return statements
    .filter(ts.isInterfaceDeclaration)
    .filter(isExported)
    .map((declaration) => [declaration.name.text, readInterface(declaration)]);
}

function constantsOf({ statements }: ts.SourceFile): ReadonlyArray<string> {
  return statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations.map(({ name }) => name.getText()));
}

function isExported(declaration: ts.InterfaceDeclaration): boolean {
  return declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function readInterface(declaration: ts.InterfaceDeclaration): TypeDescription {
  const fields = declaration.members
    .filter(ts.isPropertySignature)
    .map((member) => [nameOf(member.name), docsOf(member)] as const);
  const [base] = declaration.heritageClauses?.flatMap(({ types }) => [...types]) ?? [];
  const reference = ts.getJSDocTags(declaration).find(({ tagName }) => tagName.text === 'see');
  return {
    text: docsOf(declaration),
    ...(reference === undefined ? {} : { reference: textOf(reference.comment) }),
    fields: Object.fromEntries(fields),
    ...(base !== undefined && ts.isIdentifier(base.expression) ? { base: base.expression.text } : {}),
  };
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText();
}

/** The docstring of a declaration, on one line. */
function docsOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return textOf(comments.at(-1)?.comment);
}

function textOf(comment: Parameters<typeof ts.getTextOfJSDocComment>[0]): string {
  return (ts.getTextOfJSDocComment(comment) ?? '')
    .replaceAll(/\{@link (\S+?)(?::type)?\}/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
