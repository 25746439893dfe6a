import { UnknownRecord } from 'io-ts';
import type { LoadProblemCode } from '../problem/core-problem-code.ts';
import type { Problem } from '../problem/problem.ts';
import { locateIn, type Origin, originInside } from './locate.ts';

/** One object of a document. */
export interface ListItem {
  /** The object. */
  readonly value: Readonly<Record<string, unknown>>;
  /** The place of the object. */
  readonly origin: Origin;
}

/**
 * The objects of a document: the document itself, or the items of a `List`, `FunctionList` and the like, also of lists
 * within lists. An item of a typed list may leave out apiVersion and kind, and then has those of the list.
 *
 * Problems: `not-an-object`, `invalid-list`.
 */
export function listItems(
  value: unknown,
  origin: Origin,
  report: (problem: Problem<LoadProblemCode>) => void,
): ReadonlyArray<ListItem> {
  if (!UnknownRecord.is(value)) {
    report(problemAt([], origin, notAnObject(value)));
    return [];
  }
  if (!isList(value)) return [{ value, origin }];
  if (value.items === null) return [];
  if (!Array.isArray(value.items)) {
    const message = `the items of a ${value.kind} are not a list`;
    const missing = `a ${value.kind} has no items`;
    report(problemAt(['items'], origin, { code: 'invalid-list', message: 'items' in value ? message : missing }));
    return [];
  }
  return value.items.flatMap((item: unknown, index) => {
    const inItem = originInside(origin, (path) => ['items', index, ...path]);
    return listItems(UnknownRecord.is(item) ? { ...headerOf(value), ...item } : item, inItem, report);
  });
}

/**
 * Makes a problem of a document a problem of the resource at its path: the one in the document, or an item of its list.
 */
export function ofItem(problem: Problem<LoadProblemCode>, value: unknown): Problem<LoadProblemCode> {
  if (!UnknownRecord.is(value) || typeof value.kind !== 'string') return problem;
  const [items, index, ...path] = problem.path;
  if (isList(value) && Array.isArray(value.items) && items === 'items' && typeof index === 'number') {
    const item: unknown = value.items[index];
    return ofItem({ ...problem, path }, UnknownRecord.is(item) ? { ...headerOf(value), ...item } : item);
  }
  const { apiVersion, kind } = value;
  const metadata = UnknownRecord.is(value.metadata) ? value.metadata : {};
  const resource = {
    ...(typeof apiVersion === 'string' ? { apiVersion } : {}),
    kind,
    ...(typeof metadata.namespace === 'string' ? { namespace: metadata.namespace } : {}),
    ...(typeof metadata.name === 'string' ? { name: metadata.name } : {}),
  };
  return { ...problem, resource };
}

type List = Readonly<Record<string, unknown>> & { readonly kind: string };

/** Other APIs have kinds whose names end with List but that are no lists. */
function isList(value: Readonly<Record<string, unknown>>): value is List {
  const { kind, apiVersion, items } = value;
  if (typeof kind !== 'string' || !kind.endsWith('List')) return false;
  return kind === 'List' || Array.isArray(items) || (typeof apiVersion === 'string' && apiVersion.startsWith('stash.'));
}

function headerOf({ apiVersion, kind }: List): Readonly<Record<string, unknown>> {
  return kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
}

function notAnObject(value: unknown): Pick<Problem<LoadProblemCode>, 'code' | 'message' | 'hint'> {
  const code = 'not-an-object';
  if (Array.isArray(value)) {
    const hint = 'write `apiVersion: v1` and `kind: List`, and put the list under `items`, or begin each with `---`';
    return { code, message: 'a list stands where a manifest should', hint };
  }
  const text = value === null ? 'null' : JSON.stringify(value);
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  return {
    code,
    message: `${shown} stands where a manifest should`,
    hint: 'a manifest has `apiVersion`, `kind` and `metadata`',
  };
}

const longestShown = 60;

function problemAt(
  path: ReadonlyArray<string | number>,
  origin: Origin,
  what: Pick<Problem<LoadProblemCode>, 'code' | 'message' | 'hint'>,
): Problem<LoadProblemCode> {
  const source = locateIn(origin, path, {});
  return { severity: 'error', path, ...what, ...(source === undefined ? {} : { source }) };
}
