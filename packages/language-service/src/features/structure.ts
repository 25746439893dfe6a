import { formatPath, type Resource } from '@stash-functions/core';
import { variablesOf } from '@stash-functions/templating';
import {
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type InlayHint,
  InlayHintKind,
  type Range,
  SymbolKind,
} from 'vscode-languageserver-types';
import { isMap, isSeq, type ParsedNode, parseAllDocuments } from 'yaml';
import { overlap, rangeOf } from '../text/ranges.ts';
import type { Plans } from '../workspace/plans.ts';
import { usesIn } from '../workspace/variables.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { paramsIn, rangeAt } from './symbols-at.ts';

/** The resources of a text, with their steps, members and params, as an outline. */
export function symbolsOf(uri: string, workspace: Workspace): ReadonlyArray<DocumentSymbol> {
  return workspace.read(uri).manifests.all.flatMap((resource) => {
    const range = rangeAt(resource, []);
    const name = rangeAt(resource, ['metadata', 'name']) ?? range;
    if (range === undefined || name === undefined) return [];
    return [
      {
        name: resource.metadata.name,
        detail: resource.kind,
        kind: SymbolKind.Object,
        range: around(range, name),
        selectionRange: name,
        children: childrenOf(resource),
      },
    ];
  });
}

function childrenOf(resource: Resource): Array<DocumentSymbol> {
  const steps = resource.kind === 'Task' ? (resource.spec?.steps ?? []) : [];
  const ofSteps = steps.flatMap(({ name = '' }, index) =>
    symbol(resource, ['spec', 'steps', index, 'name'], name, SymbolKind.Function),
  );
  const ofParams = paramsIn(resource).flatMap(({ name, path }) => symbol(resource, path, name, SymbolKind.Property));
  return [...ofSteps, ...ofParams];
}

function symbol(
  resource: Resource,
  path: ReadonlyArray<string | number>,
  name: string,
  kind: SymbolKind,
): ReadonlyArray<DocumentSymbol> {
  const range = rangeAt(resource, path);
  return range === undefined || name === ''
    ? []
    : [{ name, detail: formatPath(path), kind, range, selectionRange: range }];
}

/** The protocol demands that the name of a symbol lies inside its range. */
function around(range: Range, name: Range): Range {
  return overlap(range, name) ? range : name;
}

/** Finds every map and list of several lines, and every document. */
export function foldingRangesOf(uri: string, workspace: Workspace): ReadonlyArray<FoldingRange> {
  const document = workspace.documents.get(uri);
  if (document === undefined) return [];
  const ranges: Array<FoldingRange> = [];
  const fold = (from: number, to: number): void => {
    const startLine = document.positionAt(from).line;
    const end = document.positionAt(to);
    const endLine = end.character === 0 ? end.line - 1 : end.line;
    if (endLine > startLine) ranges.push({ startLine, endLine });
  };
  const visit = (node: ParsedNode | null): void => {
    if (isSeq(node)) for (const item of node.items) visit(item);
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      if (key.range !== null && key.range !== undefined && value?.range && (isMap(value) || isSeq(value)))
        fold(key.range[0], value.range[1]);
      visit(value);
    }
  };
  for (const each of parseAllDocuments(document.getText(), { logLevel: 'silent', uniqueKeys: false })) {
    if (!('contents' in each)) continue;
    if (each.contents?.range) fold(each.contents.range[0], each.contents.range[1]);
    visit(each.contents);
  }
  return ranges;
}

/** The types of tokens in templates, in the order of their numbers. */
export const tokenTypes = ['variable', 'parameter', 'operator'] as const;

/** A piece of a template in a string. */
export interface TemplateToken {
  readonly range: Range;
  readonly type: (typeof tokenTypes)[number];
}

/**
 * Finds the templates within strings, in the order of the text: built-in variables, params, and the rest of each
 * expression.
 */
export function tokensOf(
  uri: string,
  workspace: Workspace,
  isBuiltin: (name: string) => boolean,
): ReadonlyArray<TemplateToken> {
  return workspace
    .read(uri)
    .manifests.all.flatMap(usesIn)
    .map(
      ({ reference, nameSpan }): TemplateToken => ({
        range: rangeOf(nameSpan),
        type: isBuiltin(reference.name) ? 'variable' : 'parameter',
      }),
    )
    .filter(({ range }) => range.start.line === range.end.line)
    .sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
}

/** Puts the value of each `${...}` behind it, from the plan of an open invoker. A secret value is `***`. */
export function inlayHintsOf(uri: string, range: Range, workspace: Workspace, plans: Plans): ReadonlyArray<InlayHint> {
  const resources = workspace.read(uri).manifests.all.filter((resource) => variablesOf(resource).length > 0);
  return resources.flatMap((resource) =>
    usesIn(resource).flatMap(({ reference, span }): ReadonlyArray<InlayHint> => {
      const place = rangeOf(span);
      const variable = plans.variable(resource, reference.name);
      if (!overlap(place, range) || variable === undefined) return [];
      const value = variable.secret === true ? '***' : variable.value;
      const label = value.length > 40 ? `${value.slice(0, 39)}…` : value;
      return [
        { position: place.end, label: ` ${label === '' ? '""' : label}`, kind: InlayHintKind.Type, paddingLeft: true },
      ];
    }),
  );
}

/** The URLs of a text. */
export function linksOf(uri: string, workspace: Workspace): ReadonlyArray<DocumentLink> {
  const document = workspace.documents.get(uri);
  if (document === undefined) return [];
  return [...document.getText().matchAll(/https?:\/\/[^\s"'`<>{}]+[^\s"'`<>{}.,;:)\]]/g)].map(
    ({ 0: target, index }) => ({
      target,
      range: { start: document.positionAt(index), end: document.positionAt(index + target.length) },
    }),
  );
}
