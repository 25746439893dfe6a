import type { Problem } from '@stash-functions/core/decode';
import type { JsonText } from './json-text.ts';
import { type OutputErrorCode, type OutputWarningCode, outputProblem } from './output-problem-code.ts';

/** A value of a JSON text with its place. */
export interface Field {
  readonly value: unknown;
  readonly path: ReadonlyArray<string | number>;
}

/** Reads the fields of a JSON text, and gathers their Problems. */
export interface FieldReader {
  /** The whole text. */
  readonly root: Field;
  /** The Problems that refuse the text. */
  readonly errors: ReadonlyArray<Problem<OutputErrorCode>>;
  /** The Problems that do not refuse it. */
  readonly warnings: ReadonlyArray<Problem<OutputWarningCode>>;
  /** The text of a field; an empty one counts as absent. */
  readonly text: (parent: Field, name: string) => string | undefined;
  /** The whole number, from 0, of a field. */
  readonly count: (parent: Field, name: string) => number | undefined;
  /** The objects of a list. */
  readonly objects: (parent: Field, name: string) => ReadonlyArray<Field> | undefined;
  /** The object of a field. */
  readonly object: (parent: Field, name: string) => Field | undefined;
  /** Notes an oddity of a field, or of the object where it has no such field. */
  readonly warn: (code: OutputWarningCode, parent: Field, name: string, message: string, hint?: string) => void;
}

/** A {@link FieldReader} of a text. */
export function fieldReader(json: JsonText): FieldReader {
  const errors: Array<Problem<OutputErrorCode>> = [];
  const warnings: Array<Problem<OutputWarningCode>> = [];
  const root: Field = { value: json.value, path: [] };

  const expected = (what: string, { value, path }: Field): undefined => {
    const message = `${what} is expected, and there is ${describe(value)}`;
    errors.push(outputProblem('output-wrong-type', { message, path, source: json.locate(path) }));
  };
  const asObject = (found: Field | undefined): Field | undefined =>
    found === undefined || isObject(found.value) ? found : expected('an object', found);
  const warn: FieldReader['warn'] = (code, parent, name, message, hint) => {
    const path = fieldOf(parent, name)?.path ?? parent.path;
    warnings.push(outputProblem(code, { message, path, hint, source: json.locate(path) }));
  };

  if (json.value !== null) asObject(root);
  return {
    root,
    errors,
    warnings,
    warn,
    object: (parent, name) => asObject(fieldOf(parent, name)),
    text: (parent, name) => {
      const found = fieldOf(parent, name);
      if (found === undefined || found.value === '') return undefined;
      return typeof found.value === 'string' ? found.value : expected('a string', found);
    },
    count: (parent, name) => {
      const found = fieldOf(parent, name);
      if (found === undefined) return undefined;
      if (typeof found.value !== 'number') return expected('a number', found);
      if (Number.isSafeInteger(found.value) && found.value >= 0) return found.value;
      warn('invalid-count', parent, name, `${found.value} is no number of files`, 'write a whole number from 0');
      return undefined;
    },
    objects: (parent, name) => {
      const found = fieldOf(parent, name);
      if (found === undefined) return undefined;
      if (!Array.isArray(found.value)) return expected('a list', found);
      return found.value.flatMap((value: unknown, index) => asObject({ value, path: [...found.path, index] }) ?? []);
    },
  };
}

/** The field of an object, in any case of its name, as Go's decoder finds it. null counts as absent. */
function fieldOf(parent: Field, name: string): Field | undefined {
  if (!isObject(parent.value)) return undefined;
  const key = Object.keys(parent.value).findLast((candidate) => candidate.toLowerCase() === name.toLowerCase());
  if (key === undefined) return undefined;
  const value = parent.value[key];
  return value === null ? undefined : { value, path: [...parent.path, key] };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
