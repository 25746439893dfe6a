import type { TemplateProblemCode } from '@stash-functions/templating';
import { type LintCode, rules } from './rules.ts';

export type { LintCode } from './rules.ts';

/**
 * Every code of what lint itself finds: those of its rules, and those of malformed templates. `lintManifests` passes on
 * what loading warns of and what reading an add-on finds besides.
 */
export type LintProblemCode = LintCode | TemplateProblemCode;

/** Every {@link LintCode}: by what it is about, in the order of the page. */
export const lintCodes: ReadonlyArray<LintCode> = rules.map(({ code }) => code);
