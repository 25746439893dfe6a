import { type FunctionResource, isInvoker, type Manifests, resourceKinds } from '@stash-functions/core';
import { describeField, describeFields, type FieldDescription } from '@stash-functions/core/descriptions';
import { builtinVariables, operators, variablesOf } from '@stash-functions/templating';
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type Position,
} from 'vscode-languageserver-types';
import { type Cursor, cursorAt } from '../text/cursor.ts';
import { invokerParams, invokersOf, isBuiltin, stepParams, tasksOf } from '../workspace/variables.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { flagsOf } from './flags.ts';
import { snippets } from './snippets.ts';

/**
 * Finds the texts that may stand at a position. Inside `${` these are variables, and behind `:` operators. Elsewhere
 * they are kinds, fields, values of fields, names of resources in the open texts, params that a Function reads, and
 * flags from other arguments. An item is one word, which replaces the word before the cursor.
 */
export function completionsAt(uri: string, position: Position, workspace: Workspace): ReadonlyArray<CompletionItem> {
  const document = workspace.documents.get(uri);
  if (document === undefined) return [];
  const offset = document.offsetAt(position);
  const text = document.getText();
  const cursor = cursorAt(text, offset);
  const expression = openExpression(text.slice(0, offset));
  if (expression !== undefined) return inExpression(expression, cursor, workspace);
  if (cursor === undefined) return text.slice(0, offset).trim() === '' ? snippets : [];
  // The first word of a document is the beginning of a key, although YAML reads it as a value.
  const isKey = cursor.part === 'key' || cursor.path.length === 0;
  return isKey ? keysAt(cursor) : valuesAt(cursor, workspace.manifests());
}

/** The text behind the last `${` that is open before the cursor; undefined outside an expression. */
function openExpression(before: string): string | undefined {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const at = line.lastIndexOf('${');
  if (at < 0) return undefined;
  const dollars = /\$*$/.exec(line.slice(0, at + 1))?.[0].length ?? 1;
  const rest = line.slice(at + 2);
  return rest.includes('}') || dollars % 2 === 0 ? undefined : rest;
}

function inExpression(
  expression: string,
  cursor: Cursor | undefined,
  workspace: Workspace,
): ReadonlyArray<CompletionItem> {
  const [, , behind] = /^#?([\p{L}\p{Nd}_]*)(.*)$/su.exec(expression) ?? [];
  if (behind !== undefined && behind !== '') return operatorItems(behind);
  return variableItems(cursor, workspace.manifests());
}

function operatorItems(typed: string): ReadonlyArray<CompletionItem> {
  return operators
    .filter(({ operator, family }) => family !== 'length' && operator !== '' && operator.startsWith(typed))
    .map(({ operator, usage, meaning, example }) => ({
      label: operator,
      kind: CompletionItemKind.Operator,
      detail: meaning,
      documentation: markdown(`\`${usage}\`: ${meaning}\n\n\`${example.template}\` gives \`${example.gives}\``),
      filterText: operator,
    }));
}

function variableItems(cursor: Cursor | undefined, manifests: Manifests): ReadonlyArray<CompletionItem> {
  const name = nameIn(cursor?.document);
  const kind = kindIn(cursor?.document);
  const params =
    kind === 'Function' ? paramsOfFunction(name, manifests) : kind === 'Task' ? paramsOfTask(name, manifests) : [];
  return [
    ...params.map((label) => ({ label, kind: CompletionItemKind.Variable, detail: 'a param', sortText: `0${label}` })),
    ...builtinVariables.map(({ name: label, meaning, source, example }) => ({
      label,
      kind: CompletionItemKind.Constant,
      detail: meaning,
      documentation: markdown(`${meaning}. Read from ${source}.\n\nSuch as \`${example}\``),
      sortText: `1${label}`,
    })),
  ];
}

/** The params that somebody gives to a Function, and those that it already reads. */
function paramsOfFunction(fn: string, manifests: Manifests): ReadonlyArray<string> {
  const tasks = tasksOf(fn, manifests);
  const given = tasks.flatMap((task) => [
    ...stepParams(task, fn),
    ...invokersOf(task.metadata.name, manifests).flatMap((invoker) => invokerParams(invoker, task.metadata.name)),
  ]);
  return distinct([...given.map(({ name }) => name), ...paramsReadBy(manifests.functions.get(fn))]);
}

function paramsOfTask(task: string, manifests: Manifests): ReadonlyArray<string> {
  return distinct(
    invokersOf(task, manifests)
      .flatMap((invoker) => invokerParams(invoker, task))
      .map(({ name }) => name),
  );
}

function paramsReadBy(resource: FunctionResource | undefined): ReadonlyArray<string> {
  if (resource === undefined) return [];
  return distinct(variablesOf(resource).map(({ name }) => name)).filter((name) => !isBuiltin(name));
}

function keysAt({ path, siblings, document }: Cursor): ReadonlyArray<CompletionItem> {
  const kind = kindIn(document);
  if (kind === undefined) {
    const top = ['apiVersion', 'kind', 'metadata', 'spec'].filter((key) => !siblings.includes(key));
    return [
      ...top.map((label) => ({ label, kind: CompletionItemKind.Field, insertText: `${label}: ` })),
      ...(path.length === 0 ? snippets : []),
    ];
  }
  return describeFields(kind, path)
    .filter(({ name }) => !siblings.includes(name) && name !== 'status')
    .map((field) => fieldItem(field));
}

function fieldItem({ name, text, type, required }: FieldDescription): CompletionItem {
  const isList = type.startsWith('list of ');
  const isScalar = /^(?:string|boolean|int32|int64|Quantity|IntOrString|date-time|base64|'.*)$/.test(type);
  return {
    label: name,
    kind: CompletionItemKind.Field,
    detail: required ? `${type}, required` : type,
    documentation: markdown(text),
    sortText: `${required ? 0 : 1}${name}`,
    insertText: isScalar ? `${name}: ` : isList ? `${name}:\n  - ` : `${name}:\n  `,
  };
}

function valuesAt(cursor: Cursor, manifests: Manifests): ReadonlyArray<CompletionItem> {
  const { path, document, typed } = cursor;
  const key = path.at(-1);
  const kind = kindIn(document);
  if (path.length === 1 && key === 'kind') {
    return resourceKinds.map(({ kind: label, apiVersion }) => word(label, CompletionItemKind.Class, apiVersion));
  }
  if (path.length === 1 && key === 'apiVersion') {
    return distinct(resourceKinds.map(({ apiVersion }) => apiVersion)).map((label) =>
      word(label, CompletionItemKind.Value),
    );
  }
  if (kind === undefined) return [];
  const named = namesFor(kind, path, document, manifests);
  if (named !== undefined) return named;
  const type = describeField(kind, path)?.type ?? '';
  if (type === 'boolean') return ['true', 'false'].map((label) => word(label, CompletionItemKind.Value));
  const choices = [...type.matchAll(/'([^']*)'/g)].map(([, value = '']) => word(value, CompletionItemKind.EnumMember));
  if (choices.length > 0) return choices;
  const isArgument = kind === 'Function' && path[1] === 'args' && typed.startsWith('-');
  return isArgument ? flagsOf(manifests, nameIn(document)).map((label) => word(label, CompletionItemKind.Text)) : [];
}

/** The names that may stand at a field; undefined where the field holds no name of a resource. */
function namesFor(
  kind: string,
  path: ReadonlyArray<string | number>,
  document: unknown,
  manifests: Manifests,
): ReadonlyArray<CompletionItem> | undefined {
  const at = path.map((part) => (typeof part === 'number' ? '*' : part)).join('.');
  if (kind === 'Task' && at === 'spec.steps.*.name') return names(manifests.functions.values());
  if (kind === 'Task' && at === 'spec.steps.*.params.*.name') return unsetParams(path, document, manifests);
  if (/(?:^|\.)task\.name$/.test(at)) return names(manifests.tasks.values());
  if (/(?:^|\.)task\.params\.\*\.name$/.test(at)) return paramsOfNamedTask(path, document, manifests);
  if (/(?:^|\.)repository\.name$/.test(at)) return names(manifests.repositories.values());
  if (at === 'spec.backend.storageSecretName' || /(?:^|\.)secret\.(?:name|secretName)$/.test(at))
    return secretNames(manifests);
  if (/(?:^|\.)ref\.kind$/.test(at))
    return targetKinds.map(([label, api]) => word(label, CompletionItemKind.Class, api));
  if (/(?:^|\.)ref\.name$/.test(at)) {
    return valueAt(document, [...path.slice(0, -1), 'kind']) === 'AppBinding'
      ? names(manifests.appBindings.values())
      : undefined;
  }
  if (kind === 'BackupSession' && at === 'spec.invoker.kind') {
    return resourceKinds
      .filter(({ occasion }) => occasion === 'backup')
      .map(({ kind: label }) => word(label, CompletionItemKind.Class));
  }
  if (kind === 'BackupSession' && at === 'spec.invoker.name') return names(manifests.all.filter(isInvoker));
  return undefined;
}

/** The kinds that can be backed up and restored, each with the apiVersion that serves it. */
const targetKinds: ReadonlyArray<readonly [kind: string, apiVersion: string]> = [
  ['AppBinding', 'appcatalog.appscode.com/v1alpha1'],
  ['DaemonSet', 'apps/v1'],
  ['Deployment', 'apps/v1'],
  ['PersistentVolumeClaim', 'v1'],
  ['StatefulSet', 'apps/v1'],
];

function unsetParams(
  path: ReadonlyArray<string | number>,
  document: unknown,
  manifests: Manifests,
): ReadonlyArray<CompletionItem> {
  const step = valueAt(document, path.slice(0, 3));
  const fn = manifests.functions.get(String(valueAt(step, ['name']) ?? ''));
  return without(paramsReadBy(fn), valueAt(step, ['params']));
}

function paramsOfNamedTask(
  path: ReadonlyArray<string | number>,
  document: unknown,
  manifests: Manifests,
): ReadonlyArray<CompletionItem> {
  const task = valueAt(document, path.slice(0, path.lastIndexOf('params')));
  const steps = manifests.tasks.get(String(valueAt(task, ['name']) ?? ''))?.spec?.steps ?? [];
  const read = steps.flatMap(({ name = '' }) => paramsReadBy(manifests.functions.get(name)));
  return without(distinct(read), valueAt(task, ['params']));
}

function without(params: ReadonlyArray<string>, given: unknown): ReadonlyArray<CompletionItem> {
  const there = Array.isArray(given) ? given.map((param) => valueAt(param, ['name'])) : [];
  return params.filter((name) => !there.includes(name)).map((label) => word(label, CompletionItemKind.Property));
}

function names(
  resources: Iterable<{ readonly kind: string; readonly metadata: { readonly name: string } }>,
): ReadonlyArray<CompletionItem> {
  return distinct([...resources].map(({ metadata }) => metadata.name)).map((label) =>
    word(label, CompletionItemKind.Reference),
  );
}

function secretNames({ others }: Manifests): ReadonlyArray<CompletionItem> {
  const secrets = others.filter(({ kind }) => kind === 'Secret');
  return secrets.flatMap((secret) => {
    const name = valueAt(secret, ['metadata', 'name']);
    return typeof name === 'string' ? [word(name, CompletionItemKind.Reference)] : [];
  });
}

function word(label: string, kind: CompletionItemKind, detail?: string): CompletionItem {
  return { label, kind, insertTextFormat: InsertTextFormat.PlainText, ...(detail === undefined ? {} : { detail }) };
}

function markdown(value: string): { readonly kind: 'markdown'; readonly value: string } {
  return { kind: MarkupKind.Markdown, value };
}

function kindIn(document: unknown): string | undefined {
  const kind = valueAt(document, ['kind']);
  return typeof kind === 'string' && kind !== '' ? kind : undefined;
}

function nameIn(document: unknown): string {
  return String(valueAt(document, ['metadata', 'name']) ?? '');
}

function valueAt(value: unknown, path: ReadonlyArray<string | number>): unknown {
  let found = value;
  for (const key of path) found = typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined;
  return found;
}

function distinct(list: ReadonlyArray<string>): ReadonlyArray<string> {
  return [...new Set(list)].filter((each) => each !== '');
}
