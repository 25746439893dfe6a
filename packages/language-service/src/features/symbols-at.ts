import { isInvoker, locate, type Resource } from '@stash-functions/core';
import type { Position, Range } from 'vscode-languageserver-types';
import { holds, rangeOf } from '../text/ranges.ts';
import { type Reference, referencesIn } from '../workspace/references.ts';
import { invokerParams, type ParamPlace, stepParams, usesIn, type VariableUse } from '../workspace/variables.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The thing that a name at the cursor stands for. */
export type SymbolAt =
  | { readonly kind: 'variable'; readonly use: VariableUse; readonly range: Range }
  | { readonly kind: 'param'; readonly param: ParamPlace; readonly range: Range }
  | { readonly kind: 'name'; readonly resource: Resource; readonly range: Range }
  | { readonly kind: 'reference'; readonly reference: Reference; readonly range: Range };

/**
 * Finds the thing at a position: the use of a variable, the name of a param, the name of the resource itself, or a name
 * that refers to another resource.
 */
export function symbolAt(uri: string, position: Position, workspace: Workspace): SymbolAt | undefined {
  for (const resource of workspace.read(uri).manifests.all) {
    const symbol = symbolIn(resource, position);
    if (symbol !== undefined) return symbol;
  }
  return undefined;
}

function symbolIn(resource: Resource, position: Position): SymbolAt | undefined {
  // Where expressions stand inside each other, the innermost one counts.
  const [use] = usesIn(resource)
    .filter(({ span }) => holds(rangeOf(span), position))
    .sort((a, b) => a.reference.length - b.reference.length);
  if (use !== undefined) return { kind: 'variable', use, range: rangeOf(use.span) };
  for (const param of paramsIn(resource)) {
    const range = rangeAt(resource, param.path);
    if (range !== undefined && holds(range, position)) return { kind: 'param', param, range };
  }
  for (const reference of referencesIn(resource)) {
    const range = rangeAt(resource, reference.path);
    if (range !== undefined && holds(range, position)) return { kind: 'reference', reference, range };
  }
  const name = rangeAt(resource, ['metadata', 'name']);
  return name !== undefined && holds(name, position) ? { kind: 'name', resource, range: name } : undefined;
}

/** The params that a resource gives. */
export function paramsIn(resource: Resource): ReadonlyArray<ParamPlace> {
  if (resource.kind === 'Task') return stepParams(resource);
  return isInvoker(resource) ? invokerParams(resource) : [];
}

/** The range of a field of a resource. */
export function rangeAt(resource: Resource, path: ReadonlyArray<string | number>): Range | undefined {
  const span = locate(resource, path);
  return span === undefined ? undefined : rangeOf(span);
}
