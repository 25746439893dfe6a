import {
  hiddenVariables,
  isDataKey,
  isEnvName,
  isPortableEnvName,
  isQualifiedName,
} from '@stash-functions/core/decode';
import type { V1EnvFromSource, V1EnvVar, V1EnvVarSource, V1ResourceFieldSelector } from '../kubernetes/env.ts';
import { below, type Place } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';
import { checkOneOf, checkSubdomain, checkUnion, missing, quote } from './basics.ts';

/** Checks each environment variable. */
export function checkEnv(env: ReadonlyArray<V1EnvVar>, path: Place, findings: Findings): void {
  for (const [index, variable] of env.entries()) {
    checkEnvName(variable.name, below(below(path, index), 'name'), findings);
    if (variable.valueFrom === undefined) continue;
    const at = below(below(path, index), 'valueFrom');
    if (variable.value !== undefined && variable.value !== '') {
      const message = `the variable ${variable.name} has both a value and valueFrom`;
      findings.error('conflicting-fields', at, message, 'give one of the two');
    }
    checkSource(variable.valueFrom, variable.name, at, findings);
  }
  checkHidden(env, path, findings);
}

/** Checks environment variables from ConfigMaps and Secrets. */
export function checkEnvFrom(sources: ReadonlyArray<V1EnvFromSource>, path: Place, findings: Findings): void {
  for (const [index, source] of sources.entries()) {
    const at = below(path, index);
    if (source.prefix) checkEnvName(source.prefix, below(at, 'prefix'), findings);
    checkUnion(source, ['configMapRef', 'secretRef'], at, 'the source of variables', findings);
    for (const kind of ['configMapRef', 'secretRef'] as const) {
      if (source[kind] !== undefined)
        checkSubdomain(source[kind].name ?? '', below(below(at, kind), 'name'), 'the name', findings);
    }
  }
}

/** Checks a field of the pod that a variable or a file shall hold. */
export function checkFieldPath(fieldPath: string, known: ReadonlyArray<string>, path: Place, findings: Findings): void {
  const keyed = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(fieldPath);
  if (keyed !== null && isQualifiedName((keyed[2] ?? '').toLowerCase())) return;
  checkOneOf(fieldPath, known, path, findings);
}

/** Checks a resource of a container that a variable or a file shall hold. */
export function checkResourceField(
  { resource, divisor }: V1ResourceFieldSelector,
  path: Place,
  findings: Findings,
): void {
  if (!/^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/.test(resource)) {
    checkOneOf(resource, resourceFields, below(path, 'resource'), findings);
  }
  if (divisor === undefined || divisor === '' || divisor === '0') return;
  const known = resource.endsWith('.cpu') ? cpuDivisors : byteDivisors;
  checkOneOf(divisor, known, below(path, 'divisor'), findings);
}

/** The fields of a pod that an environment variable can hold, besides single labels and annotations. */
const envFields: ReadonlyArray<string> = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

const resourceFields: ReadonlyArray<string> = ['limits', 'requests'].flatMap((kind) =>
  ['cpu', 'memory', 'ephemeral-storage'].map((name) => `${kind}.${name}`),
);

const cpuDivisors: ReadonlyArray<string> = ['1m', '1'];

const byteDivisors: ReadonlyArray<string> = [
  '1',
  '1k',
  '1M',
  '1G',
  '1T',
  '1P',
  '1E',
  '1Ki',
  '1Mi',
  '1Gi',
  '1Ti',
  '1Pi',
  '1Ei',
];

/** Reports a variable that is set twice, since only the last one counts. */
function checkHidden(env: ReadonlyArray<V1EnvVar>, path: Place, findings: Findings): void {
  for (const index of hiddenVariables(env)) {
    const { name = '' } = env[index] ?? {};
    const hint = `leave one out, or write $(${name}) where the value of the other is meant`;
    const message = `the variable ${name} is set before, and this hides it`;
    findings.warning('hidden-variable', below(below(path, index), 'name'), message, hint);
  }
}

function checkEnvName(name: string, path: Place, findings: Findings): void {
  if (!isEnvName(name)) {
    const hint = 'use printable ASCII characters but the equals sign';
    findings.error('invalid-name', path, `${quote(name)} is no name of an environment variable`, hint);
  } else if (!isPortableEnvName(name)) {
    findings.warning(
      'invalid-name',
      path,
      `Kubernetes before 1.34 may refuse the environment variable ${quote(name)}`,
      'use letters, digits, dashes, dots and underscores, beginning with no digit',
    );
  }
}

function checkSource(source: V1EnvVarSource, name: string, path: Place, findings: Findings): void {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = source;
  const members = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];
  checkUnion(source, members, path, `the source of the variable ${name}`, findings);
  if (fieldRef !== undefined)
    checkFieldPath(fieldRef.fieldPath, envFields, below(below(path, 'fieldRef'), 'fieldPath'), findings);
  if (resourceFieldRef !== undefined) checkResourceField(resourceFieldRef, below(path, 'resourceFieldRef'), findings);
  for (const [kind, ref] of [
    ['configMapKeyRef', configMapKeyRef],
    ['secretKeyRef', secretKeyRef],
  ] as const) {
    if (ref === undefined) continue;
    checkDataKey(ref.key, below(below(path, kind), 'key'), findings);
    checkSubdomain(ref.name ?? '', below(below(path, kind), 'name'), 'the name', findings);
  }
}

/** Checks a key of a ConfigMap or Secret. */
function checkDataKey(key: string, path: Place, findings: Findings): void {
  if (key === '') missing(path, 'the key', findings);
  else if (!isDataKey(key)) {
    const hint = 'use at most 253 letters, digits, dashes, dots and underscores';
    findings.error('invalid-format', path, `${quote(key)} is no key of a ConfigMap or Secret`, hint);
  }
}
