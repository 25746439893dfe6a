import type { FunctionResource } from '@stash-functions/core';
import { parseTemplate } from '@stash-functions/templating';

/** A Function with one thing wrong with it. */
export interface Mutation {
  /** The name of the fault. */
  readonly name: string;
  readonly mutant: unknown;
}

/** A number of mutations of a Function, out of all that the operators below make. The seed chooses them. */
export function mutationsOf(fn: FunctionResource, seed: number, count: number): ReadonlyArray<Mutation> {
  const random = randomFrom(seed);
  const drawn = allMutations(fn, random).map((mutation) => ({ mutation, order: random() }));
  return drawn
    .sort((one, other) => one.order - other.order)
    .slice(0, count)
    .map(({ mutation }) => mutation);
}

function allMutations(fn: FunctionResource, random: () => number): ReadonlyArray<Mutation> {
  return [
    ...placesIn(fn.spec, ['spec']).flatMap(({ path, value }) => [
      ...(typeof value === 'string' ? mutateString(value, random) : mutateOther(value)).map(
        ({ name, value: mutated }) => ({
          name: `${path.join('.')}: ${name}`,
          mutant: replaced(fn, path, mutated),
        }),
      ),
      ...(typeof path.at(-1) === 'number' || typeof value !== 'object'
        ? [{ name: `${path.join('.')}: left out`, mutant: replaced(fn, path, undefined) }]
        : []),
    ]),
    ...swappedArgs(fn),
  ];
}

interface Change {
  readonly name: string;
  readonly value: unknown;
}

function mutateString(text: string, random: () => number): ReadonlyArray<Change> {
  const template = parseTemplate(text);
  if (template._tag === 'Left') return [];
  const changes: Array<Change> = [{ name: 'another text', value: `${text}x` }];
  for (const part of template.right.parts) {
    if (part.kind === 'literal') continue;
    const { name, offset, length, operator, operands } = part;
    const expression = text.slice(offset, offset + length);
    const put = (other: string): string => text.slice(0, offset) + other + text.slice(offset + length);
    const letter = Math.floor(random() * name.length);
    const misspelt = name.slice(0, letter) + name.slice(letter + 1);
    changes.push({ name: `${name} misspelt`, value: put(expression.replace(name, misspelt || `${name}x`)) });
    changes.push({ name: `${expression} as text`, value: put(name) });
    if (operands.length === 0) continue;
    changes.push({ name: `${expression} without its operator`, value: put(`\${${name}}`) });
    if (operator === ':=')
      changes.push({ name: `another default of ${name}`, value: put(`${expression.slice(0, -1)}x}`) });
    if (operator === ':=') changes.push({ name: `no default of ${name}`, value: put(`\${${name}:=}`) });
    if (operator === ':+')
      changes.push({ name: `another alternative of ${name}`, value: put(`${expression.slice(0, -1)}x}`) });
  }
  return changes.filter(({ value }) => value !== text);
}

function mutateOther(value: unknown): ReadonlyArray<Change> {
  if (typeof value === 'boolean') return [{ name: 'the contrary', value: !value }];
  if (typeof value === 'number') return [{ name: 'one more', value: value + 1 }];
  return [];
}

function swappedArgs(fn: FunctionResource): ReadonlyArray<Mutation> {
  const args = fn.spec?.args ?? [];
  return args.slice(1).map((arg, index) => {
    const swapped = [...args.slice(0, index), arg, args[index] ?? '', ...args.slice(index + 2)];
    return { name: `spec.args.${index}: swapped with the next`, mutant: replaced(fn, ['spec', 'args'], swapped) };
  });
}

type Path = ReadonlyArray<string | number>;

function placesIn(value: unknown, path: Path): ReadonlyArray<{ readonly path: Path; readonly value: unknown }> {
  const children: ReadonlyArray<readonly [string | number, unknown]> = Array.isArray(value)
    ? [...value.entries()]
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [];
  return children.flatMap(([key, child]) => [
    { path: [...path, key], value: child },
    ...placesIn(child, [...path, key]),
  ]);
}

/** A copy with another value at a path, or without a value there. */
function replaced(value: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined) return other;
  if (Array.isArray(value)) {
    const list = value.map((item, index) => (index === key ? replaced(item, rest, other) : item));
    return other === undefined && rest.length === 0 ? list.filter((_, index) => index !== key) : list;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, child]) => [
    name,
    name === key ? replaced(child, rest, other) : child,
  ]);
  return Object.fromEntries(entries.filter(([, child]) => child !== undefined));
}

/** Mulberry32: equal seeds give equal numbers from 0 to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
