import * as fc from 'fast-check';
import { isLeft, isRight } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { scopeOf } from '../variables/scope.ts';
import { resolveStrings } from './resolve-strings.ts';

/** Texts with which somebody could try to break out of a string. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '"',
    '"],"command":["rm',
    '\\',
    '\n',
    '${X}',
    '${',
    '}',
    '$$',
    '$(X)',
    '\ud800',
    '\0',
    '__proto__',
    '{{.}}',
    '*',
    'a/b',
    'x'.repeat(1_000_000),
  ),
);

const name = fc.constantFrom('A', 'B', 'C');
const template = fc
  .array(
    fc.oneof(
      fc.string(),
      name.map((variable) => `\${${variable}}`),
      name.map((variable) => `\${${variable}:=d"e}`),
      fc.constantFrom('${A//b/c}', '${A^^}', '${A%%*/}', '${A:1:2}', '${#A}', '${X:=${B}}', '$$', '$(K)', '${A:+${C}}'),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join('').replaceAll(/\$\{(?![ABCX#])/g, '$ {'));
const key = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '${A}', 'toString'));
const tree = fc.letrec((tie) => ({
  node: fc.oneof({ maxDepth: 4 }, template, fc.constantFrom(null, true, 0, -1.5), tie('list'), tie('record')),
  list: fc.array(tie('node'), { maxLength: 5 }),
  record: fc
    .uniqueArray(fc.tuple(key, tie('node')), { selector: ([field]) => field, maxLength: 5 })
    // JSON.parse gives an object an own __proto__, as a manifest does.
    .map((entries): object =>
      JSON.parse(`{${entries.map(([field, value]) => `${JSON.stringify(field)}:${JSON.stringify(value)}`).join()}}`),
    ),
})).record;
const values = fc.record({ A: hostile, B: hostile, C: hostile });

/** Everything of a value except the strings that hold a placeholder. */
function shape(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('$') ? 'template' : `text ${value}`;
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([field, element]) => [field, shape(element)]);
}

/** The same parts of the resolved object. The template tells which strings may differ. */
function resolvedShape(value: unknown, like: unknown): unknown {
  if (typeof like === 'string') return like.includes('$') && typeof value === 'string' ? 'template' : `text ${value}`;
  if (Array.isArray(like))
    return Array.isArray(value) ? value.map((element, index) => resolvedShape(element, like[index])) : 'no list';
  if (typeof like !== 'object' || like === null) return value;
  if (typeof value !== 'object' || value === null) return 'no object';
  const fields = new Map(Object.entries(like));
  return Object.entries(value).map(([field, element]) => [field, resolvedShape(element, fields.get(field))]);
}

describe('resolveStrings', () => {
  it('never changes keys, lengths, or what holds no placeholder, whatever the values are', () => {
    fc.assert(
      fc.property(tree, values, (object, given) => {
        if (typeof object !== 'object' || object === null) return;
        const before = JSON.stringify(object);
        const resolved = resolveStrings(object, scopeOf(given));
        expect(JSON.stringify(object)).toBe(before);
        if (isLeft(resolved)) return;
        expect(resolvedShape(resolved.right, object)).toEqual(shape(object));
        expect(Object.getPrototypeOf(resolved.right)).toBe(Object.prototype);
      }),
      { numRuns: 300 },
    );
  });

  it('puts a value into its place as it is', () => {
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const resolved = resolveStrings({ args: ['<${A}|${B:=x}>', 'plain'] }, scopeOf({ A: a, B: b }));
        expect(isRight(resolved) && resolved.right).toEqual({ args: [`<${a}|${b}>`, 'plain'] });
      }),
      { numRuns: 300 },
    );
  });

  it('does not throw for an object that holds itself', () => {
    const cyclic: { name: string; self?: object } = { name: '${A}' };
    cyclic.self = cyclic;
    const resolved = resolveStrings(cyclic, scopeOf({ A: 'x' }));
    expect(isRight(resolved) && resolved.right.name).toBe('x');
  });

  it('reports an object that is nested too deeply, at the path where it becomes so', () => {
    let deep: unknown = '${A}';
    for (let depth = 0; depth < 60_000; depth += 1) deep = [deep];
    const resolved = resolveStrings({ deep, name: '${B}' }, scopeOf({ A: 'x' }));
    expect(isLeft(resolved) && resolved.left.map(({ code, path }) => [code, path.length])).toEqual([
      ['nesting-too-deep', 1000],
      ['unresolved-variable', 1],
    ]);
  });
});
