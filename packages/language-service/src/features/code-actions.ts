import { locate, type Problem } from '@stash-functions/core';
import { type CodeAction, CodeActionKind, type Range, type TextEdit } from 'vscode-languageserver-types';
import { overlap, rangeOf } from '../text/ranges.ts';
import { isBuiltin, tasksOf } from '../workspace/variables.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { toDiagnostics } from './diagnostics.ts';
import { symbolAt } from './symbols-at.ts';

/**
 * Finds the actions for a range: the fix of every problem there, a default for a variable without one, and the param in
 * steps that leave it out.
 */
export function codeActionsAt(
  uri: string,
  range: Range,
  problems: ReadonlyArray<Problem>,
  workspace: Workspace,
  helpUri: (code: string) => string,
): ReadonlyArray<CodeAction> {
  const here = problems.filter(({ source }) => source !== undefined && overlap(rangeOf(source), range));
  return [...here.flatMap((problem) => fixOf(problem, helpUri)), ...variableActions(uri, range, workspace)];
}

function fixOf(problem: Problem, helpUri: (code: string) => string): ReadonlyArray<CodeAction> {
  const { fix, hint, message } = problem;
  if (fix?.span.file === undefined) return [];
  const edit: TextEdit = { range: rangeOf(fix.span), newText: fix.text };
  return [
    {
      title: hint ?? `mend: ${message}`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [...toDiagnostics([problem], helpUri)],
      isPreferred: true,
      edit: { changes: { [fix.span.file]: [edit] } },
    },
  ];
}

function variableActions(uri: string, { start }: Range, workspace: Workspace): ReadonlyArray<CodeAction> {
  const symbol = symbolAt(uri, start, workspace);
  if (symbol?.kind !== 'variable' || symbol.use.reference.operator !== '') return [];
  const { resource, reference, nameSpan } = symbol.use;
  const { end } = rangeOf(nameSpan);
  const actions: Array<CodeAction> = [
    {
      title: `add an empty default: \${${reference.name}:=}`,
      kind: CodeActionKind.QuickFix,
      edit: { changes: { [uri]: [{ range: { start: end, end }, newText: ':=' }] } },
    },
  ];
  if (resource.kind !== 'Function' || isBuiltin(reference.name)) return actions;
  for (const task of tasksOf(resource.metadata.name, workspace.manifests())) {
    for (const [index, { name, params = [] }] of (task.spec?.steps ?? []).entries()) {
      if (name !== resource.metadata.name || params.some((param) => param.name === reference.name)) continue;
      const edit = addParam(task, index, params.length, reference.name);
      if (edit !== undefined) {
        const title = `set the param ${reference.name} in Task ${task.metadata.name}`;
        actions.push({ title, kind: CodeActionKind.QuickFix, edit: { changes: edit } });
      }
    }
  }
  return actions;
}

/** Adds a param behind the last one of the step, in the same style; or a first one behind the step's name. */
function addParam(
  task: object,
  step: number,
  count: number,
  name: string,
): Record<string, Array<TextEdit>> | undefined {
  const last = count === 0 ? undefined : locate(task, ['spec', 'steps', step, 'params', count - 1]);
  const anchor = last ?? locate(task, ['spec', 'steps', step, 'name']);
  if (anchor?.file === undefined) return undefined;
  const { end } = rangeOf(anchor);
  const line = anchor.excerpt.lines[anchor.start.line - anchor.excerpt.firstLine] ?? '';
  const item = `{ name: ${name}, value: "" }`;
  const indent = ' '.repeat(anchor.start.column - 1);
  const isFlow = /^\s*(?:-\s*)?.*[[{].*$/.test(line) && last !== undefined && /params:\s*\[/.test(line);
  const newText = isFlow
    ? `, ${item}`
    : last === undefined
      ? `\n${withoutName(indent)}params: [${item}]`
      : `\n${indent.slice(2)}- ${item}`;
  return { [anchor.file]: [{ range: { start: end, end }, newText }] };
}

/** The entry `name: x` begins in front of its value, by the length of the key. */
function withoutName(indent: string): string {
  return indent.slice('name: '.length);
}
