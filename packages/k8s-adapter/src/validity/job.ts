import { isDnsSubdomain } from '@stash-functions/core/decode';
import type { V1Job, V1JobSpec, V1PodFailurePolicyRule } from '../kubernetes/job.ts';
import type { V1ObjectMeta } from '../kubernetes/object-meta.ts';
import { below, type Place } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';
import {
  checkAnnotations,
  checkLabelName,
  checkLabels,
  checkOneOf,
  checkQualifiedName,
  checkRange,
  checkSubdomain,
  checkUnion,
  maximumInt32,
  missing,
  quote,
} from './basics.ts';
import { checkPodAnnotations } from './deprecations.ts';

/**
 * Checks everything that an API server demands of a Job, except for its pod. It follows
 * k8s.io/kubernetes/pkg/apis/batch/validation.
 */
export function checkJob(job: V1Job, findings: Findings): void {
  checkMetadata(job.metadata, 63, undefined, findings);
  checkJobSpec(job.spec, below(undefined, 'spec'), findings);
}

/** Checks the part of a Job that a CronJob has too. */
export function checkJobSpec(spec: V1JobSpec, path: Place, findings: Findings): void {
  for (const field of ['backoffLimit', 'ttlSecondsAfterFinished'] as const) {
    if (spec[field] !== undefined) checkRange(spec[field], 0, maximumInt32, below(path, field), findings);
  }
  checkRange(spec.activeDeadlineSeconds, 0, Number.MAX_SAFE_INTEGER, below(path, 'activeDeadlineSeconds'), findings);
  const { labels, annotations } = spec.template.metadata ?? {};
  checkLabels(labels, below(below(below(path, 'template'), 'metadata'), 'labels'), findings);
  checkAnnotations(annotations, below(below(below(path, 'template'), 'metadata'), 'annotations'), findings);
  checkPodAnnotations(
    annotations,
    spec.template.spec,
    below(below(below(path, 'template'), 'metadata'), 'annotations'),
    findings,
  );
  const rules = spec.podFailurePolicy?.rules ?? [];
  if (rules.length === 0) return;
  const { initContainers = [], containers } = spec.template.spec;
  const names = [...initContainers, ...containers].map(({ name }) => name);
  checkRange(rules.length, 0, 20, below(below(path, 'podFailurePolicy'), 'rules'), findings);
  for (const [index, rule] of rules.entries()) {
    checkRule(rule, names, below(below(below(path, 'podFailurePolicy'), 'rules'), index), findings);
  }
}

/** Checks name, namespace, labels and annotations of an object. */
export function checkMetadata(metadata: V1ObjectMeta, maximumLength: number, path: Place, findings: Findings): void {
  const { name = '', namespace, labels, annotations, ownerReferences = [] } = metadata;
  const at = below(path, 'metadata');
  checkSubdomain(name, below(at, 'name'), 'the name', findings);
  if (name.length > maximumLength) {
    const message = `the name has ${name.length} characters, and may have ${maximumLength}`;
    findings.error('invalid-name', below(at, 'name'), message, 'limitName cuts a name so that it stays its own');
  } else if (name.includes('.') && isDnsSubdomain(name)) {
    const message = `the name ${quote(name)} holds a dot, and pods take their hostnames from it`;
    findings.warning('invalid-name', below(at, 'name'), message, 'use dashes: an RFC 1123 label');
  }
  if (namespace !== undefined) checkLabelName(namespace, below(at, 'namespace'), 'the namespace', findings);
  checkLabels(labels, below(at, 'labels'), findings);
  checkAnnotations(annotations, below(at, 'annotations'), findings);
  if (ownerReferences.length > 0) checkOwners(ownerReferences, below(at, 'ownerReferences'), findings);
}

function checkOwners(owners: NonNullable<V1ObjectMeta['ownerReferences']>, path: Place, findings: Findings): void {
  owners.forEach((owner, index) => {
    for (const field of ['apiVersion', 'kind', 'name', 'uid'] as const) {
      if (owner[field] === '') missing(below(below(path, index), field), `the ${field} of the owner`, findings);
    }
  });
  if (owners.filter(({ controller }) => controller === true).length > 1) {
    findings.error(
      'conflicting-fields',
      path,
      'two owners are controllers',
      'set controller: true for one of them only',
    );
  }
}

function checkRule(rule: V1PodFailurePolicyRule, names: ReadonlyArray<string>, path: Place, findings: Findings): void {
  checkOneOf(rule.action, ['FailJob', 'Ignore', 'Count'], below(path, 'action'), findings);
  checkUnion(rule, ['onExitCodes', 'onPodConditions'], path, 'the condition of the rule', findings);
  (rule.onPodConditions ?? []).forEach(({ type, status }, index) => {
    const at = below(below(path, 'onPodConditions'), index);
    checkQualifiedName(type, below(at, 'type'), 'the type of the condition', findings);
    checkOneOf(status, ['True', 'False', 'Unknown'], below(at, 'status'), findings);
  });
  checkRange(rule.onPodConditions?.length, 0, 20, below(path, 'onPodConditions'), findings);
  const codes = rule.onExitCodes;
  if (codes === undefined) return;
  const at = below(path, 'onExitCodes');
  checkOneOf(codes.operator, ['In', 'NotIn'], below(at, 'operator'), findings);
  if (codes.containerName !== undefined) checkOneOf(codes.containerName, names, below(at, 'containerName'), findings);
  checkRange(codes.values.length, 1, 255, below(at, 'values'), findings);
  codes.values.forEach((code, index) => {
    checkRange(code, codes.operator === 'In' ? 1 : 0, maximumInt32, below(below(at, 'values'), index), findings);
    const before = codes.values[index - 1];
    if (before === undefined || before < code) return;
    const message = `the exit code ${code} stands after ${before}`;
    findings.error(
      'conflicting-fields',
      below(below(at, 'values'), index),
      message,
      'give each code once, the lowest first',
    );
  });
}
