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
  'unused-default',
  'bare-dollar-name',
  'template-in-value',
  'lost-kubernetes-escape',
  'undefined-reference',
  'late-reference',
  'hidden-variable',
  'plaintext-secret',
  'lookalike-character',
  'unused-param',
  'duplicate-param',
  'shadowed-param',
  'function-missing',
  'task-missing',
  'wrong-occasion-task',
  'wrong-database-task',
  'mount-without-volume',
  'volume-without-mount',
  'fractional-bytes',
  'init-container-probe',
  'pod-security-policy-removed',
  'deprecated-label',
  'invalid-schedule',
  'schedule-never-comes',
  'invalid-duration',
  'negative-number',
  'retention-keeps-nothing',
  'target-kind',
  'target-namespace',
  'path-outside-mounts',
  'relative-path',
  'ambiguous-join',
  'hook-shape',
  'claim-without-mount',
  'unreachable-rule',
  'snapshots-and-paths',
  'rules-in-two-places',
  'repository-not-found',
  'repository-not-allowed',
  'invoker-missing',
  'secret-key-missing',
  'storage-secret-missing',
  'backend-missing',
  'several-backends',
  'wipe-out-unsupported',
  'local-backend',
  'prefix-slash',
  'invalid-endpoint',
  'invalid-bucket',
  'shared-repository',
] as const;
