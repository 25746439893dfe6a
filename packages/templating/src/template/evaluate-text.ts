import { chain, type Either, right } from 'fp-ts/lib/Either.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { Template } from './ast.ts';
import { evaluateTemplate, type Lookup } from './evaluate.ts';
import { parseTemplate } from './parse.ts';
import type { TemplateProblem } from './template-problem.ts';

/**
 * Evaluates a string, which is parsed for this one time.
 *
 * @returns Left with the Problems of `parseTemplate` or of `evaluateTemplate`
 */
export function evaluateText(text: string, lookup: Lookup): Either<ReadonlyNonEmptyArray<TemplateProblem>, string> {
  if (typeof text === 'string' && !text.includes('$')) return right(text);
  return chain((template: Template) => evaluateTemplate(template, lookup))(parseTemplate(text));
}
