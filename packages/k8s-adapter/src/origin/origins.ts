import type { Resource } from '@stash-functions/core/decode';
import type { Scope } from '@stash-functions/templating';
import type { OriginRule } from './origin-rules.ts';

/** Field names and list indexes from the root of an object. */
export type Path = ReadonlyArray<string | number>;

/** A field of a resource that something was read from. */
export interface FieldSource {
  /** The resource as it was decoded, so that a Problem can show the line of its manifest. */
  readonly resource: Resource;
  /** The field, as `['spec', 'runtimeSettings', 'container']`. */
  readonly path: Path;
}

/** A field of a resource that a part of an object was made from. */
export interface FieldRecord extends FieldSource {
  /** The variables that templates in the field can use; absent where the field holds no templates. */
  readonly scope?: Scope | undefined;
  /** The rule that made the part from the field; absent where it was copied. */
  readonly rule?: OriginRule | undefined;
  /** Further fields from which the rule makes the part. */
  readonly also?: ReadonlyArray<FieldSource> | undefined;
}

/** A rule that makes a part from nothing, or from the values of variables. */
export interface RuleRecord {
  readonly rule: OriginRule;
  readonly variables?: ReadonlyArray<string> | undefined;
  /** The scope of these variables. */
  readonly scope?: Scope | undefined;
}

/** The source of a part of an object: a field, an option of the caller, or a rule of this package alone. */
export type Source = FieldRecord | { readonly option: string } | RuleRecord;

/** The source of a value, and the way from there to the value. */
export interface Found {
  /** The source of the innermost part around the value that has a known one. */
  readonly source: Source;
  /** The path from that part to the value. */
  readonly rest: Path;
}

/**
 * Notes the sources of parts while objects are put together. Code that copies or merges a value notes it in the next
 * line. Where nobody asks for sources, there are no Origins, and nothing is noted.
 */
export interface Origins {
  /** Notes the source of everything in a part, except for fields that are noted by themselves. Gives the part back. */
  readonly whole: <Part extends object>(part: Part, source: Source | undefined) => Part;
  /** Notes the source of one field of a part, which wins over that of the whole part. */
  readonly field: <Part extends object>(part: Part, field: keyof Part, source: Source | undefined) => void;
  /** Notes that a part has the fields of others, and so their sources; later ones win. Gives the part back. */
  readonly inherit: <Part extends object>(part: Part, ...from: ReadonlyArray<object | undefined>) => Part;
  /** The source of a field of a part. It knows only what was noted of this very part. */
  readonly of: (part: object, field: string | number) => Source | undefined;
  /** The source of one value, for a part that takes the value over. */
  readonly sourceAt: (root: object, path: Path) => Source | undefined;
  /** The source of a value, by its path from the root of its object. */
  readonly find: (root: object, path: Path) => Found | undefined;
}

/** Origins that remember their notes. They hold the parts, and so live no longer than what is asked of them. */
export function recordOrigins(): Origins {
  const wholes = new Map<object, Source>();
  const fields = new Map<object, Map<PropertyKey, Source>>();

  const noteField = (part: object, field: PropertyKey, source: Source | undefined): void => {
    const own = fields.get(part);
    if (own !== undefined) {
      if (source === undefined) own.delete(keyOf(field));
      else own.set(keyOf(field), source);
    } else if (source !== undefined) {
      fields.set(part, new Map<PropertyKey, Source>().set(keyOf(field), source));
    }
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

/** The value at a path; undefined where there is none. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Object.getOwnPropertyDescriptor(value, part)?.value;
  }
  return value;
}

/** The source of a field within a part that has this source. */
function fieldOf(source: Source | undefined, field: string | number): Source | undefined {
  return source !== undefined && 'resource' in source && source.rule === undefined
    ? { ...source, path: [...source.path, field] }
    : source;
}

/** An index and its text are the same key. */
function keyOf(field: PropertyKey): PropertyKey {
  return typeof field === 'number' ? String(field) : field;
}
