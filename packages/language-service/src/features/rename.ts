import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { rangeOf } from '../text/ranges.ts';
import { isBuiltin } from '../workspace/variables.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { spansOf } from './navigation.ts';
import { type SymbolAt, symbolAt } from './symbols-at.ts';

/** An edit, or the reason why there is none. */
export type RenameResult = { readonly edit: WorkspaceEdit } | { readonly refused: string };

/** The name at a position that can be renamed, or the reason why it cannot. */
export function prepareRename(
  uri: string,
  position: Position,
  workspace: Workspace,
): { readonly range: Range; readonly placeholder: string } | { readonly refused: string } {
  const symbol = symbolAt(uri, position, workspace);
  if (symbol === undefined) return { refused: 'there is no name here that could be renamed' };
  const name = nameOf(symbol);
  if (isVariable(symbol) && isBuiltin(name)) return { refused: `${name} is a built-in variable, whose name is fixed` };
  const range = symbol.kind === 'variable' ? rangeOf(symbol.use.nameSpan) : symbol.range;
  return { range, placeholder: name };
}

/**
 * Renames a resource together with all references to it, or a param in every place that gives or reads it. It refuses a
 * built-in variable, a name that such a thing cannot have, and a name that is taken.
 */
export function renameAt(uri: string, position: Position, newName: string, workspace: Workspace): RenameResult {
  const symbol = symbolAt(uri, position, workspace);
  const prepared = prepareRename(uri, position, workspace);
  if (symbol === undefined || 'refused' in prepared)
    return 'refused' in prepared ? prepared : { refused: 'there is no name here' };
  const reason = isVariable(symbol) ? whyNoVariable(newName) : whyNoName(symbol, newName, workspace);
  if (reason !== undefined) return { refused: reason };
  const changes: Record<string, Array<TextEdit>> = {};
  for (const span of spansOf(symbol, workspace.manifests())) {
    if (span?.file === undefined) continue;
    const edits = changes[span.file] ?? [];
    changes[span.file] = edits;
    const text = workspace.documents.get(span.file)?.getText() ?? '';
    edits.push({ range: rangeOf(span), newText: inQuotesOf(text.slice(span.start.offset, span.end.offset), newName) });
  }
  return { edit: { changes } };
}

function isVariable(symbol: SymbolAt): symbol is Extract<SymbolAt, { readonly kind: 'variable' | 'param' }> {
  return symbol.kind === 'variable' || symbol.kind === 'param';
}

function nameOf(symbol: SymbolAt): string {
  switch (symbol.kind) {
    case 'variable':
      return symbol.use.reference.name;
    case 'param':
      return symbol.param.name;
    case 'name':
      return symbol.resource.metadata.name;
    case 'reference':
      return symbol.reference.name;
  }
}

function whyNoVariable(name: string): string | undefined {
  if (!/^[\p{L}\p{Nd}_]+$/u.test(name)) return 'the name of a variable is letters, digits and _';
  return isBuiltin(name) ? `${name} is a built-in variable` : undefined;
}

function whyNoName(symbol: SymbolAt, name: string, workspace: Workspace): string | undefined {
  const kind = symbol.kind === 'name' ? symbol.resource.kind : symbol.kind === 'reference' ? symbol.reference.kind : '';
  const isName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name) && name.length <= 253;
  if (!isName) return 'a name is lowercase letters, digits, - and ., and begins and ends with a letter or digit';
  const isTaken = workspace.manifests().all.some((each) => each.kind === kind && each.metadata.name === name);
  return isTaken ? `there is a ${kind} ${name} already` : undefined;
}

/** The new name, in the quotes that the old one has. */
function inQuotesOf(old: string, name: string): string {
  const quote = /^(['"]).*\1$/s.exec(old)?.[1] ?? '';
  return `${quote}${name}${quote}`;
}
