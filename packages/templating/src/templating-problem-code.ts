import type { CodesOf } from '@stash-functions/core/decode';
import { resolveProblemCodes } from './resolve/resolve-problem-code.ts';
import { templateProblemCodes } from './template/template-problem-code.ts';
import { scopeProblemCodes } from './variables/scope-problem-code.ts';

/**
 * Every code that this package reports. docs/errors/templating.md has a section for each, with an example and its cure.
 */
export type TemplatingProblemCode = CodesOf<typeof templatingProblemCodes>;

/** Every {@link TemplatingProblemCode}, with its severity and its meaning. */
export const templatingProblemCodes: typeof templateProblemCodes &
  typeof scopeProblemCodes &
  typeof resolveProblemCodes = { ...templateProblemCodes, ...scopeProblemCodes, ...resolveProblemCodes };
