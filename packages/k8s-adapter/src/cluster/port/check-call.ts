import { checkOptions, type OptionRules, type Problem, type RulesFor, readOr } from '@stash-functions/core/decode';
import { clusterProblem } from '../cluster-problem-code.ts';
import { isJsonObject } from '../json.ts';
import type { Collection, ObjectTarget } from './cluster-port.ts';

type Faults = ReadonlyArray<Problem<'option-invalid'>>;

/**
 * The faults in the options of a call to a cluster. A clock or a signal without its methods counts as one too, because
 * nothing could wait by it.
 */
export function checkCall(options: unknown, rules: OptionRules): Faults {
  const wrong = checkOptions(options, rules);
  if (wrong.length > 0 || !isJsonObject(options)) return wrong;
  return Object.entries(methodsOf).flatMap(([option, methods]) => {
    const value = options[option];
    if (value === undefined || hasMethods(value, methods)) return [];
    const message = `\`${option}\` has not the methods ${methods.join(', ')}`;
    return [clusterProblem('option-invalid', { message, path: [option] })];
  });
}

const methodsOf: Readonly<Record<string, ReadonlyArray<string>>> = {
  clock: ['now', 'random', 'sleep'],
  signal: ['addEventListener', 'removeEventListener'],
};

/** The faults of an object to send, as far as a call reads it. The API server judges all other fields. */
export function checkSubmitted(object: unknown, subject: string): Faults {
  return readOr([unreadable(subject)], () => {
    if (!isJsonObject(object)) return checkOptions({ [subject]: object ?? null }, { [subject]: 'object' });
    const { apiVersion, kind, metadata } = object;
    return checkOptions(withoutNull({ apiVersion, kind, metadata: identityOf(metadata) }), submittedRules);
  });
}

const submittedRules: OptionRules = {
  apiVersion: 'text',
  kind: 'text',
  metadata: { options: { generateName: 'text', name: 'text', namespace: 'text' } },
};

function identityOf(metadata: unknown): unknown {
  if (!isJsonObject(metadata)) return metadata;
  const { name, generateName, namespace } = metadata;
  return withoutNull({ name, generateName, namespace });
}

/** A field that is null counts as absent for the API server. */
function withoutNull(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

/** The faults in the identity of an object to find. */
export function checkTarget(target: unknown): Faults {
  return checkOptions(target, targetRules, { required: ['apiVersion', 'kind', 'name'] });
}

const targetRules: RulesFor<ObjectTarget> = { apiVersion: 'text', kind: 'text', name: 'text', namespace: 'text' };

/** The faults in a collection. */
export function checkCollection(collection: unknown): Faults {
  return checkOptions(collection, collectionRules, { required: ['apiVersion', 'kind', 'namespace'] });
}

const collectionRules: RulesFor<Collection> = {
  apiVersion: 'text',
  fieldSelector: 'text',
  kind: 'text',
  labelSelector: 'text',
  namespace: 'text',
};

/** The fault of an argument that must be a function. */
export function checkFunction(value: unknown, name: string): Faults {
  return checkOptions({ [name]: value ?? null }, { [name]: 'function' });
}

/** True for a value that may be an Either. A function of a caller may give anything. */
export function isEither(value: unknown): boolean {
  return isJsonObject(value) && ('left' in value || 'right' in value);
}

/** True for an object with all of these methods, of its own or of its class. */
export function hasMethods(value: unknown, methods: ReadonlyArray<string>): boolean {
  return missingMethods(value, methods).length === 0;
}

/** The methods that a value does not have. */
export function missingMethods(value: unknown, methods: ReadonlyArray<string>): ReadonlyArray<string> {
  return readOr(methods, () =>
    isJsonObject(value) ? methods.filter((name) => typeof value[name] !== 'function') : methods,
  );
}

function unreadable(subject: string): Problem<'option-invalid'> {
  return clusterProblem('option-invalid', { message: `\`${subject}\` cannot be read` });
}
