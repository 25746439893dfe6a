import { didYouMean, formatPath, formatProblems, isError } from '@stash-functions/core';
import {
  type FieldOrigin,
  type KubernetesObject,
  type OriginPlace,
  originOf,
  originRules,
  type Plan,
  secretsOfPlan,
  type VariableOrigin,
} from '@stash-functions/k8s-adapter';
import { concealValue } from '@stash-functions/templating';
import { isLeft } from 'fp-ts/lib/Either.js';
import { CannotDo, type ExitCode } from '../exit-code.ts';
import { hasColor, type Terminal, writeLine } from '../terminal.ts';
import type { PlannedFiles } from './plan-files.ts';

/**
 * True for a word that names a field of a planned object: `NAME.spec...`, `KIND/NAME.spec...` or `NAME.metadata...`.
 */
export function isFieldName(word: string): boolean {
  return fieldName.test(word);
}

/** Names of objects may hold dots too, so the path begins at the first known field. */
const fieldName =
  /^((?:[A-Za-z]+\/)?[a-z0-9][a-z0-9.-]*?)\.((?:spec|metadata|rules|subjects|roleRef|kind|apiVersion)(?:[.[].*)?)$/;

/** Explains one field of one planned object: its value, and the source of the value. */
export function explainField(
  word: string,
  { planned, problems }: PlannedFiles,
  { output }: { readonly output: 'pretty' | 'json' },
  terminal: Terminal,
): ExitCode {
  const { stdout, stderr, env } = terminal;
  writeLine(stderr, formatProblems(problems, { color: hasColor(stderr, env) }));
  if (problems.some(isError)) return 1;
  const [, name = '', field = ''] = fieldName.exec(word) ?? [];
  const plans = planned.flatMap(({ result }) => (isLeft(result) ? [] : [result.right]));
  const { plan, object } = objectNamed(name, plans);
  const path = pathOf(field);
  const value = concealValue(valueAt(object, path, name), secretsOfPlan(plan));
  const leaves = leavesOf(value, path).map((leaf) => ({ ...leaf, origin: originOf(plan, object, leaf.path) }));
  if (output === 'json') writeLine(stdout, JSON.stringify(leaves, null, 2));
  else writeLine(stdout, leaves.map(({ path: at, value: held, origin }) => inWords(at, held, origin)).join('\n\n'));
  return 0;
}

function objectNamed(
  name: string,
  plans: ReadonlyArray<Plan>,
): { readonly plan: Plan; readonly object: KubernetesObject } {
  const all = plans.flatMap((plan) => plan.objects.map((object) => ({ plan, object })));
  const found = all.filter(({ object }) => namesOf(object).includes(name));
  // Where several objects have the same name, people look for the Job.
  const [first] = [...found].sort((a, b) => Number(b.object.kind === 'Job') - Number(a.object.kind === 'Job'));
  if (first !== undefined) return first;
  const names = all.flatMap(({ object }) => namesOf(object));
  const near = didYouMean(name, names);
  throw new CannotDo(
    `no planned object is named ${name}`,
    near === undefined
      ? `there are ${all.map(({ object }) => namesOf(object)[1]).join(', ')}`
      : `did you mean ${near}?`,
  );
}

function namesOf({ kind, metadata: { name = '' } }: KubernetesObject): readonly [string, string] {
  return [name, `${kind}/${name}`];
}

/** Reads a path: `containers[0].args[3]`, or `labels[app.kubernetes.io/name]` for a key with a dot. */
function pathOf(field: string): ReadonlyArray<string | number> {
  return [...field.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(([whole, key]) => {
    const part = key ?? whole;
    return key !== undefined && /^\d+$/.test(part) ? Number(part) : part;
  });
}

function valueAt(object: KubernetesObject, path: ReadonlyArray<string | number>, name: string): unknown {
  let value: unknown = object;
  for (const [index, key] of path.entries()) {
    const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    if (!isThere) {
      const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
      const near = didYouMean(String(key), keys);
      throw new CannotDo(
        `${name} has no field ${formatPath(path.slice(0, index + 1))}`,
        near === undefined ? (keys.length === 0 ? undefined : `there are ${keys.join(', ')}`) : `did you mean ${near}?`,
      );
    }
    value = Reflect.get(value as object, key);
  }
  return value;
}

interface Leaf {
  readonly path: ReadonlyArray<string | number>;
  readonly value: unknown;
}

function leavesOf(value: unknown, path: ReadonlyArray<string | number>): ReadonlyArray<Leaf> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [{ path, value }];
  return Object.entries(value).flatMap(([key, child]) =>
    leavesOf(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function inWords(path: ReadonlyArray<string | number>, value: unknown, origin: FieldOrigin | undefined): string {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  const from = origin === undefined ? ['of unknown origin'] : originInWords(origin);
  return [`${formatPath(path)}: ${shown}`, ...from.map((line) => `  ${line}`)].join('\n');
}

function originInWords(origin: FieldOrigin): ReadonlyArray<string> {
  switch (origin.kind) {
    case 'field':
      return [
        `from ${placeInWords(origin)}`,
        ...(origin.rule === undefined ? [] : [`by the rule ${origin.rule}: ${originRules[origin.rule]}`]),
        ...(origin.also ?? []).map((place) => `and from ${placeInWords(place)}`),
        ...variablesInWords(origin.variables),
      ];
    case 'default':
      return [`the default of \${${origin.variable}} in ${placeInWords(origin)}`];
    case 'option':
      return [`from the option ${origin.option}`];
    case 'rule':
      return [`by the rule ${origin.rule}: ${originRules[origin.rule]}`, ...variablesInWords(origin.variables)];
  }
}

function variablesInWords(variables: ReadonlyArray<VariableOrigin> = []): ReadonlyArray<string> {
  return variables.flatMap(({ name, origin }) => {
    const [first = '', ...rest] = originInWords(origin);
    return [`\${${name}} ${first}`, ...rest.map((line) => `  ${line}`)];
  });
}

function placeInWords({ resource, path, source }: OriginPlace): string {
  const { kind, namespace, name = '' } = resource;
  const named = `${formatPath(path)} of ${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
  return source === undefined ? named : `${named} (${source.file ?? '<input>'}:${source.start.line})`;
}
