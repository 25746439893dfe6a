import { type ResourceReference, readOr } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { escapeReferences } from '../kubelet/references.ts';
import { compileStrings } from '../resolve/compile-strings.ts';
import { lookupOf } from '../resolve/resolve-strings.ts';
import type { Template } from '../template/ast.ts';
import { type TraceSpan, traceTemplate } from '../template/trace.ts';
import { isSecret, type Scope } from '../variables/scope.ts';

/** The things that templates were, or could be, evaluated with. A resolved Task or Function has both fields. */
export interface Evaluated {
  /** The scope that its templates could see. */
  readonly scope: Scope;
  /** The resource whose `spec` holds the templates. */
  readonly source?: EvaluatedSource | undefined;
}

/** The resource that templates stand in. */
export interface EvaluatedSource {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined };
  readonly spec?: object | undefined;
}

/** The secrets that no text may show. */
export interface Secrets {
  /**
   * Every secret value, and every text of four characters or more that a template made of one. Each stands as it is and
   * in the spellings of YAML, JSON and the kubelet, the longest first. A shorter text that was made of a secret would
   * match in too many others.
   */
  readonly texts: ReadonlyArray<string>;
  /** True where the string at a path of a resource was made of a secret. */
  readonly holds: (resource: ResourceReference | undefined, path: ReadonlyArray<string | number>) => boolean;
}

/**
 * Collects what no message, printout or report may show of resolved Tasks and Functions: the value of each secret
 * variable, and every text that a template made of one. The evaluation itself marks these texts, so no operator and no
 * spelling of a name is missed.
 *
 * @returns the same value for all that have no secrets, so that this case costs nothing
 */
export function secretsOf(evaluated: ReadonlyArray<Evaluated>): Secrets {
  return readOr(noSecrets, () => secretsIn(evaluated));
}

function secretsIn(evaluated: ReadonlyArray<Evaluated>): Secrets {
  const secretive = evaluated.filter(({ scope }) => hasSecrets(scope));
  if (secretive.length === 0) return noSecrets;
  const texts = new Set<string>();
  const places = new Set<string>();
  for (const { scope, source } of secretive) {
    for (const value of secretValues(scope)) for (const spelling of spellingsOf(value)) texts.add(spelling);
    if (source?.spec === undefined) continue;
    for (const { path, template } of compileStrings(source.spec).strings) {
      const made = formsIn(template, scope);
      if (made.length > 0) places.add(placeKey(referenceOf(source), ['spec', ...path]));
      for (const form of made.filter(({ length }) => length >= shortestForm)) {
        for (const spelling of spellingsOf(form)) texts.add(spelling);
      }
    }
  }
  texts.delete('');
  return {
    texts: [...texts].sort((one, other) => other.length - one.length),
    holds: (resource, path) => resource !== undefined && places.has(placeKey(resource, path)),
  };
}

/** A shorter text is looked for only where it stands by itself. */
export const shortestForm = 4;

const noSecrets: Secrets = { texts: [], holds: () => false };

/**
 * The spellings of a text and of each of its lines, as a program and as the kubelet get them. They are without quotes,
 * in quotes of YAML, in JSON, in JSON as Go writes it, and in JSON inside JSON.
 */
function spellingsOf(text: string): ReadonlyArray<string> {
  const lines = text.includes('\n') ? text.split('\n').filter((line) => line.trim().length >= shortestForm) : [];
  return [text, ...lines.map((line) => line.trim())]
    .flatMap((line) => [line, escapeReferences([{ text: line, own: false }])])
    .flatMap((line) => [line, line.replaceAll("'", "''"), inJson(line), inGoJson(line), inJson(inJson(line))]);
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function inGoJson(text: string): string {
  return inJson(text).replaceAll(/[<>&]/g, (character) => `\\u00${hexOf(character)}`);
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0');
}

function hasSecrets({ layers, secrets }: Scope): boolean {
  return secrets.size > 0 || layers.some(({ variables }) => [...variables.values()].some(({ secret }) => secret));
}

function secretValues({ layers }: Scope): ReadonlyArray<string> {
  return layers.flatMap(({ variables }) =>
    [...variables.values()].filter(({ secret }) => secret === true).map(({ value }) => value),
  );
}

/**
 * The texts that a template made of secrets. A string that could not be evaluated is reported elsewhere, and gave no
 * text.
 */
function formsIn(template: Template, scope: Scope): ReadonlyArray<string> {
  const isSecretName = (name: string): boolean => isSecret(scope, name);
  const spans = traceTemplate(template, lookupOf(scope), isSecretName);
  return isLeft(spans) ? [] : spans.right.flatMap((span) => formsOf(span, isSecretName));
}

/**
 * The secret texts in a span. In a default or an alternative these are only the secrets inside it, unless it replaces a
 * secret variable.
 */
function formsOf(span: TraceSpan, isSecretName: (name: string) => boolean): ReadonlyArray<string> {
  if (span.kind === 'literal' || !span.secret) return [];
  if (span.kind === 'variable') return [span.text];
  const inner = span.spans.flatMap((each) => formsOf(each, isSecretName));
  return span.kind === 'default' && isSecretName(span.name) ? [span.text, ...inner] : inner;
}

function referenceOf({ kind, metadata }: EvaluatedSource): ResourceReference {
  const { name, namespace } = metadata;
  return namespace === undefined ? { kind, name } : { kind, name, namespace };
}

function placeKey({ kind, namespace, name }: ResourceReference, path: ReadonlyArray<string | number>): string {
  return JSON.stringify([kind, namespace ?? '', name ?? '', ...path.map(String)]);
}
