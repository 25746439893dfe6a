import { formatPath, type ResourceReference, readOr } from '@stash-functions/core/decode';
import type { ChangeCause, ChangeEffect, PlanChange, PlanDiff } from './plan-diff.ts';

/**
 * The difference between two plans as a text for people. Each change has a paragraph: its causes, and below them every
 * changed object and field. `+` marks added ones, `-` removed ones, and `~` those with another value.
 *
 * @returns the paragraphs with an empty line between them and no line end after the last; the empty string for equal
 * plans
 */
export function formatPlanDiff(diff: PlanDiff): string {
  return readOr('', () => diff.changes.map((change) => formatChange(change).join('\n')).join('\n\n'));
}

function formatChange({ causes, effects }: PlanChange): ReadonlyArray<string> {
  const heads = causes.length === 0 ? ['for a reason that is not known'] : causes.map(formatCause);
  return [...heads, ...effects.map((effect) => `  ${formatEffect(effect)}`)];
}

function formatCause(cause: ChangeCause): string {
  const change = formatValues(cause.before, cause.after);
  if (cause.kind === 'option') return `option ${cause.option}: ${change}`;
  const { resource, path, source } = cause;
  const place = source === undefined ? '' : ` (${source.file ?? ''}:${source.start.line}:${source.start.column})`;
  return `${nameOf(resource)}, ${formatPath(path)}${place}: ${change}`;
}

function formatEffect({ kind, object, path, before, after }: ChangeEffect): string {
  const sign = { added: '+', removed: '-', changed: '~' }[kind];
  if (path.length === 0) return `${sign} ${nameOf(object)}`;
  return `${sign} ${nameOf(object)}, ${formatPath(path)}: ${formatValues(before, after)}`;
}

function formatValues(before: unknown, after: unknown): string {
  if (before === undefined) return `now ${formatValue(after)}`;
  return after === undefined ? `was ${formatValue(before)}` : `${formatValue(before)} → ${formatValue(after)}`;
}

/** A value as JSON on one line, which a reader of YAML understands too. A long one is cut. */
function formatValue(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

const longest = 100;

function nameOf({ kind, namespace, name }: ResourceReference): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name ?? ''}`;
}
