import { type ResourceReference, readOr, referenceTo } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
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

/** The sources of every piece of every string of a resolved Function or Task. Plain data: you can store it as JSON. */
export interface Explanation {
  /** The Function or Task that was resolved. */
  readonly subject: ResourceReference;
  /** The strings: first those of the Task, then those of each step, each in the order of its resource. */
  readonly strings: ReadonlyArray<ExplainedString>;
}

/** One string and its pieces. */
export interface ExplainedString {
  /** The Function or Task that holds it. */
  readonly resource: ResourceReference;
  /**
   * The number of the step in the Task, from 0. Absent for strings of the Task itself, and where a Function alone is
   * explained.
   */
  readonly step?: number;
  /** The path of the string, from the root of the resource. */
  readonly path: ReadonlyArray<string | number>;
  /** The text as the resource has it. */
  readonly template: string;
  /** The resolved text: the texts of the spans, one after the other. Secret values are shown as `***`. */
  readonly value: string;
  /** The pieces of the string, in order. */
  readonly spans: ReadonlyArray<ExplainedSpan>;
}

/** A piece of a resolved string. */
export type ExplainedSpan = ExplainedText | ExplainedVariable | ExplainedChoice;

/** Text of the template itself. */
export interface ExplainedText {
  /** The kind of span. */
  readonly kind: 'text';
  /** The text, with `$` for `$$`. */
  readonly text: string;
}

/** The value of a variable, or the text that an operator made of it. */
export interface ExplainedVariable {
  /** The kind of span. */
  readonly kind: 'variable';
  /** The text in the resolved string. May be empty. */
  readonly text: string;
  /** The name of the variable. */
  readonly name: string;
  /** The value before the operator was applied; `***` for a secret. */
  readonly value: string;
  /** The empty string for `${NAME}`, `length` for `${#NAME}`. */
  readonly operator: Operator;
  /** The layer of the precedence that the value comes from. */
  readonly layer: LayerName;
  /** The field that the value was read from; absent for a constant of the model. */
  readonly origin?: Origin;
}

/** The default of a variable that is absent, or the alternative (`:+`) of one that is present. */
export interface ExplainedChoice {
  /** The kind of choice. */
  readonly kind: 'default' | 'alternative';
  /** The text in the resolved string. May be empty. */
  readonly text: string;
  /** The name of the variable that it replaces. */
  readonly name: string;
  /** `:=`, `:-` or `=` of a default, `:+` of an alternative. */
  readonly operator: Operator;
  /** The pieces of the default or the alternative. */
  readonly spans: ReadonlyArray<ExplainedSpan>;
}

/**
 * Explains a resolved Function or Task. For each string it tells which pieces are text of the template and which are
 * values of variables. For a value it tells the layer, the resource and the field, and what an operator did to it. It
 * also tells where a default was taken.
 *
 * Put together, the texts of a string's spans are what a program sees. In a command or an argument, the `$`s that were
 * doubled for the kubelet are single again. A reference `$(NAME)` of the template itself stays as it is. Text that was
 * made of a secret is shown as `***`. An argument that was not resolved has no strings to explain.
 */
export function explain(resolved: ResolvedTask | ResolvedFunction): Explanation {
  return readOr({ subject: { kind: 'unknown' }, strings: [] }, () => explainResolved(resolved));
}

function explainResolved(resolved: ResolvedTask | ResolvedFunction): Explanation {
  if ('spec' in resolved) {
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

/** The way to show a text. */
type Show = (text: string) => string;

/** The parts of one resource's strings that may be shown. */
interface View {
  readonly scope: Scope;
  /** Shows a text without secrets. */
  readonly show: Show;
  /** Shows text of the template itself, as a program sees it. */
  readonly showOwn: Show;
}

/** A string without a placeholder. */
function explainText(text: string, { showOwn }: View): ReadonlyArray<ExplainedSpan> {
  return text === '' ? [] : [{ kind: 'text', text: showOwn(text) }];
}

/** The template was resolved before, so evaluating it cannot fail. */
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
      // A default is a value. The default of a secret variable is secret too, and the kubelet reads nothing in it.
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
