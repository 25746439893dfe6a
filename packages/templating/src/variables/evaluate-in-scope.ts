import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { Template } from '../template/ast.ts';
import { evaluateTemplate } from '../template/evaluate.ts';
import { parseTemplate } from '../template/parse.ts';
import type { TemplateProblem } from '../template/template-problem.ts';
import { isMadeOfSecret, traceTemplate } from '../template/trace.ts';
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
  const template = parseTemplate(text);
  return isLeft(template) ? template : evaluateTemplateInScope(template.right, scope);
}

/** Does the same as {@link evaluateInScope} for a parsed string. */
export function evaluateTemplateInScope(
  template: Template,
  scope: Scope,
): Either<ReadonlyNonEmptyArray<TemplateProblem>, EvaluatedText> {
  let asked = false;
  const text = evaluateTemplate(template, (name) => {
    const variable = scope.get(name);
    if (variable?.secret === true || scope.secrets.has(name)) asked = true;
    return variable?.value;
  });
  if (isLeft(text)) return text;
  return right({ text: text.right, secret: asked && showsSecret(template, scope) });
}

/**
 * Looks at the pieces, because only they show if a secret is in the text. An alternative in place of a secret does not
 * show it.
 */
function showsSecret(template: Template, scope: Scope): boolean {
  const lookup = (name: string): string | undefined => scope.get(name)?.value;
  const spans = traceTemplate(template, lookup, (name) => isSecret(scope, name));
  return !isLeft(spans) && isMadeOfSecret(spans.right);
}
