import { type FieldOrigin, type OriginPlace, originRules, type VariableOrigin } from '@stash-functions/k8s-adapter';
import type { NamedPlace, ShownOrigin } from '../protocol.ts';
import { fieldOf, placeOf } from './places.ts';

/** Where a value comes from, in a sentence, and the places that it names. No value is in it. */
export function showOrigin(origin: FieldOrigin): ShownOrigin {
  const places = new Map<string, NamedPlace>();
  for (const place of placesOf(origin)) places.set(`${place.file} ${place.label}`, place);
  return { says: sentenceOf(origin), places: [...places.values()] };
}

function sentenceOf(origin: FieldOrigin): string {
  switch (origin.kind) {
    case 'field': {
      const from = [origin, ...(origin.also ?? [])].map(({ resource, path }) => fieldOf(resource, path));
      const rule = origin.rule === undefined ? '' : `, since ${originRules[origin.rule]}`;
      return `From ${from.join(' and ')}${withVariables(origin.variables)}${rule}`;
    }
    case 'default':
      return `The default of \${${origin.variable}} in ${fieldOf(origin.resource, origin.path)}${withVariables(origin.variables)}`;
    case 'option':
      return `The option ${origin.option} of whoever makes the plan`;
    case 'rule':
      return `By a rule: ${originRules[origin.rule]}${withVariables(origin.variables)}`;
  }
}

function withVariables(variables: ReadonlyArray<VariableOrigin> = []): string {
  return variables.length === 0 ? '' : `, with ${variables.map(({ name }) => `\${${name}}`).join(', ')}`;
}

/** The places of an origin, those of its variables behind its own. */
function placesOf(origin: FieldOrigin): ReadonlyArray<NamedPlace> {
  const own = origin.kind === 'field' || origin.kind === 'default' ? [origin] : [];
  const also = origin.kind === 'field' ? (origin.also ?? []) : [];
  const variables = 'variables' in origin ? (origin.variables ?? []) : [];
  const within = also.flatMap((place) => place.variables ?? []);
  return [
    ...[...own, ...also].flatMap(namedPlace),
    ...[...variables, ...within].flatMap((variable) => placesOf(variable.origin)),
  ];
}

function namedPlace({ resource, path, source }: OriginPlace): ReadonlyArray<NamedPlace> {
  const place = placeOf(source);
  return place === undefined ? [] : [{ ...place, label: fieldOf(resource, path) }];
}
