import { type ResourceReference, referenceTo } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { compileStrings } from '../resolve/compile-strings.ts';
import type { ResolvedFunction } from '../resolve/resolve-function.ts';
import type { ResolvedTask } from '../resolve/resolve-task.ts';
import type { Operator, Template } from '../template/ast.ts';
import type { Lookup } from '../template/evaluate.ts';
import { type TraceSpan, traceTemplate } from '../template/trace.ts';
import type { LayerName, Origin, Scope } from '../variables/scope.ts';
import { stringsOf } from './strings-of.ts';

/** Where every piece of every string of a resolved Function or Task comes from. Plain data: it can be stored as JSON. */
export interface Explanation {
  /** The Function or Task that was resolved. */
  readonly subject: ResourceReference;
  /** First those of the Task, then those of each step, each in the order of its resource. */
  readonly strings: ReadonlyArray<ExplainedString>;
}

/** One string, and what it consists of. */
export interface ExplainedString {
  /** The Function or Task that it stands in. */
  readonly resource: ResourceReference;
  /** Which step of the Task, from 0; absent for strings of the Task itself, and where a Function alone is explained. */
  readonly step?: number;
  /** From the root of the resource. */
  readonly path: ReadonlyArray<string | number>;
  /** As it stands in the resource. */
  readonly template: string;
  /** What it resolves to: the texts of the spans, one after the other. Secret values are shown as `***`. */
  readonly value: string;
  /** What the string consists of, in its order. */
  readonly spans: ReadonlyArray<ExplainedSpan>;
}

/** A piece of a resolved string. */
export type ExplainedSpan = ExplainedText | ExplainedVariable | ExplainedChoice | ExplainedSecret;

/** Text of the template itself. */
export interface ExplainedText {
  /** Tells it from the other spans. */
  readonly kind: 'text';
  /** With `$` for `$$`. */
  readonly text: string;
}

/** The value of a variable, or what an operator made of it. */
export interface ExplainedVariable {
  /** Tells it from the other spans. */
  readonly kind: 'variable';
  /** What stands in the string. May be empty. */
  readonly text: string;
  /** Of the variable. */
  readonly name: string;
  /** What the operator was applied to; `***` for a secret. */
  readonly value: string;
  /** The empty string for `${NAME}`, `length` for `${#NAME}`. */
  readonly operator: Operator;
  /** The layer of the precedence that the value was taken from. */
  readonly layer: LayerName;
  /** The field that the value was read from; absent for a constant of the model. */
  readonly origin?: Origin;
}

/** The default of a variable that is absent, or the alternative (`:+`) of one that is present. */
export interface ExplainedChoice {
  /** Which of the two it is. */
  readonly kind: 'default' | 'alternative';
  /** What stands in the string. May be empty. */
  readonly text: string;
  /** Of the variable that it stands for. */
  readonly name: string;
  /** `:=`, `:-` or `=` of a default, `:+` of an alternative. */
  readonly operator: Operator;
  /** What the default or the alternative consists of. */
  readonly spans: ReadonlyArray<ExplainedSpan>;
}

/** A string that cannot be taken apart without telling a secret. */
export interface ExplainedSecret {
  /** Tells it from the other spans. */
  readonly kind: 'secret';
  /** In place of the whole string. */
  readonly text: '***';
}

/**
 * Explains a resolved Function or Task: for each string of it, which piece is text of the template, which the value of
 * a variable, from which layer, resource and field, what an operator did to it, and where a default was taken.
 *
 * The texts of the spans of a string are, one after the other, the string. A secret value is replaced before anything
 * is computed from it, so none can show in an explanation in any form.
 */
export function explain(resolved: ResolvedTask | ResolvedFunction): Explanation {
  const own = explainStrings(resolved.source, resolved.scope);
  if (!('steps' in resolved)) return { subject: referenceTo(resolved.source), strings: own };
  const steps = resolved.steps.flatMap((fn, step) =>
    explainStrings(fn.source, fn.scope).map((string) => ({ ...string, step })),
  );
  return { subject: referenceTo(resolved.source), strings: [...own, ...steps] };
}

function explainStrings(
  source: ResolvedTask['source'] | ResolvedFunction['source'],
  scope: Scope,
): ReadonlyArray<ExplainedString> {
  if (source.spec === undefined) return [];
  const resource = referenceTo(source);
  const templates = new Map(compileStrings(source.spec).strings.map(({ text, template }) => [text, template]));
  const lookup = (name: string): string | undefined => maskedValue(scope, name);
  return stringsOf(source.spec, ['spec']).map(({ text, path }) => {
    const template = templates.get(text);
    const spans = template === undefined ? explainText(text) : explainTemplate(template, scope, lookup);
    return { resource, path, template: text, value: spans.map((span) => span.text).join(''), spans };
  });
}

/** A string without a placeholder. */
function explainText(text: string): ReadonlyArray<ExplainedSpan> {
  return text === '' ? [] : [{ kind: 'text', text }];
}

function explainTemplate(template: Template, scope: Scope, lookup: Lookup): ReadonlyArray<ExplainedSpan> {
  const trace = traceTemplate(template, lookup);
  return isLeft(trace) ? [{ kind: 'secret', text: '***' }] : trace.right.map((span) => explainSpan(span, scope));
}

function explainSpan(span: TraceSpan, scope: Scope): ExplainedSpan {
  switch (span.kind) {
    case 'literal':
      return { kind: 'text', text: span.text };
    case 'default':
    case 'alternative': {
      const { kind, text, name, operator, spans } = span;
      return { kind, text, name, operator, spans: spans.map((inner) => explainSpan(inner, scope)) };
    }
    case 'variable': {
      const { kind, text, name, operator } = span;
      const { layer = 'given', origin } = scope.get(name) ?? {};
      const explained = { kind, text, name, value: maskedValue(scope, name) ?? '', operator, layer };
      return origin === undefined ? explained : { ...explained, origin };
    }
  }
}

function maskedValue(scope: Scope, name: string): string | undefined {
  const variable = scope.get(name);
  return variable?.secret === true && variable.value !== '' ? '***' : variable?.value;
}
