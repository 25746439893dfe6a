/**
 * The most levels of objects and lists. Deeper ones are left as they are, so that functions may call themselves on the
 * result of a walk. No resource has so many levels.
 */
export const deepestObject = 1000;

/** A path from the root of an object: field names and list indexes. */
export type Path = ReadonlyArray<string | number>;

/** The callbacks of {@link eachString}. */
export interface StringVisitor {
  /** Called with each string. Its path is made only on demand, as most strings need none. */
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
  const stack: Array<Step> = [{ value: root, key: '', parent: undefined }];
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    if ('leave' in step) {
      ancestors.delete(step.leave);
      continue;
    }
    const node = step;
    const { value } = node;
    if (typeof value === 'string') {
      visitor.string(value, () => pathTo(node));
    } else if (typeof value === 'object' && value !== null && !ancestors.has(value) && isEntered(value)) {
      if (ancestors.size === deepestObject && visitor.tooDeep !== undefined) {
        visitor.tooDeep(pathTo(node));
        continue;
      }
      ancestors.add(value);
      stack.push({ leave: value });
      pushChildren(value, node, stack);
    }
  }
}

/** True for a list, or an object without a class, as YAML, JSON and the codecs make them. */
export function isEntered(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects of another realm, as in a test runner, have an Object of their own.
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** A value that is yet to be visited. The path is a linked list. */
interface Node {
  readonly value: unknown;
  readonly key: string | number;
  readonly parent: Node | undefined;
}

/** The next thing to do: to visit a value, or to leave an object that has been visited whole. */
type Step = Node | { readonly leave: object };

/** The last child is pushed first, because the stack gives the first one back first. */
function pushChildren(value: object, parent: Node, stack: Array<Step>): void {
  if (Array.isArray(value)) {
    const items: ReadonlyArray<unknown> = value;
    for (let index = items.length - 1; index >= 0; index -= 1) stack.push({ value: items[index], key: index, parent });
    return;
  }
  for (const [key, child] of Object.entries(value).reverse()) stack.push({ value: child, key, parent });
}

function pathTo(leaf: Node): Path {
  const path: Array<string | number> = [];
  for (let node = leaf; node.parent !== undefined; node = node.parent) path.push(node.key);
  return path.reverse();
}
