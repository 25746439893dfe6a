import type * as t from 'io-ts';
import { Codec } from '../codec/codec.ts';
import { textOf, type Written } from '../codec/in-text.ts';
import { isObject } from '../codec/is-object.ts';
import type { Fix, Problem } from '../problem/problem.ts';

/**
 * Finds a field that was indented too far: a key of a map has the name of a field that the object around the map may
 * have. For example, `annotations` stands inside `labels`.
 *
 * @returns the path that was probably meant; undefined where the object around has no such field, or has it already
 */
export function fieldAround(codec: t.Mixed, input: unknown, path: Problem['path']): Problem['path'] | undefined {
  const name = path.at(-1);
  if (typeof name !== 'string') return undefined;
  const above = path.slice(0, -2);
  const around = codecAt(codec, above);
  if (!(around instanceof Codec) || !('required' in around) || around.child(name) === undefined) return undefined;
  const object = valueAt(input, above);
  return isObject(object) && !Object.hasOwn(object, name) ? [...above, name] : undefined;
}

/**
 * The edit that moves a field out of the object that holds it, if it is the last field there; see {@link fieldAround}.
 */
export function moveOut(written: Written, path: Problem['path']): Fix | undefined {
  const entry = written.locate(path, { at: 'entry' });
  const parent = written.locate(path.slice(0, -1), { at: 'entry' });
  if (entry === undefined || parent === undefined || entry.end.offset !== parent.end.offset) return undefined;
  const lines = textOf(written, entry).split('\n');
  const less = indentOf(lines[0] ?? '') - indentOf(textOf(written, parent));
  if (less <= 0) return undefined;
  return { span: entry, text: lines.map((line) => line.slice(Math.min(less, indentOf(line)))).join('\n') };
}

/** The edit that removes the lines of a field. */
export function removeField({ source, locate }: Written, path: Problem['path']): Fix | undefined {
  const entry = locate(path, { at: 'entry' });
  if (entry === undefined) return undefined;
  // The edit includes the line break before the field, because a range that ends with a line break is cut.
  return { span: source.span(Math.max(0, entry.start.offset - 1), entry.end.offset), text: '' };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function codecAt(codec: t.Mixed, path: Problem['path']): t.Mixed | undefined {
  let at: t.Mixed | undefined = codec;
  for (const key of path) at = at instanceof Codec ? at.child(key) : undefined;
  return at;
}

function valueAt(input: unknown, path: Problem['path']): unknown {
  let value: unknown = input;
  for (const part of path)
    value = Array.isArray(value) ? value[Number(part)] : isObject(value) ? value[part] : undefined;
  return value;
}
