/**
 * What can be wrong with a template or with its evaluation. docs/errors/templating.md has a section for each, with an
 * example and its cure.
 */
export type TemplateProblemCode = (typeof templateProblemCodes)[number];

/** Every {@link TemplateProblemCode}: those of the text first, those of its evaluation last. */
export const templateProblemCodes = [
  'unclosed-expression',
  'empty-name',
  'invalid-name',
  'unknown-operator',
  'unexpected-operand',
  'missing-operand',
  'invalid-offset',
  'invalid-length',
  'negative-length',
  'nesting-too-deep',
  'unresolved-variable',
  'empty-variable',
  'kubernetes-reference-in-value',
] as const;
