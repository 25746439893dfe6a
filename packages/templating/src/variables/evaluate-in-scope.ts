import { chain, type Either, map, right } from 'fp-ts/lib/Either.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { Template } from '../template/ast.ts';
import { parseTemplate } from '../template/parse.ts';
import type { TemplateProblem } from '../template/template-problem.ts';
import { isMadeOfSecret, type TraceSpan, traceTemplate } from '../template/trace.ts';
import { isSecret, type Scope } from './scope.ts';

/** The text of a string in a scope, with the fact if it was made of a secret. */
export interface EvaluatedText {
  readonly text: string;
  readonly secret: boolean;
}

/**
 * Evaluates a string that becomes the value of a variable itself. A value that was made of a secret is a secret too.
 *
 * @returns Left with the Problems of `parseTemplate` or of `evaluateTemplate`
 */
export function evaluateInScope(
  text: string,
  scope: Scope,
): Either<ReadonlyNonEmptyArray<TemplateProblem>, EvaluatedText> {
  if (!text.includes('$')) return right({ text, secret: false });
  const lookup = (name: string): string | undefined => scope.get(name)?.value;
  const trace = chain((template: Template) => traceTemplate(template, lookup, (name) => isSecret(scope, name)));
  return map(evaluatedText)(trace(parseTemplate(text)));
}

function evaluatedText(spans: ReadonlyArray<TraceSpan>): EvaluatedText {
  return { text: spans.map((span) => span.text).join(''), secret: isMadeOfSecret(spans) };
}
