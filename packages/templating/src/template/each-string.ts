/**
 * Objects and lists inside each other, deeper than this, are left as they are, so that functions may call themselves on
 * what a walk went through. No resource is nested so deep.
 */
export const deepestObject = 1000;

/** A path from the root of an object: field names and list indexes. */
export type Path = ReadonlyArray<string | number>;

/** What {@link eachString} comes by. */
export interface StringVisitor {
  /** A string; its path is made where it is asked for, as most strings hold nothing. */
  readonly string: (text: string, path: () => Path) => void;
  /** A list or an object that is nested more than {@link deepestObject} deep. Where this is absent the walk goes on. */
  readonly tooDeep?: (path: Path) => void;
}

/**
 * Goes over every string of a value, in order: the one walk that everything takes which looks at the strings of a
 * resource. Keys are not among them. It goes into lists and plain objects, and not once more into one that holds itself.
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

/** Whether a value is a list or an object without a class: what YAML, JSON and the codecs make. */
export function isEntered(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Those of another realm, as in a test runner, have an Object of their own.
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** A value that is still to be looked at. The path is a linked list. */
interface Node {
  readonly value: unknown;
  readonly key: string | number;
  readonly parent: Node | undefined;
}

/** What is to be done next: to look at a value, or to leave an object, of which nothing is left to look at. */
type Step = Node | { readonly leave: object };

/** The last first, as the stack gives the first one back first. */
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
