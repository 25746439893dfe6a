import { type CodesOf, inputProblemCodes, type ProblemMaker, problemMaker } from '@stash-functions/core/decode';

/**
 * The codes of faults in a template or in its evaluation. docs/errors/templating.md has a section for each, with an
 * example and its cure.
 */
export type TemplateProblemCode = CodesOf<typeof templateProblemCodes>;

/** Codes of the text come first, codes of its evaluation last. */
const ownCodes = {
  'unclosed-expression': { severity: 'error', meaning: 'The text ends before the `}` of an expression.' },
  'empty-name': { severity: 'error', meaning: 'An expression has no name.' },
  'invalid-name': { severity: 'error', meaning: 'A name holds something other than letters, digits and `_`.' },
  'unknown-operator': { severity: 'error', meaning: 'A character behind a name is no operator of templates.' },
  'unexpected-operand': { severity: 'error', meaning: 'Something follows an operator that takes no operand.' },
  'missing-operand': { severity: 'error', meaning: 'An offset or a length is not there.' },
  'invalid-offset': { severity: 'error', meaning: 'An offset is no decimal integer.' },
  'invalid-length': { severity: 'error', meaning: 'A length is no decimal integer.' },
  'negative-length': { severity: 'error', meaning: 'A length is negative.' },
  'nesting-too-deep': { severity: 'error', meaning: 'Expressions or objects are nested more than 1000 deep.' },
  'unresolved-variable': { severity: 'error', meaning: 'A variable without a default has no value.' },
  'empty-variable': { severity: 'error', meaning: 'A variable is empty where `:?` demands a text.' },
  'kubernetes-reference-in-value': {
    severity: 'warning',
    meaning: 'A value is left to the kubelet, which may put an environment variable in its place.',
  },
} as const;

/** Every {@link TemplateProblemCode}, with its severity and its meaning. */
export const templateProblemCodes: typeof ownCodes & typeof inputProblemCodes = { ...ownCodes, ...inputProblemCodes };

/** Makes a Problem of a template. */
export const makeTemplateProblem: ProblemMaker<typeof templateProblemCodes> = problemMaker<typeof templateProblemCodes>(
  { 'kubernetes-reference-in-value': 'warning' },
);
