import { formatPath, type ResourceReference } from '@stash-functions/core';
import type { ChangeCause, ChangeEffect } from '@stash-functions/k8s-adapter';
import type { InvokerDiff } from '../planning/invoker-diff.ts';

/**
 * Prints changes as Markdown for a comment on a pull request. Each invoker has a heading, and below each cause stands a
 * list of its effects.
 */
export function formatMarkdownDiff(diffs: ReadonlyArray<InvokerDiff>): string {
  if (diffs.length === 0) return 'Nothing changes in the planned objects.';
  return diffs
    .flatMap(({ invoker, changes }) => [
      `### ${invoker}`,
      ...changes.flatMap(({ causes, effects }) => [
        causes.length === 0 ? 'For another reason:' : `Because of ${causes.map(causeInWords).join(' and ')}:`,
        effects.map((effect) => `- ${effectInWords(effect)}`).join('\n'),
      ]),
    ])
    .join('\n\n');
}

function causeInWords(cause: ChangeCause): string {
  const change = `${code(cause.before)} → ${code(cause.after)}`;
  if (cause.kind === 'option') return `the option \`${cause.option}\` (${change})`;
  const { resource, path, source } = cause;
  const place = source === undefined ? '' : ` at ${source.file ?? '<input>'}:${source.start.line}`;
  return `\`${formatPath(path)}\` of ${nameOf(resource)}${place} (${change})`;
}

function effectInWords({ kind, object, path, before, after }: ChangeEffect): string {
  if (path.length === 0) return `${nameOf(object)} is ${kind}`;
  const field = `\`${formatPath(path)}\` of ${nameOf(object)}`;
  if (kind === 'added') return `${field} is added: ${code(after)}`;
  return kind === 'removed' ? `${field} is removed: ${code(before)}` : `${field}: ${code(before)} → ${code(after)}`;
}

function nameOf({ kind, namespace, name = '' }: ResourceReference): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** Writes a value in a code span, with as many backticks as that needs. */
function code(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll(/\s*\n\s*/g, ' ⏎ ');
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}
