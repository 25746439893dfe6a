import { describe, expect, it } from 'vitest';
import { compile } from '../../test/compile.ts';

const prelude = `
import { defineFunction, type FunctionResource, orThrow } from '@stash-functions/core/decode';
import { resolveFunction } from '../resolve/resolve-function.ts';
import { type Scope, scopeOf } from '../variables/scope.ts';
import type { ParamsOf } from './params-of.ts';

export const dump = orThrow(
  defineFunction({
    metadata: { name: 'pg-dump' },
    spec: {
      image: 'postgres:\${VERSION:=17}',
      args: ['--secret=\${secretName}', '--format=\${pgFormat:=custom}', '\${NAMESPACE}/\${BACKUP_SESSION}'],
    },
  }),
);
export declare const backup: Scope<'backup'>;
export declare const restore: Scope<'restore'>;
export declare const loaded: FunctionResource;
export declare const values: Record<string, string>;
`;

/** A call, and the texts that the compiler's message must hold; none for a call that is right. */
const calls: ReadonlyArray<readonly [title: string, call: string, ...message: ReadonlyArray<string>]> = [
  ['takes the required params', "dump, { scope: backup, params: { secretName: 's' } }"],
  ['takes optional ones too', "dump, { scope: backup, params: { secretName: 's', pgFormat: 'tar', VERSION: '16' } }"],
  [
    'takes a built-in one, which stands in for one that is not set',
    "dump, { scope: backup, params: { secretName: 's', NAMESPACE: 'n' } }",
  ],
  ['lets the scope have them all', 'dump, { scope: backup }'],
  [
    'names a param that is missing',
    "dump, { scope: backup, params: { pgFormat: 'tar' } }",
    "Property 'secretName' is missing",
  ],
  [
    'names a param that is missing from none at all',
    'dump, { scope: backup, params: {} }',
    "Property 'secretName' is missing",
  ],
  [
    'names a required param that is misspelled, and the right name',
    "dump, { scope: backup, params: { secretNam: 's' } }",
    "'secretNam' does not exist",
    "Did you mean to write 'secretName'?",
  ],
  [
    'names an optional param that is misspelled, and the right name',
    "dump, { scope: backup, params: { secretName: 's', pgFromat: 'tar' } }",
    "'pgFromat' does not exist",
    "Did you mean to write 'pgFormat'?",
  ],
  [
    'names the params that there are',
    "dump, { scope: backup, params: { x: 's' } }",
    "'x' does not exist",
    'readonly secretName: string',
  ],
  [
    'refuses a value that is no string',
    'dump, { scope: backup, params: { secretName: 1 } }',
    "'number' is not assignable to type 'string'",
  ],
  [
    'refuses values that are not known to have them',
    'dump, { scope: backup, params: values }',
    "Property 'secretName' is missing",
  ],
  [
    'asks in a restore for what only a backup sets',
    "dump, { scope: restore, params: { secretName: 's' } }",
    "Property 'BACKUP_SESSION' is missing",
  ],
  [
    'asks for nothing that plain values have',
    "dump, { scope: { secretName: 's', NAMESPACE: 'n', BACKUP_SESSION: 'b' }, params: {} }",
  ],
  [
    'asks for what plain values lack',
    "dump, { scope: { secretName: 's', NAMESPACE: 'n' }, params: {} }",
    "Property 'BACKUP_SESSION' is missing",
  ],
  [
    'asks for nothing where the scope may have anything',
    "dump, { scope: scopeOf({ secretName: 's' }), params: { VERSION: '16' } }",
  ],
  [
    'still knows every name there',
    "dump, { scope: scopeOf({ secretName: 's' }), params: { VERSON: '16' } }",
    "Did you mean to write 'VERSION'?",
  ],
  ['asks for nothing where the values may be any', "dump, { scope: values, params: { VERSION: '16' } }"],
  ['takes anything for a Function that was loaded', "loaded, { scope: backup, params: { anything: 's' } }"],
  ['takes any values for it', 'loaded, { scope: backup, params: values }'],
  [
    'reads a Function that is written in the call',
    "{ apiVersion: 'stash.appscode.com/v1beta1', kind: 'Function', metadata: { name: 'x' }, spec: { args: ['${A}'] } }, { scope: backup, params: { B: '1' } }",
    "'B' does not exist",
    'readonly A: string',
  ],
];

describe('the params of resolveFunction', () => {
  const { errors } = compile(`${prelude}${calls.map(([, call]) => `resolveFunction(${call});`).join('\n')}`);
  const firstLine = prelude.split('\n').length;
  const messagesOf = (index: number): ReadonlyArray<string> =>
    errors.filter(({ line }) => line === firstLine + index).map(({ message }) => message);

  it.each(calls.map(([title, call, ...expected], index) => ({ title, call, expected, index })))(
    '$title: $call',
    ({ expected, index }) => {
      const messages = messagesOf(index);
      expect(messages).toHaveLength(Math.min(expected.length, 1));
      for (const part of expected) expect(messages[0]).toContain(part);
    },
  );

  it('are wrong nowhere else', () => {
    expect(errors.filter(({ line }) => line < firstLine || line >= firstLine + calls.length)).toEqual([]);
  });
});

describe('ParamsOf', () => {
  const { hover } = compile(`${prelude}
type OfBackup = ParamsOf<typeof dump, 'backup'>;
type OfEither = ParamsOf<typeof dump>;
type OfLoaded = ParamsOf<FunctionResource>;
type OfPartlyKnown = ParamsOf<{ readonly spec: { readonly image: string; readonly args: readonly ['\${FOO}'] } }>;
type OfNone = ParamsOf<{ readonly spec: { readonly image: 'alpine' } }>;
`);

  it.each([
    ['OfBackup', ['readonly secretName: string;', 'readonly pgFormat?: string;', 'readonly NAMESPACE?: string;']],
    ['OfEither', ['readonly secretName: string;', 'readonly BACKUP_SESSION?: string;']],
    ['OfLoaded', ['readonly [x: string]: string;']],
    ['OfPartlyKnown', ['readonly [x: string]: string;', 'readonly FOO: string;']],
    ['OfNone', ['{}']],
  ])('shows the params of %s without the types that they were made with', (alias, properties) => {
    for (const property of properties) expect(hover(alias)).toContain(property);
    expect(hover(alias)).toMatch(/^\{[^&<]*\}$/);
  });
});
