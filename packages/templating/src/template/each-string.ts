/**
 * The most levels of objects and lists. Deeper ones are left as they are, so that functions may call themselves on the
 * result of a walk. No resource has so many levels.
 */
export const deepestObject = 1000;

/** A path from the root of an object: field names and list indexes. */
export type Path = ReadonlyArray<string | number>;

/** The callbacks of {@link eachString}. */
export interface StringVisitor {
  /** Called with each string. Its path is made only on demand, during the call, as most strings need none. */
  readonly string: (text: string, path: () => Path) => void;
  /**
   * Called with the path of a list or an object that is nested more than {@link deepestObject} deep. Without it, the
   * walk goes on.
   */
  readonly tooDeep?: (path: Path) => void;
}

/**
 * Visits every string of a value, in order. Everything that looks at the strings of a resource uses this one walk. Keys
 * are not visited. The walk goes into lists and plain objects, but not again into one that holds itself.
 */
export function eachString(root: unknown, visitor: StringVisitor): void {
  const ancestors = new Set<object>();
  const way: Array<Inside> = [];
  const path = (): Path => way.map(keyOf);
  let value = root;
  for (;;) {
    if (typeof value === 'string') {
      visitor.string(value, path);
    } else if (typeof value === 'object' && value !== null && !ancestors.has(value) && isEntered(value)) {
      if (ancestors.size === deepestObject && visitor.tooDeep !== undefined) {
        visitor.tooDeep(path());
      } else {
        ancestors.add(value);
        way.push(enter(value));
      }
    }
    let inside = way.at(-1);
    while (inside !== undefined && isDone(inside)) {
      ancestors.delete(inside.object);
      way.pop();
      inside = way.at(-1);
    }
    if (inside === undefined) return;
    value = next(inside);
  }
}

/** True for a list, or an object without a class, as YAML, JSON and the codecs make them. */
export function isEntered(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects of another realm, as in a test runner, have an Object of their own.
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** A list or an object that the walk has entered. */
interface Inside {
  readonly object: object;
  /** The items of a list; undefined for an object. */
  readonly items: ReadonlyArray<unknown> | undefined;
  /** The names of the fields; undefined for a list. */
  readonly keys: ReadonlyArray<string>;
  /** The number of items or fields that were visited. */
  seen: number;
}

function enter(object: object): Inside {
  return Array.isArray(object)
    ? { object, items: object, keys: noKeys, seen: 0 }
    : { object, items: undefined, keys: Object.keys(object), seen: 0 };
}

const noKeys: ReadonlyArray<string> = [];

function isDone({ items, keys, seen }: Inside): boolean {
  return seen >= (items ?? keys).length;
}

/** The next item or field. */
function next(inside: Inside): unknown {
  const { object, items, keys } = inside;
  const index = inside.seen++;
  return items === undefined ? Reflect.get(object, keys[index] ?? '') : items[index];
}

/** The key of the current item or field. */
function keyOf({ items, keys, seen }: Inside): string | number {
  return items === undefined ? (keys[seen - 1] ?? '') : seen - 1;
}
