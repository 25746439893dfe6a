import type { InputProblemCode } from '@stash-functions/core/decode';
import type { TemplateProblemCode } from '@stash-functions/templating';
import { type LintCode, rules } from './rules.ts';

export type { LintCode } from './rules.ts';

/**
 * The codes that lint itself reports: those of its rules, and those of malformed templates. `lintManifests` also passes
 * on the warnings of loading and the problems of add-ons.
 */
export type LintProblemCode = LintCode | TemplateProblemCode | InputProblemCode;

/** Every {@link LintCode}, grouped by subject, in the order of the page. */
export const lintCodes: ReadonlyArray<LintCode> = rules.map(({ code }) => code);
