import type { Resource } from '@stash-functions/core/decode';
import type { Scope } from '@stash-functions/templating';
import type { OriginRule } from './origin-rules.ts';

/** Field names and list indexes from the root of an object. */
export type Path = ReadonlyArray<string | number>;

/** A field of a resource, which something was read from. */
export interface FieldSource {
  /** The resource, as it was decoded: a Problem then shows the line of its manifest too. */
  readonly resource: Resource;
  /** The field: `['spec', 'runtimeSettings', 'container']`. */
  readonly path: Path;
}

/** A field of a resource that a part of an object was made of. */
export interface FieldRecord extends FieldSource {
  /** What the templates in the field could see, where the field holds templates. */
  readonly scope?: Scope | undefined;
  /** How the part was made of the field; absent where it was copied. */
  readonly rule?: OriginRule | undefined;
  /** Further fields that the rule makes the part of. */
  readonly also?: ReadonlyArray<FieldSource> | undefined;
}

/** A rule that makes a part of nothing, or of the values of variables. */
export interface RuleRecord {
  readonly rule: OriginRule;
  readonly variables?: ReadonlyArray<string> | undefined;
  /** Where the variables have their values. */
  readonly scope?: Scope | undefined;
}

/** Where a part of an object comes from: a field, an option that the caller gave, or a rule of this package alone. */
export type Source = FieldRecord | { readonly option: string } | RuleRecord;

/** The source of a value, and how to come to the value from there. */
export interface Found {
  /** The innermost part that holds the value and whose source is known. */
  readonly source: Source;
  /** From that part to the value. */
  readonly rest: Path;
}

/**
 * Notes where the parts of objects come from while these are put together. The code that copies or merges a value says
 * so in the next line; where nobody asks, there are no Origins, and nothing is noted.
 */
export interface Origins {
  /** Everything in a part comes from there, unless something of it is noted besides. Gives back the part. */
  readonly whole: <Part extends object>(part: Part, source: Source | undefined) => Part;
  /** One field of a part comes from there, whatever is noted of the part. */
  readonly field: <Part extends object>(part: Part, field: keyof Part, source: Source | undefined) => void;
  /** A part has the fields of others, the later ones over the earlier ones, and so their sources. Gives back the part. */
  readonly inherit: <Part extends object>(part: Part, ...from: ReadonlyArray<object | undefined>) => Part;
  /** The source of a field of a part, as far as it is noted of just these two. */
  readonly of: (part: object, field: string | number) => Source | undefined;
  /** The source of just that value, for a part that takes it over. */
  readonly sourceAt: (root: object, path: Path) => Source | undefined;
  /** The source of a value, by the path from the root of its object. */
  readonly find: (root: object, path: Path) => Found | undefined;
}

/** Origins that remember what they are told, as long as the parts live. */
export function recordOrigins(): Origins {
  const wholes = new WeakMap<object, Source>();
  const fields = new WeakMap<object, Map<PropertyKey, Source>>();

  const noteField = (part: object, field: PropertyKey, source: Source | undefined): void => {
    const own = fields.get(part) ?? new Map<PropertyKey, Source>();
    if (source === undefined) own.delete(keyOf(field));
    else own.set(keyOf(field), source);
    fields.set(part, own);
  };

  const find = (root: object, path: Path): Found | undefined => {
    const whole = wholes.get(root);
    let found: Found | undefined = whole === undefined ? undefined : { source: whole, rest: path };
    let part: unknown = root;
    for (const [index, field] of path.entries()) {
      if (typeof part !== 'object' || part === null) break;
      const rest = path.slice(index + 1);
      const source = fields.get(part)?.get(keyOf(field));
      if (source !== undefined) found = { source, rest };
      part = valueAt(part, [field]);
      const inner = typeof part === 'object' && part !== null ? wholes.get(part) : undefined;
      if (inner !== undefined) found = { source: inner, rest };
    }
    return found;
  };

  return {
    whole: (part, source) => {
      if (source !== undefined) wholes.set(part, source);
      return part;
    },
    field: noteField,
    inherit: (part, ...from) => {
      for (const each of from) {
        if (each === undefined) continue;
        const whole = wholes.get(each);
        const own = fields.get(each);
        if (whole !== undefined) wholes.set(part, whole);
        for (const field of Object.keys(each)) noteField(part, field, own?.get(field) ?? fieldOf(whole, field));
      }
      return part;
    },
    of: (part, field) => fields.get(part)?.get(keyOf(field)) ?? fieldOf(wholes.get(part), field),
    sourceAt: (root, path) => {
      const found = find(root, path);
      return found?.rest.reduce<Source | undefined>(fieldOf, found.source);
    },
    find,
  };
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Object.getOwnPropertyDescriptor(value, part)?.value;
  }
  return value;
}

/** A field of what comes from there. */
function fieldOf(source: Source | undefined, field: string | number): Source | undefined {
  return source !== undefined && 'resource' in source && source.rule === undefined
    ? { ...source, path: [...source.path, field] }
    : source;
}

/** An index and its text are one key. */
function keyOf(field: PropertyKey): PropertyKey {
  return typeof field === 'number' ? String(field) : field;
}
