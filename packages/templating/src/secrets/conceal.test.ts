import type { Problem } from '@stash-functions/core/decode';
import { describe, expect, it } from 'vitest';
import { scopeOf } from '../variables/scope.ts';
import { concealProblem, concealSecrets, concealText, concealValue } from './conceal.ts';
import { secretsOf } from './secrets-of.ts';

const scope = scopeOf({ password: "it's hunter2\nand more", pin: '77', user: 'root' }, ['password', 'pin']);
const source = {
  kind: 'Function',
  metadata: { name: 'dump' },
  spec: { args: ['--x=${password^^}', '--first=${password:0:2}', '--user=${user}', '--y=${dsn:=pg://${pin}@db}'] },
};
const secrets = secretsOf([{ scope, source }]);

describe('concealText', () => {
  it.each([
    ["a: it's hunter2\nand more!", 'a: ***!'],
    ["IT'S HUNTER2\nAND MORE", '***'],
    ["a: 'it''s hunter2'", "a: '***'"],
    ['"it\'s hunter2\\nand more"', '"***"'],
    ["`it's hunter…` is too long", '`***…` is too long'],
    ['pin 77 of 1774', 'pin *** of 1774'],
    ['it, root, IT', 'it, root, IT'],
    ['no secret', 'no secret'],
  ])('of %s', (text, concealed) => {
    expect(concealText(text, secrets)).toBe(concealed);
  });
});

describe('concealProblem', () => {
  const problem = { code: 'invalid-path', severity: 'error', message: 'HUNTER2 it is', hint: '77?', path: [] } as const;

  it('conceals message and hint, and the lines of the source without a change of their length', () => {
    const start = { offset: 0, line: 1, column: 1 };
    const excerpt = { firstLine: 1, lines: ["password: 'it''s hunter2'", 'user: root'] };
    const found: Problem = { ...problem, message: 'so and more', source: { start, end: start, excerpt } };
    expect(concealProblem(found, secrets)).toEqual({
      ...found,
      message: 'so ***',
      hint: '***?',
      source: { start, end: start, excerpt: { firstLine: 1, lines: ["password: '*************'", 'user: root'] } },
    });
  });

  it('says nothing of a string that was made of a secret, but that it is wrong', () => {
    const resource = { kind: 'Function', name: 'dump' };
    const at = (index: number): Problem =>
      concealProblem({ ...problem, resource, path: ['spec', 'args', index] }, secrets);
    expect([0, 1, 3].map((index) => at(index))).toMatchObject(
      [0, 1, 3].map((index) => ({
        message: `spec.args[${index}] holds a secret value that cannot stand there`,
      })),
    );
    expect([0, 1, 3].some((index) => 'hint' in at(index))).toBe(false);
    expect(at(2)).toMatchObject({ message: 'HUNTER2 it is' });
  });

  it('leaves Problems of templates their words, which name variables alone', () => {
    const found: Problem = {
      ...problem,
      code: 'empty-variable',
      resource: { kind: 'Function', name: 'dump' },
      path: ['spec', 'args', 0],
    };
    expect(concealProblem(found, secrets).message).toBe(found.message);
  });

  it('costs nothing where there are no secrets', () => {
    const problems = [problem];
    expect(concealSecrets(problems, [{ scope: scopeOf({ A: 'x' }), source }])).toBe(problems);
  });
});

describe('concealValue', () => {
  it('goes through lists and objects, and leaves keys, numbers and other objects alone', () => {
    const date = new Date(0);
    const value = { 77: ['77', 77, null, { a: "it's hunter2" }], date, list: [true] };
    expect(concealValue(value, secrets)).toEqual({ 77: ['***', 77, null, { a: '***' }], date, list: [true] });
  });

  it('ends in an object that holds itself', () => {
    const cyclic: Record<string, unknown> = { a: '77' };
    cyclic.self = cyclic;
    expect(concealValue(cyclic, secrets)).toMatchObject({ a: '***' });
  });
});
