import { type ResourceReference, referenceTo } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { readOr } from '../input/read-input.ts';
import { isExpandedInFunction } from '../kubelet/expanded-fields.ts';
import { expandReferences } from '../kubelet/references.ts';
import { compileStrings } from '../resolve/compile-strings.ts';
import type { ResolvedFunction } from '../resolve/resolve-function.ts';
import { lookupOf } from '../resolve/resolve-strings.ts';
import type { ResolvedTask } from '../resolve/resolve-task.ts';
import { concealText } from '../secrets/conceal.ts';
import { secretsOf } from '../secrets/secrets-of.ts';
import type { Template } from '../template/ast.ts';
import type { Operator } from '../template/operators.ts';
import { type TraceSpan, traceTemplate } from '../template/trace.ts';
import { isSecret, type LayerName, type Origin, type Scope } from '../variables/scope.ts';
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
export type ExplainedSpan = ExplainedText | ExplainedVariable | ExplainedChoice;

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

/**
 * Explains a resolved Function or Task: for each string of it, which piece is text of the template, which the value of
 * a variable, from which layer, resource and field, what an operator did to it, and where a default was taken.
 *
 * The texts of the spans of a string are, one after the other, what a program sees of it: in a command or an argument
 * without the `$`s that are doubled for the kubelet. Only a reference `$(NAME)` of the template itself stays as it is.
 * Whatever was made of a secret is shown as `***`. Anything but what was resolved has no strings to explain.
 */
export function explain(resolved: ResolvedTask | ResolvedFunction): Explanation {
  return readOr({ subject: { kind: 'unknown' }, strings: [] }, () => explainResolved(resolved));
}

function explainResolved(resolved: ResolvedTask | ResolvedFunction): Explanation {
  if (!('steps' in resolved)) {
    return {
      subject: referenceTo(resolved.source),
      strings: explainStrings(resolved.source, resolved.scope, resolved),
    };
  }
  const own = explainStrings(resolved.source, resolved.scope);
  const steps = resolved.steps.flatMap((fn, step) =>
    explainStrings(fn.source, fn.scope, fn).map((string) => ({ ...string, step })),
  );
  return { subject: referenceTo(resolved.source), strings: [...own, ...steps] };
}

function explainStrings(
  source: ResolvedTask['source'] | ResolvedFunction['source'],
  scope: Scope,
  fn?: ResolvedFunction,
): ReadonlyArray<ExplainedString> {
  if (source.spec === undefined) return [];
  const resource = referenceTo(source);
  const templates = new Map(compileStrings(source.spec).strings.map(({ text, template }) => [text, template]));
  const secrets = secretsOf([{ source, scope }]);
  const show: Show = (text) => concealText(text, secrets);
  const showAsProgram: Show = (text) => show(expandReferences(text));
  return stringsOf(source.spec).map(({ text, path }) => {
    const isEscaped = fn?.kubernetesReferences === 'escape' && isExpandedInFunction(path);
    const view: View = { scope, show, showOwn: isEscaped ? showAsProgram : show };
    const template = templates.get(text);
    const spans = template === undefined ? explainText(text, view) : explainTemplate(template, view);
    const value = spans.map((span) => span.text).join('');
    return { resource, path: ['spec', ...path], template: show(text), value, spans };
  });
}

/** How text is shown. */
type Show = (text: string) => string;

/** What may be seen of the strings of one resource. */
interface View {
  readonly scope: Scope;
  /** Without secrets. */
  readonly show: Show;
  /** The same for text of the template itself, which a program may see in another way than it is written. */
  readonly showOwn: Show;
}

/** A string without a placeholder. */
function explainText(text: string, { showOwn }: View): ReadonlyArray<ExplainedSpan> {
  return text === '' ? [] : [{ kind: 'text', text: showOwn(text) }];
}

/** Whatever is explained was resolved, so that no evaluation of it can fail. */
function explainTemplate(template: Template, view: View): ReadonlyArray<ExplainedSpan> {
  const spans = traceTemplate(template, lookupOf(view.scope), (name) => isSecret(view.scope, name));
  return isLeft(spans) ? [] : spans.right.map((span) => explainSpan(span, view));
}

function explainSpan(span: TraceSpan, view: View): ExplainedSpan {
  const { scope, show, showOwn } = view;
  switch (span.kind) {
    case 'literal':
      return { kind: 'text', text: showOwn(span.text) };
    case 'alternative': {
      const { kind, name, operator } = span;
      const spans = span.spans.map((inner) => explainSpan(inner, view));
      return { kind, text: textOf(spans), name, operator, spans };
    }
    case 'default': {
      const { kind, name, operator } = span;
      // A default is a value: of a secret variable it is one too, and the kubelet reads nothing in it.
      const spans: ReadonlyArray<ExplainedSpan> = isSecret(scope, name)
        ? [{ kind: 'text', text: mask(span.text) }]
        : span.spans.map((inner) => explainSpan(inner, { scope, show, showOwn: show }));
      return { kind, text: textOf(spans), name, operator, spans };
    }
    case 'variable': {
      const { kind, name, operator } = span;
      const { layer = 'given', origin, value = '' } = scope.get(name) ?? {};
      const text = span.secret ? mask(span.text) : show(span.text);
      const shown = isSecret(scope, name) ? mask(value) : show(value);
      const explained = { kind, text, name, value: shown, operator, layer };
      return origin === undefined ? explained : { ...explained, origin };
    }
  }
}

function textOf(spans: ReadonlyArray<ExplainedSpan>): string {
  return spans.map(({ text }) => text).join('');
}

function mask(text: string): string {
  return text === '' ? '' : '***';
}
