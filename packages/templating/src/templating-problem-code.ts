import { type ResolveProblemCode, resolveProblemCodes } from './resolve/resolve-problem-code.ts';
import { type TemplateProblemCode, templateProblemCodes } from './template/template-problem-code.ts';
import { type ScopeProblemCode, scopeProblemCodes } from './variables/scope-problem-code.ts';

/** Every code that this package reports: docs/errors/templating.md has a section with an example and its cure for each. */
export type TemplatingProblemCode = TemplateProblemCode | ScopeProblemCode | ResolveProblemCode;

/** Every {@link TemplatingProblemCode}. */
export const templatingProblemCodes: ReadonlyArray<TemplatingProblemCode> = [
  ...templateProblemCodes,
  ...scopeProblemCodes,
  ...resolveProblemCodes,
];
