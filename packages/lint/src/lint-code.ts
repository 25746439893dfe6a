import type { TemplateProblemCode } from '@stash-functions/templating';

/** The code of a rule of lint. docs/errors/lint.md has a section for each. */
export type LintCode = (typeof lintCodes)[number];

/**
 * Every code of what lint itself finds: those of its rules, and those of malformed templates. `lintManifests` passes on
 * what loading warns of and what reading an add-on finds besides.
 */
export type LintProblemCode = LintCode | TemplateProblemCode;

/** Every {@link LintCode}: by what it is about, in the order of the page. */
export const lintCodes = [
  'unresolved-variable',
  'other-occasion-variable',
  'bare-dollar-name',
  'template-in-value',
  'undefined-reference',
  'late-reference',
  'lost-kubernetes-escape',
  'duplicate-env',
  'plaintext-secret',
  'unused-param',
  'duplicate-param',
  'shadowed-param',
  'function-missing',
  'task-missing',
  'mount-without-volume',
  'volume-without-mount',
  'init-container-probe',
  'pod-security-policy-removed',
  'ambiguous-join',
  'claim-without-mount',
  'unreachable-rule',
] as const;
