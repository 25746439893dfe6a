import * as t from 'io-ts';
import { PathReporter } from 'io-ts/lib/PathReporter.js';
import { expect, it } from 'vitest';
import { EnvVar } from '../kubernetes/env.ts';
import { array } from './array.ts';
import { decodeWith } from './decode-with.ts';
import { string } from './primitive.ts';

const resource = { kind: 'Function', name: 'f' };

it('says what its problems are about', () => {
  const result = decodeWith(EnvVar, {}, {}, resource);
  expect(result).toMatchObject({ left: [{ code: 'missing-field', path: ['name'], severity: 'error', resource }] });
});

it('makes Problems of the errors of codecs that users composed with io-ts', () => {
  const Mine = t.intersection([
    t.type({ id: t.union([t.number, t.type({ of: t.string })]) }),
    t.type({ env: array(EnvVar) }),
  ]);
  const result = decodeWith(Mine, { id: { of: 1 }, env: [{ name: 'a', valu: 'b' }] });
  expect(result._tag === 'Left' && result.left.map(({ code, path, hint }) => ({ code, path, hint }))).toEqual([
    { code: 'wrong-type', path: ['id'], hint: undefined },
    { code: 'wrong-type', path: ['id', 'of'], hint: undefined },
    { code: 'unknown-field', path: ['env', 0, 'valu'], hint: 'did you mean `value`?' },
  ]);
});

it('gives the reporters of io-ts messages with their places', () => {
  expect(PathReporter.report(t.type({ env: array(EnvVar) }).decode({ env: [{ name: 1 }] }))).toEqual([
    'env[0].name: expected a string, found the number 1',
  ]);
  expect(PathReporter.report(EnvVar.decode(null))).toEqual(['expected an object, found null']);
});

it('stops after a thousand problems, and says so', () => {
  for (const input of [Array.from({ length: 5000 }, () => 1), new Array(2 ** 32 - 1)]) {
    const result = decodeWith(array(string), input);
    const codes = result._tag === 'Left' ? result.left.map(({ code }) => code) : [];
    expect(codes.length).toBe(1001);
    expect(codes.at(-1)).toBe('too-many-problems');
  }
});

it('decodes all the same where there are a thousand warnings', () => {
  const input = Object.fromEntries([['name', 'a'], ...Array.from({ length: 3000 }, (_, index) => [`x${index}`, 1])]);
  expect(decodeWith(EnvVar, input, { lenient: true })).toEqual({ _tag: 'Right', right: { name: 'a' } });
});

it.each([
  [
    'a getter that throws',
    {
      get name() {
        throw new Error('no');
      },
    },
  ],
  [
    'a proxy that throws',
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    ),
  ],
  [
    'a getter that throws what throws',
    {
      get name() {
        throw {
          get message() {
            throw new Error('no');
          },
        };
      },
    },
  ],
])('reports %s', (_, input) => {
  const result = decodeWith(EnvVar, input);
  expect(result._tag === 'Left' && result.left.map(({ code }) => code)).toEqual(['unreadable-input']);
});
