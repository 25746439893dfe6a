import {
  fixIn,
  type Identifiable,
  locate,
  type OtherObject,
  type Problem,
  referenceTo,
  type Severity,
  type SourceSpan,
} from '@stash-functions/core/decode';
import { nothingSalvaged, type Salvaged } from './context.ts';
import type { Finding, Subject } from './rule.ts';

/** A Problem, and the secret at its place. */
export interface Found<P extends Problem = Problem> {
  readonly problem: P;
  readonly secret?: FoundText | undefined;
}

/** A text of a resource, and its source. */
export interface FoundText {
  readonly text: string;
  readonly source: SourceSpan | undefined;
}

/**
 * Makes a Problem of a finding, with its resource. If that was loaded from a text, the Problem also has its place and
 * its fix.
 */
export function foundBy<Code extends string>(
  { code, severity }: { readonly code: Code; readonly severity: Severity },
  asked: Subject,
  finding: Finding,
  salvaged: Salvaged = nothingSalvaged,
): Found<Problem<Code>> {
  const { message, hint, path, resource = asked, secret = false, fix, ...range } = finding;
  const source = locate(resource, path, range);
  const edit = fix === undefined || secret ? undefined : fixIn(resource, fix.path ?? path, { ...range, ...fix });
  const problem = {
    code,
    severity: finding.severity ?? severity,
    message,
    path,
    resource: salvaged.get(resource)?.[0]?.resource ?? referenceTo(identityOf(resource)),
    ...(source === undefined ? {} : { source }),
    hint,
    ...(edit === undefined ? {} : { fix: edit }),
  };
  return secret ? { problem, secret: { text: textAt(resource, finding), source } } : { problem };
}

/** The identity of an object of another API, as far as it has one. */
export function identityOf(subject: Subject): Identifiable {
  const { apiVersion, kind } = subject;
  const name = stringIn(subject.metadata, 'name');
  const namespace = stringIn(subject.metadata, 'namespace');
  return {
    apiVersion,
    kind,
    metadata: { ...(name === undefined ? {} : { name }), ...(namespace === undefined ? {} : { namespace }) },
  };
}

/** The annotations of an object of another API whose values are strings. */
export function annotationsOf({ metadata }: OtherObject | { readonly metadata: object }): ReadonlyMap<string, string> {
  const annotations: unknown = isObject(metadata) && 'annotations' in metadata ? metadata.annotations : undefined;
  if (!isObject(annotations)) return new Map();
  return new Map(
    Object.entries(annotations).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
  );
}

function textAt(resource: Subject, { path, offset = 0, length }: Finding): string {
  let value: unknown = resource;
  for (const key of path) value = isObject(value) ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
  return typeof value === 'string' ? value.slice(offset, length === undefined ? undefined : offset + length) : '';
}

function stringIn(object: unknown, field: string): string | undefined {
  const value: unknown = isObject(object) ? Object.getOwnPropertyDescriptor(object, field)?.value : undefined;
  return typeof value === 'string' ? value : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
