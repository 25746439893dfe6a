import {
  locate,
  type Resource,
  type ResourceReference,
  referenceTo,
  type SourceSpan,
} from '@stash-functions/core/decode';
import {
  concealSource,
  createScope,
  parseTemplate,
  type Scope,
  type Secrets,
  type TraceSpan,
  traceTemplate,
  type Variable,
} from '@stash-functions/templating';
import { isLeft } from 'fp-ts/lib/Either.js';
import { withoutUndefined } from '../build/without-undefined.ts';
import type { FieldOrigin, OriginPlace, VariableOrigin } from './field-origin.ts';
import { type FieldRecord, type Found, type Path, type RuleRecord, valueAt } from './origins.ts';

/** The resources that a plan was made from, and the options that give variables their values. */
export interface KnownResources {
  readonly resources: ReadonlyArray<Resource>;
  /** The options that give built-in variables their values, by the name of the variable. */
  readonly options: ReadonlyMap<string, string>;
  /** The secrets, which no line of a file may show. */
  readonly secrets: Secrets;
}

/**
 * The origin behind a noted source. A field that holds only one variable is a step on the way. The origin is then the
 * field that the variable was read from, or its default.
 */
export function resolveOrigin({ source, rest }: Found, known: KnownResources): FieldOrigin {
  if ('option' in source) return { kind: 'option', option: source.option };
  if (!('resource' in source)) return originInRule(source, known);
  return originInField(source, rest, known, 0);
}

function originInField(record: FieldRecord, rest: Path, known: KnownResources, depth: number): FieldOrigin {
  const { resource, rule, scope } = record;
  const path = rule === undefined ? [...record.path, ...rest] : record.path;
  const text = valueAt(resource, path);
  if (scope === undefined || typeof text !== 'string' || rule !== undefined || depth > deepest) {
    const also = record.also?.map((field) => placeOf(field.resource, field.path, known));
    return withoutUndefined({ kind: 'field' as const, ...placeOf(resource, path, known), rule, also });
  }
  const spans = spansOf(text, scope);
  const [only] = spans;
  if (spans.length === 1 && only !== undefined && only.kind !== 'literal') {
    const origin = originOfSpan(only, { resource, path, scope }, known, depth);
    if (origin !== undefined) return origin;
  }
  return {
    kind: 'field',
    ...placeOf(resource, path, known),
    ...usedIn(spans, { resource, path, scope }, known, depth),
  };
}

function originInRule({ rule, variables, scope }: RuleRecord, known: KnownResources): FieldOrigin {
  if (variables === undefined || scope === undefined) return { kind: 'rule', rule };
  const used = variables.flatMap((name): ReadonlyArray<VariableOrigin> => {
    const variable = scope.get(name);
    const origin = originOfVariable(variable, scope, known, 0) ?? constantOrigin;
    return variable === undefined ? [] : [{ name, origin, secret: variable.secret === true }];
  });
  return used.length === 0 ? { kind: 'rule', rule } : { kind: 'rule', rule, variables: used };
}

/** The most steps on the way: params of steps may hold variables, and the image of a Function may hold params. */
const deepest = 4;

interface TemplatePlace {
  readonly resource: Resource;
  readonly path: Path;
  readonly scope: Scope;
}

/** The origin of a value that comes from one single expression; undefined where it comes from more than one field. */
function originOfSpan(
  span: Exclude<TraceSpan, { readonly kind: 'literal' }>,
  place: TemplatePlace,
  known: KnownResources,
  depth: number,
): FieldOrigin | undefined {
  switch (span.kind) {
    case 'variable':
      return isValueItself(span) ? originOfVariable(place.scope.get(span.name), place.scope, known, depth) : undefined;
    case 'default': {
      const [only] = span.spans;
      if (span.spans.length === 1 && only !== undefined && only.kind !== 'literal') {
        const inner = originOfSpan(only, place, known, depth);
        if (inner !== undefined) return inner;
      }
      const source = locate(place.resource, place.path, { offset: span.offset, length: span.length });
      const used = usedIn(span.spans, place, known, depth);
      return { kind: 'default', variable: span.name, ...placeOf(place.resource, place.path, known, source), ...used };
    }
    case 'alternative':
      return undefined;
  }
}

/** True where an operator leaves the value of a variable unchanged, or where there is no operator. */
function isValueItself({ operator }: { readonly operator: string }): boolean {
  return operator === '' || operator === '=' || operator === ':=' || operator === ':-' || operator === ':?';
}

function originOfVariable(
  variable: Variable | undefined,
  within: Scope,
  known: KnownResources,
  depth: number,
): FieldOrigin | undefined {
  if (variable === undefined) return undefined;
  const { name, origin } = variable;
  if (origin === undefined) {
    const option = known.options.get(name);
    if (option !== undefined) return { kind: 'option', option };
    return name === 'POD_ORDINAL' ? { kind: 'rule', rule: 'replica-ordinal' } : undefined;
  }
  const resource = findResource(origin.resource, known);
  if (resource === undefined) return { kind: 'field', resource: origin.resource, path: origin.path };
  const scope = isTemplate(resource) ? scopeBelow(within, resource) : undefined;
  return originInField({ resource, path: origin.path, scope }, [], known, depth + 1);
}

/** The variables of a template that is more than one expression. */
function usedIn(
  spans: ReadonlyArray<TraceSpan>,
  place: TemplatePlace,
  known: KnownResources,
  depth: number,
): Pick<OriginPlace, 'variables'> {
  const variables = spans.flatMap((span): ReadonlyArray<VariableOrigin> => {
    if (span.kind === 'literal') return [];
    const own = originOfVariable(place.scope.get(span.name), place.scope, known, depth) ?? constantOrigin;
    const origin = span.kind === 'default' ? (originOfSpan(span, place, known, depth) ?? own) : own;
    const inner = span.kind === 'variable' ? [] : (usedIn(span.spans, place, known, depth).variables ?? []);
    return [{ name: span.name, origin, secret: span.secret }, ...(span.kind === 'alternative' ? inner : [])];
  });
  return variables.length === 0 ? {} : { variables };
}

const constantOrigin: FieldOrigin = { kind: 'rule', rule: 'builtin-constant' };

function spansOf(text: string, scope: Scope): ReadonlyArray<TraceSpan> {
  const template = text.includes('$') ? parseTemplate(text) : undefined;
  if (template === undefined || isLeft(template)) return [];
  const isSecret = (name: string): boolean => scope.secrets.has(name) || scope.get(name)?.secret === true;
  const spans = traceTemplate(template.right, (name) => scope.get(name)?.value, isSecret);
  return isLeft(spans) ? [] : spans.right;
}

/** True for Functions and Tasks, which hold templates. The values of other resources are taken as they are. */
function isTemplate({ kind }: Resource): boolean {
  return kind === 'Function' || kind === 'Task';
}

/** The scope of the templates of a Task, or of the image of a Function. It lacks some layers that Functions see. */
function scopeBelow(scope: Scope, { kind }: Resource): Scope {
  const hidden: ReadonlyArray<string> = kind === 'Task' ? ['step params', 'add-on image'] : ['add-on image'];
  return createScope(
    scope.layers.filter(({ name }) => !hidden.includes(name)),
    { secrets: scope.secrets },
  );
}

function placeOf(
  resource: Resource,
  path: Path,
  { secrets }: KnownResources,
  at: SourceSpan | undefined = locate(resource, path),
): OriginPlace {
  const source = at === undefined ? undefined : concealSource(at, secrets);
  return withoutUndefined({ resource: referenceTo(resource), path, source });
}

function findResource(reference: ResourceReference, { resources }: KnownResources): Resource | undefined {
  return resources.find(
    ({ kind, metadata }) =>
      kind === reference.kind && metadata.name === reference.name && metadata.namespace === reference.namespace,
  );
}

/** The fields of resources that a value was made from, the origin itself first. */
export function fieldsBehind(origin: FieldOrigin): ReadonlyArray<OriginPlace> {
  if (origin.kind === 'option') return [];
  const ofVariables = (origin.variables ?? []).flatMap((variable) => fieldsBehind(variable.origin));
  if (origin.kind === 'rule') return ofVariables;
  return [origin, ...(origin.kind === 'field' ? (origin.also ?? []) : []), ...ofVariables];
}
