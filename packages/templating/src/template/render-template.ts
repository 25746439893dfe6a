import { readOr } from '@stash-functions/core/decode';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { Scope } from '../variables/scope.ts';
import { similarVariable } from '../variables/similar-variable.ts';
import type { Template } from './ast.ts';
import { evaluateTemplate, type Lookup } from './evaluate.ts';
import { joinSimple } from './simple-template.ts';
import type { TemplateProblem } from './template-problem.ts';
import { variablesOf } from './variables-of.ts';

/** Values by name: a scope, or an object whose fields are the variables. */
export type Variables = Scope | Readonly<Record<string, string>>;

/**
 * Gives the text of a template with the values of some variables. `evaluateTemplate` describes its meaning and its
 * Problems. Here, an `unresolved-variable` also has a hint if a variable with a similar name is present.
 *
 * Never throws. Only own fields of an object that are strings are variables. So `${constructor}` and `${__proto__}` are
 * absent from `{}`, and so is everything that the object inherits.
 */
export function renderTemplate(
  template: Template,
  variables: Variables,
): Either<ReadonlyNonEmptyArray<TemplateProblem>, string> {
  const known = renderSimple(template, variables);
  if (known !== undefined) return right(known);
  const rendered = evaluateTemplate(
    template,
    readOr(absent, () => toLookup(variables)),
  );
  if (!isLeft(rendered)) return rendered;
  return readOr(rendered, () =>
    left(map((problem: TemplateProblem) => withSimilarName(problem, template, variables))(rendered.left)),
  );
}

/**
 * The text of a template of one variable, which almost all are. It is what {@link evaluateTemplate} gives, without a
 * lookup that is made for this one time; undefined where that has more to say.
 */
function renderSimple(template: Template, variables: Variables): string | undefined {
  try {
    const { simple } = template;
    if (simple === undefined || typeof variables !== 'object' || variables === null) return undefined;
    const { before, name, fallback, after } = simple;
    const value = isScope(variables) ? variables.get(name)?.value : ownText(variables, name);
    return joinSimple(before, value ?? fallback, after);
  } catch {
    return undefined;
  }
}

/** Only an own field that is a string is a variable. The first question is quick and mostly enough. */
function ownText(variables: Readonly<Record<string, string>>, name: string): string | undefined {
  const value: unknown = variables[name];
  return typeof value === 'string' && Object.hasOwn(variables, name) ? value : undefined;
}

const absent: Lookup = () => undefined;

/** The lookup that a template uses for the values of some variables. */
function toLookup(variables: Variables): Lookup {
  if (typeof variables !== 'object' || variables === null) return absent;
  if (isScope(variables)) return (name) => variables.get(name)?.value;
  return (name) => ownText(variables, name);
}

function isScope(variables: Variables): variables is Scope {
  return typeof variables.get === 'function';
}

function withSimilarName(problem: TemplateProblem, template: Template, variables: Variables): TemplateProblem {
  if (problem.code !== 'unresolved-variable' || problem.variable === undefined) return problem;
  const used = new Set(variablesOf(template).map(({ name }) => name));
  const unused = namesOf(variables).filter((name) => !used.has(name));
  const similar = similarVariable(problem.variable, unused);
  return similar === undefined ? problem : { ...problem, hint: `did you mean \`${similar}\`?` };
}

function namesOf(variables: Variables): ReadonlyArray<string> {
  if (typeof variables !== 'object' || variables === null) return [];
  if (!isScope(variables)) return Object.keys(variables);
  return variables.layers.flatMap((layer) => [...layer.variables.keys()]);
}
