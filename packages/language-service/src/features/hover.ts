import { formatPath, isInvoker, type Resource } from '@stash-functions/core';
import { describeField, describeType, type FieldDescription } from '@stash-functions/core/descriptions';
import {
  type BuiltinVariable,
  entryOf,
  evaluateText,
  findBuiltinVariable,
  type Variable,
  variablesOf,
} from '@stash-functions/templating';
import cronstrue from 'cronstrue';
import { isRight } from 'fp-ts/lib/Either.js';
import { type Hover, MarkupKind, type Position } from 'vscode-languageserver-types';
import { yamlPositionAt } from '../text/yaml-position.ts';
import type { Plans } from '../workspace/plans.ts';
import type { VariableUse } from '../workspace/variables.ts';
import { stepParams } from '../workspace/variables.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { sitesAround } from './navigation.ts';
import { rangeAt, symbolAt } from './symbols-at.ts';

/**
 * Describes the thing at a position. This may be a variable with its value in the plan of the open invoker, an
 * operator, a resource by its name, a param, a schedule, or a field. Values of secrets are never shown.
 */
export function hoverAt(uri: string, position: Position, workspace: Workspace, plans: Plans): Hover | undefined {
  const symbol = symbolAt(uri, position, workspace);
  switch (symbol?.kind) {
    case 'variable':
      return markdown(aboutUse(symbol.use, workspace, plans), symbol.range);
    case 'param': {
      const { uses } = sitesAround(symbol, workspace.manifests());
      const readers = [...new Set(uses.map(({ resource }) => nameOf(resource)))];
      const read = readers.length === 0 ? 'No Function reads it.' : `Read by ${readers.join(', ')}.`;
      return markdown(`**param** \`${symbol.param.name}\`\n\n${read}`, symbol.range);
    }
    case 'reference': {
      const { kind, name } = symbol.reference;
      const named = workspace.manifests().all.find((each) => each.kind === kind && each.metadata.name === name);
      return markdown(
        named === undefined ? `**${kind}** \`${name}\`\n\nIt is not among the open files.` : about(named, workspace),
        symbol.range,
      );
    }
    case 'name':
      return markdown(about(symbol.resource, workspace), symbol.range);
    default:
      return hoverField(uri, position, workspace);
  }
}

function hoverField(uri: string, position: Position, workspace: Workspace): Hover | undefined {
  const document = workspace.documents.get(uri);
  if (document === undefined) return undefined;
  const found = yamlPositionAt(document.getText(), document.offsetAt(position));
  const kind = found?.root?.toJSON()?.kind;
  if (found === undefined || typeof kind !== 'string') return undefined;
  const range = { start: document.positionAt(found.start), end: document.positionAt(found.end) };
  if (found.part === 'value') {
    const value = document
      .getText()
      .slice(found.start, found.end)
      .replaceAll(/^['"]|['"]$/g, '');
    const schedule = found.path.at(-1) === 'schedule' ? aboutSchedule(value) : undefined;
    return schedule === undefined ? undefined : markdown(schedule, range);
  }
  const field = describeField(kind, found.path);
  return field === undefined ? undefined : markdown(aboutField(field, kind, found.path), range);
}

function aboutField(
  { name, text, type, required, reference }: FieldDescription,
  kind: string,
  path: ReadonlyArray<string | number>,
): string {
  const more = reference === undefined ? '' : `\n\n[Reference](${reference})`;
  return `**${name}**: \`${type}\`${required ? ', required' : ''}\n\n${text}\n\n\`${kind}.${formatPath(path)}\`${more}`;
}

/** A schedule in words: `At 03:00`. Undefined for a text that is no schedule. */
function aboutSchedule(schedule: string): string | undefined {
  try {
    return `${cronstrue.toString(schedule, { use24HourTimeFormat: true, verbose: false })}, in the time zone of the cluster's controller`;
  } catch {
    return undefined;
  }
}

function aboutUse({ resource, reference }: VariableUse, workspace: Workspace, plans: Plans): string {
  const { name, operator } = reference;
  const builtin = findBuiltinVariable(name);
  const variable = plans.variable(resource, name);
  const parts = [
    `**\${${name}}**${builtin === undefined ? ', a param' : ', a built-in variable'}`,
    ...(builtin === undefined ? [] : [aboutBuiltin(builtin)]),
    variable === undefined ? absence(reference, builtin) : aboutValue(variable, workspace),
    ...(operator === '' ? [] : [aboutOperator(operator, resource, reference, variable)]),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function aboutBuiltin({ meaning, source, when, setIn }: BuiltinVariable): string {
  return `${meaning}. Read from ${source}. Set in ${setIn.join(' and ')}${when === undefined ? '' : `, ${when}`}.`;
}

function absence({ default: given }: VariableUse['reference'], builtin: BuiltinVariable | undefined): string {
  const what = builtin === undefined ? 'Nothing sets it here' : 'It is not set here';
  return given === undefined ? `${what}.` : `${what}: the default \`${given}\` is taken.`;
}

function aboutValue({ value, layer, origin, secret }: Variable, workspace: Workspace): string {
  const shown = secret === true ? '***' : value;
  const text = shown === '' ? 'Empty' : `\`${shown}\``;
  if (origin === undefined) return `${text}, from ${layer}.`;
  const { kind, name } = origin.resource;
  const from = workspace.manifests().all.find((each) => each.kind === kind && each.metadata.name === name);
  const uri = from === undefined ? undefined : workspace.uriOf(from);
  const line = from === undefined ? undefined : rangeAt(from, origin.path)?.start.line;
  const file =
    uri === undefined ? '' : ` (${uri.slice(uri.lastIndexOf('/') + 1)}${line === undefined ? '' : `:${line + 1}`})`;
  return `${text}, from \`${formatPath(origin.path)}\` of ${kind} ${name ?? ''}${file}.`;
}

/** Describes the operator, and the result of this very expression. */
function aboutOperator(
  operator: VariableUse['reference']['operator'],
  resource: Resource,
  { path, offset, length, name, default: given }: VariableUse['reference'],
  variable: Variable | undefined,
): string {
  const { usage, meaning, family } = entryOf(operator);
  const kind = family === 'default' ? `The default is \`${given ?? ''}\`. ` : '';
  const result =
    variable?.secret === true ? undefined : resultOf(resource, path, offset, length, name, variable?.value);
  const here = result === undefined ? '' : ` Here it gives \`${result}\`.`;
  return `${kind}\`${usage}\`: ${meaning}.${here}`;
}

function resultOf(
  resource: Resource,
  path: ReadonlyArray<string | number>,
  offset: number,
  length: number,
  name: string,
  value: string | undefined,
): string | undefined {
  let text: unknown = resource;
  for (const key of path) text = typeof text === 'object' && text !== null ? Reflect.get(text, key) : undefined;
  if (typeof text !== 'string') return undefined;
  const evaluated = evaluateText(text.slice(offset, offset + length), (wanted) =>
    wanted === name ? value : undefined,
  );
  return isRight(evaluated) ? evaluated.right : undefined;
}

/** Describes a resource in a few lines: its purpose, the things that it runs, and those that it needs. */
function about(resource: Resource, workspace: Workspace): string {
  const { kind } = resource;
  const lines = [`**${kind}** \`${nameOf(resource).slice(kind.length + 1)}\``];
  if (resource.kind === 'Function') {
    lines.push(`Image: \`${resource.spec?.image ?? 'none'}\``, needs(resource));
  } else if (resource.kind === 'Task') {
    const steps = (resource.spec?.steps ?? []).map(({ name }) => `\`${name}\``);
    const given = stepParams(resource).map(({ name }) => `\`${name}\``);
    lines.push(
      `Steps: ${steps.join(', ') || 'none'}`,
      given.length === 0 ? '' : `Params of its steps: ${given.join(', ')}`,
    );
    const functions = (resource.spec?.steps ?? []).flatMap(
      ({ name = '' }) => workspace.manifests().functions.get(name) ?? [],
    );
    lines.push(...functions.map((fn) => `${nameOf(fn)}. ${needs(fn)}`));
  } else if (isInvoker(resource)) {
    lines.push(describeType(`${kind}Spec`)?.text ?? '');
  } else {
    lines.push(describeType(kind)?.text ?? '');
  }
  const uri = workspace.uriOf(resource);
  if (uri !== undefined) lines.push(uri.slice(uri.lastIndexOf('/') + 1));
  return lines.filter((line) => line !== '').join('\n\n');
}

function needs(resource: Resource): string {
  const required = [...new Set(variablesOf(resource).flatMap(({ name, required: is }) => (is ? [`\`${name}\``] : [])))];
  return required.length === 0 ? 'Needs no variable.' : `Needs ${required.join(', ')}.`;
}

function nameOf({ kind, metadata: { namespace, name } }: Resource): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

function markdown(value: string, range: Hover['range']): Hover {
  return { contents: { kind: MarkupKind.Markdown, value }, ...(range === undefined ? {} : { range }) };
}
