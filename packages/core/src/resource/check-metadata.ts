import { backtick, quote } from '../codec/describe.ts';
import { isObject } from '../codec/is-object.ts';
import { byteLength } from '../format/byte-length.ts';
import { isDnsLabel, isDnsSubdomain, isLabelValue, isQualifiedName } from '../format/kubernetes-syntax.ts';
import { coreProblem, type DecodeProblemCode } from '../problem/core-problem-code.ts';
import { noProblems } from '../problem/gather.ts';
import type { Problem } from '../problem/problem.ts';

/** Where resources of a kind live: in a namespace, or once for the whole cluster. */
export type ResourceScope = 'Cluster' | 'Namespaced';

/**
 * Finds everything that an API server refuses in the metadata of an object with the right types. It checks names,
 * namespaces, labels, annotations and their size, finalizers and owner references. Values of wrong types are passed
 * over, because the codec reports them.
 *
 * @returns Problems `invalid-name` and `invalid-metadata`. A namespace on a cluster-scoped object is the warning
 * `ignored-namespace`, because an API server drops it
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and, for labels and annotations, the
 *   pages beside it
 */
export function checkMetadata(metadata: unknown, scope: ResourceScope): ReadonlyArray<Problem<DecodeProblemCode>> {
  if (!isObject(metadata)) return noProblems;
  const { name, namespace, labels, annotations, finalizers, ownerReferences } = metadata;
  const found = [
    checkName(name),
    checkNamespace(namespace, scope),
    checkLabels(labels),
    checkAnnotations(annotations),
    checkFinalizers(finalizers),
    checkOwnerReferences(ownerReferences),
  ];
  return found.every(({ length }) => length === 0) ? noProblems : found.flat();
}

type Found = ReadonlyArray<Problem<DecodeProblemCode>>;

function checkName(name: unknown): Found {
  if (typeof name !== 'string') return noProblems;
  const path = ['metadata', 'name'];
  if (name === '') return [coreProblem('missing-field', { message: 'the name is empty', path })];
  if (isDnsSubdomain(name)) return noProblems;
  const hint =
    name.length > longestSubdomain
      ? `use at most ${longestSubdomain} characters; these are ${name.length}`
      : `use lowercase letters, digits, \`-\` and \`.\`, and begin and end with a letter or digit${suggestion(name)}`;
  const message = `${quote(name)} is not a lowercase RFC 1123 subdomain`;
  return [coreProblem('invalid-name', { message, path, hint })];
}

function checkNamespace(namespace: unknown, scope: ResourceScope): Found {
  if (typeof namespace !== 'string' || namespace === '') return noProblems;
  const path = ['metadata', 'namespace'];
  if (scope === 'Cluster') {
    const message = `the namespace ${quote(namespace)} means nothing: the kind is cluster-scoped, and an API server drops it`;
    return [coreProblem('ignored-namespace', { message, path, hint: 'remove it' })];
  }
  if (isDnsLabel(namespace)) return noProblems;
  const message = `the namespace ${quote(namespace)} is not a lowercase RFC 1123 label`;
  const hint = 'use at most 63 lowercase letters, digits and `-`, and begin and end with a letter or digit';
  return [coreProblem('invalid-name', { message, path, hint })];
}

function checkLabels(labels: unknown): Found {
  if (!isObject(labels)) return noProblems;
  const entries = Object.entries(labels);
  if (entries.every(([key, value]) => isQualifiedName(key) && typeof value === 'string' && isLabelValue(value))) {
    return noProblems;
  }
  return entries.flatMap(([key, value]) => [
    ...checkKey('label', key, key, ['metadata', 'labels', key]),
    ...(typeof value === 'string' && !isLabelValue(value)
      ? [
          invalid(
            ['metadata', 'labels', key],
            `the value ${quote(value)} of the label ${backtick(key)} is not a label value`,
            'use at most 63 letters, digits, `-`, `_` and `.`, and begin and end with a letter or digit; an annotation takes any text',
          ),
        ]
      : []),
  ]);
}

function checkAnnotations(annotations: unknown): Found {
  if (!isObject(annotations)) return noProblems;
  const entries = Object.entries(annotations);
  // An API server makes annotation keys lower case before it checks them.
  const found = entries.flatMap(([key]) =>
    checkKey('annotation', key, key.toLowerCase(), ['metadata', 'annotations', key]),
  );
  const size = entries.reduce((sum, [key, value]) => sum + byteLength(key) + sizeOf(value), 0);
  if (size <= mostAnnotationBytes) return found;
  const message = `the annotations have ${size} bytes, and an API server takes ${mostAnnotationBytes} at most`;
  return [...found, invalid(['metadata', 'annotations'], message, 'keep large data in a ConfigMap')];
}

function checkFinalizers(finalizers: unknown): Found {
  if (!Array.isArray(finalizers)) return noProblems;
  return finalizers.flatMap((finalizer: unknown, index) =>
    typeof finalizer === 'string' ? checkKey('finalizer', finalizer, finalizer, ['metadata', 'finalizers', index]) : [],
  );
}

function checkOwnerReferences(owners: unknown): Found {
  if (!Array.isArray(owners)) return noProblems;
  const path = ['metadata', 'ownerReferences'];
  const found = owners.flatMap((owner: unknown, index) =>
    isObject(owner)
      ? ['apiVersion', 'kind', 'name', 'uid']
          .filter((field) => owner[field] === '')
          .map((field) => invalid([...path, index, field], `the field \`${field}\` of an owner reference is empty`))
      : [],
  );
  const controllers = owners.filter((owner: unknown) => isObject(owner) && owner.controller === true);
  if (controllers.length < 2) return found;
  const message = `${controllers.length} owner references have \`controller\` set, and an object has one controller at most`;
  return [...found, invalid(path, message)];
}

/** Checks the form that keys of labels, keys of annotations and finalizers share. */
function checkKey(what: string, key: string, folded: string, path: Problem['path']): Found {
  if (isQualifiedName(folded)) return noProblems;
  const hint =
    'use at most 63 letters, digits, `-`, `_` and `.`, begin and end with a letter or digit, and put a domain and `/` in front where you like: `example.com/team`';
  return [invalid(path, `${quote(key)} is not a valid ${what}${what === 'finalizer' ? '' : ' key'}`, hint)];
}

function invalid(path: Problem['path'], message: string, hint?: string): Problem<'invalid-metadata'> {
  return coreProblem('invalid-metadata', { message, path, hint });
}

const longestSubdomain = 253;
const mostAnnotationBytes = 256 * 1024;

/** The nearest valid name, for the hint. */
function suggestion(name: string): string {
  const near = name
    .toLowerCase()
    .replaceAll(/[^a-z\d.-]+/g, '-')
    .replaceAll(/[-.]*\.[-.]*/g, '.')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return isDnsSubdomain(near) ? `, like ${quote(near)}` : '';
}

function sizeOf(value: unknown): number {
  return typeof value === 'string' ? byteLength(value) : 0;
}
