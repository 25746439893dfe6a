import { formatPath } from '@stash-functions/core';
import { type PodSecurityReason, podSecurityLevel, type V1PodSpec } from '@stash-functions/k8s-adapter';
import { podOf } from '../scenario/scenario.ts';
import { expectWord } from './closed-set.ts';
import { type MatcherContext, type MatcherResult, titleLine } from './matcher.ts';
import { isObject, isScenario, wrongSubject } from './subject.ts';

/** Passes where the pods of a scenario's Jobs, or a pod spec, keep a level of the Pod Security Standards. */
export function toBeAcceptedAs(
  this: MatcherContext,
  received: unknown,
  level: 'baseline' | 'restricted',
): MatcherResult {
  expectWord(level, ['baseline', 'restricted'], 'level of the Pod Security Standards that toBeAcceptedAs takes');
  const verdicts = podsOf(received).map(podSecurityLevel);
  const forbids = (reason: PodSecurityReason): boolean => level === 'restricted' || reason.level === 'baseline';
  const reasons = verdicts.flatMap((verdict) => verdict.reasons).filter(forbids);
  const title = titleLine(this, 'toBeAcceptedAs', isScenario(received) ? 'scenario' : 'pod', 'level');
  const controls = [...new Set(reasons.map(({ control }) => control))];
  return {
    pass: reasons.length === 0,
    message: () =>
      reasons.length === 0
        ? `${title}The pod is accepted as ${level}.`
        : `${title}The pod is not accepted as ${level}:\n\n${controls.map((control) => linesOf(control, reasons)).join('\n')}`,
  };
}

function linesOf(control: string, reasons: ReadonlyArray<PodSecurityReason>): string {
  const ofControl = reasons.filter((reason) => reason.control === control);
  const lines = new Set(ofControl.map(({ path, message }) => `    ${formatPath(path)}: ${message}`));
  return [`  ${control}`, ...lines].join('\n');
}

function podsOf(received: unknown): ReadonlyArray<V1PodSpec> {
  if (isScenario(received)) return received.objectsOf('Job').map(podOf);
  if (isPodSpec(received)) return [received];
  throw wrongSubject('toBeAcceptedAs', 'a scenario, or a pod spec', received);
}

function isPodSpec(value: unknown): value is V1PodSpec {
  return isObject(value) && 'containers' in value && Array.isArray(value.containers);
}
