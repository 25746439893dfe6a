import { formatPath, type ResourceReference, type SourceSpan } from '@stash-functions/core';
import type { Place } from '../protocol.ts';

/** A span of core, whose lines and columns are from 1, as a place of a text, where they are from 0. */
export function placeOf(span: SourceSpan | undefined): Place | undefined {
  if (span?.file === undefined) return undefined;
  const { start, end } = span;
  return {
    file: span.file,
    range: {
      start: { line: start.line - 1, character: start.column - 1 },
      end: { line: end.line - 1, character: end.column - 1 },
    },
  };
}

/** `BackupConfiguration shop/orders-nightly` */
export function nameOf({ kind, namespace, name = '' }: ResourceReference): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** `spec.args[2] of Function pg-dump` */
export function fieldOf(resource: ResourceReference, path: ReadonlyArray<string | number>): string {
  return path.length === 0 ? nameOf(resource) : `${formatPath(path)} of ${nameOf(resource)}`;
}
