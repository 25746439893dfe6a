import {
  type FunctionResource,
  locate,
  type Manifests,
  type Resource,
  type SourceSpan,
  type TaskResource,
} from '@stash-functions/core';
import type { Location, Position } from 'vscode-languageserver-types';
import { rangeOf } from '../text/ranges.ts';
import type { Plans } from '../workspace/plans.ts';
import { referencesTo, spanOf } from '../workspace/references.ts';
import { isBuiltin, type ParamSites, sitesOf } from '../workspace/variables.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type SymbolAt, symbolAt } from './symbols-at.ts';

/**
 * Finds the definition of the name at a position. For the name of a resource, this is the resource. For a variable, it
 * is the param or the field of a resource that gives its value. For a param, it is the expressions that read it.
 */
export function definitionsAt(
  uri: string,
  position: Position,
  workspace: Workspace,
  plans: Plans,
): ReadonlyArray<Location> {
  const symbol = symbolAt(uri, position, workspace);
  const manifests = workspace.manifests();
  switch (symbol?.kind) {
    case 'reference':
      return locationsOf(namedBy(symbol.reference, manifests).map((each) => locate(each, ['metadata', 'name'])));
    case 'name':
      return locationsOf([locate(symbol.resource, ['metadata', 'name'])]);
    case 'param':
      return locationsOf(sitesAround(symbol, manifests).uses.map(({ nameSpan }) => nameSpan));
    case 'variable': {
      const sites = sitesAround(symbol, manifests);
      if (sites.params.length > 0) return locationsOf(sites.params.map(({ resource, path }) => locate(resource, path)));
      const { resource, reference } = symbol.use;
      const origin = plans.variable(resource, reference.name)?.origin;
      const from = manifests.all.find(
        ({ kind, metadata }) => kind === origin?.resource.kind && metadata.name === origin.resource.name,
      );
      return origin === undefined || from === undefined ? [] : locationsOf([locate(from, origin.path)]);
    }
    default:
      return [];
  }
}

/** Finds every place of the name at a position, with its definition. */
export function referencesAt(uri: string, position: Position, workspace: Workspace): ReadonlyArray<Location> {
  const symbol = symbolAt(uri, position, workspace);
  return symbol === undefined ? [] : locationsOf(spansOf(symbol, workspace.manifests()));
}

/** The spans of every place of a name. */
export function spansOf(symbol: SymbolAt, manifests: Manifests): ReadonlyArray<SourceSpan | undefined> {
  if (symbol.kind === 'variable' || symbol.kind === 'param') {
    const { uses, params } = sitesAround(symbol, manifests);
    return [...uses.map(({ nameSpan }) => nameSpan), ...params.map(({ resource, path }) => locate(resource, path))];
  }
  const { kind, name } = symbol.kind === 'name' ? identity(symbol.resource) : symbol.reference;
  const named = manifests.all.filter((each) => each.kind === kind && each.metadata.name === name);
  return [
    ...named.map((each) => locate(each, ['metadata', 'name'])),
    ...referencesTo(kind, name, manifests).map(spanOf),
  ];
}

/**
 * The places that belong to the variable or the param at a position. For a built-in variable these are its uses in all
 * resources.
 */
export function sitesAround(
  symbol: Extract<SymbolAt, { readonly kind: 'variable' | 'param' }>,
  manifests: Manifests,
): ParamSites {
  const name = symbol.kind === 'variable' ? symbol.use.reference.name : symbol.param.name;
  const sites = sitesOf(name, startOf(symbol, manifests), manifests);
  // A built-in variable usually has no param. One may be given by its name all the same.
  return isBuiltin(name) && symbol.kind === 'variable' ? { uses: sites.uses, params: sites.params } : sites;
}

function startOf(
  symbol: Extract<SymbolAt, { readonly kind: 'variable' | 'param' }>,
  manifests: Manifests,
): ReadonlyArray<FunctionResource | TaskResource> {
  const resource = symbol.kind === 'variable' ? symbol.use.resource : symbol.param.resource;
  if (resource.kind === 'Function') return [resource];
  if (resource.kind !== 'Task') {
    // The param of an invoker belongs to the Task that it runs.
    const names = new Set(taskNames(resource));
    return [...manifests.tasks.values()].filter((task) => names.has(task.metadata.name));
  }
  if (symbol.kind === 'variable') return [resource];
  const step = resource.spec?.steps?.[Number(symbol.param.path[2])];
  const fn = manifests.functions.get(step?.name ?? '');
  return fn === undefined ? [resource] : [fn];
}

function taskNames(resource: Resource): ReadonlyArray<string> {
  return [resource].flatMap((each) =>
    'spec' in each && each.spec !== undefined && 'task' in each.spec && each.spec.task?.name !== undefined
      ? [each.spec.task.name]
      : [],
  );
}

function namedBy(
  { kind, name }: { readonly kind: string; readonly name: string },
  manifests: Manifests,
): ReadonlyArray<Resource> {
  return manifests.all.filter((each) => each.kind === kind && each.metadata.name === name);
}

function identity({ kind, metadata }: Resource): { readonly kind: string; readonly name: string } {
  return { kind, name: metadata.name };
}

function locationsOf(spans: ReadonlyArray<SourceSpan | undefined>): ReadonlyArray<Location> {
  const seen = new Set<string>();
  return spans.flatMap((span) => {
    if (span?.file === undefined) return [];
    const key = `${span.file}:${span.start.offset}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ uri: span.file, range: rangeOf(span) }];
  });
}
