import { isDnsSubdomain } from '@stash-functions/core/decode';
import type { V1Job, V1JobSpec, V1PodFailurePolicyRule } from '../kubernetes/job.ts';
import type { V1ObjectMeta } from '../kubernetes/object-meta.ts';
import type { Findings, Path } from '../problem/problem.ts';
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
  checkMetadata(job.metadata, 63, [], findings);
  checkJobSpec(job.spec, ['spec'], findings);
}

/** Checks the part of a Job that a CronJob has too. */
export function checkJobSpec(spec: V1JobSpec, path: Path, findings: Findings): void {
  for (const field of ['backoffLimit', 'ttlSecondsAfterFinished'] as const) {
    if (spec[field] !== undefined) checkRange(spec[field], 0, maximumInt32, [...path, field], findings);
  }
  checkRange(spec.activeDeadlineSeconds, 0, Number.MAX_SAFE_INTEGER, [...path, 'activeDeadlineSeconds'], findings);
  const { labels, annotations } = spec.template.metadata ?? {};
  checkLabels(labels, [...path, 'template', 'metadata', 'labels'], findings);
  checkAnnotations(annotations, [...path, 'template', 'metadata', 'annotations'], findings);
  checkPodAnnotations(annotations, spec.template.spec, [...path, 'template', 'metadata', 'annotations'], findings);
  const rules = spec.podFailurePolicy?.rules ?? [];
  if (rules.length === 0) return;
  const { initContainers = [], containers } = spec.template.spec;
  const names = [...initContainers, ...containers].map(({ name }) => name);
  checkRange(rules.length, 0, 20, [...path, 'podFailurePolicy', 'rules'], findings);
  for (const [index, rule] of rules.entries()) {
    checkRule(rule, names, [...path, 'podFailurePolicy', 'rules', index], findings);
  }
}

/** Checks name, namespace, labels and annotations of an object. */
export function checkMetadata(metadata: V1ObjectMeta, maximumLength: number, path: Path, findings: Findings): void {
  const { name = '', namespace, labels, annotations, ownerReferences = [] } = metadata;
  const at = [...path, 'metadata'];
  checkSubdomain(name, [...at, 'name'], 'the name', findings);
  if (name.length > maximumLength) {
    const message = `the name has ${name.length} characters, and may have ${maximumLength}`;
    findings.error('invalid-name', [...at, 'name'], message, 'limitName cuts a name so that it stays its own');
  } else if (name.includes('.') && isDnsSubdomain(name)) {
    const message = `the name ${quote(name)} holds a dot, and pods take their hostnames from it`;
    findings.warning('invalid-name', [...at, 'name'], message, 'use dashes: an RFC 1123 label');
  }
  if (namespace !== undefined) checkLabelName(namespace, [...at, 'namespace'], 'the namespace', findings);
  checkLabels(labels, [...at, 'labels'], findings);
  checkAnnotations(annotations, [...at, 'annotations'], findings);
  if (ownerReferences.length > 0) checkOwners(ownerReferences, [...at, 'ownerReferences'], findings);
}

function checkOwners(owners: NonNullable<V1ObjectMeta['ownerReferences']>, path: Path, findings: Findings): void {
  owners.forEach((owner, index) => {
    for (const field of ['apiVersion', 'kind', 'name', 'uid'] as const) {
      if (owner[field] === '') missing([...path, index, field], `the ${field} of the owner`, findings);
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

function checkRule(rule: V1PodFailurePolicyRule, names: ReadonlyArray<string>, path: Path, findings: Findings): void {
  checkOneOf(rule.action, ['FailJob', 'Ignore', 'Count'], [...path, 'action'], findings);
  checkUnion(rule, ['onExitCodes', 'onPodConditions'], path, 'the condition of the rule', findings);
  (rule.onPodConditions ?? []).forEach(({ type, status }, index) => {
    const at = [...path, 'onPodConditions', index];
    checkQualifiedName(type, [...at, 'type'], 'the type of the condition', findings);
    checkOneOf(status, ['True', 'False', 'Unknown'], [...at, 'status'], findings);
  });
  checkRange(rule.onPodConditions?.length, 0, 20, [...path, 'onPodConditions'], findings);
  const codes = rule.onExitCodes;
  if (codes === undefined) return;
  const at = [...path, 'onExitCodes'];
  checkOneOf(codes.operator, ['In', 'NotIn'], [...at, 'operator'], findings);
  if (codes.containerName !== undefined) checkOneOf(codes.containerName, names, [...at, 'containerName'], findings);
  checkRange(codes.values.length, 1, 255, [...at, 'values'], findings);
  codes.values.forEach((code, index) => {
    checkRange(code, codes.operator === 'In' ? 1 : 0, maximumInt32, [...at, 'values', index], findings);
    const before = codes.values[index - 1];
    if (before === undefined || before < code) return;
    const message = `the exit code ${code} stands behind ${before}`;
    findings.error('conflicting-fields', [...at, 'values', index], message, 'give each code once, the lowest first');
  });
}
