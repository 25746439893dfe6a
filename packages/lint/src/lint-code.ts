import type { ResolveProblemCode, TemplateProblemCode } from '@stash-functions/templating';

/** Every rule of lint that is not a Problem of resolution too. docs/errors/lint.md has a section for each. */
export type LintRule = (typeof lintRules)[number];

/** Every code that lint reports of its own accord; core's `nested-spelling` and other warnings are passed on. */
export type LintCode =
  | LintRule
  | TemplateProblemCode
  | Extract<ResolveProblemCode, 'function-missing' | 'shadowed-param'>;

/** Every {@link LintRule}. */
export const lintRules = [
  'ambiguous-join',
  'bare-dollar-name',
  'claim-without-mount',
  'init-container-probe',
  'lost-kubernetes-escape',
  'mount-without-volume',
  'other-occasion-variable',
  'plaintext-secret',
  'pod-security-policy-removed',
  'task-missing',
  'undefined-variable',
  'unreachable-rule',
  'unused-param',
  'volume-without-mount',
] as const;
