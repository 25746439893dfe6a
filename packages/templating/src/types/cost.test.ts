import { describe, expect, it } from 'vitest';
import { compile } from '../../test/compile.ts';

/**
 * Measures the cost of the types in instantiations. Unlike milliseconds, these are the same on every machine. The
 * compiler makes a million of them in a second or two, and people notice a delay in an editor from about 100 ms.
 */
describe('the cost of the types', () => {
  it('is below 18000 instantiations for a Function of 60 arguments', () => {
    const cost = costOf(60);
    expect(cost).toBeGreaterThan(1000);
    expect(cost).toBeLessThan(18_000);
  });

  it('grows with the number of arguments and not faster', () => {
    const [few, more, many] = [costOf(60), costOf(120), costOf(240)];
    expect((many - few) / (more - few)).toBeLessThan(3.3);
  });

  it('is below 8000 instantiations for all Functions together whose strings are no literals', () => {
    const program = (calls: string): string => `
import type { FunctionResource } from '@stash-functions/core/decode';
import { resolveFunction } from '../resolve/resolve-function.ts';
export declare const loaded: FunctionResource;
${calls}`;
    const call = 'resolveFunction(loaded, { scope: {}, params: { A: "a" } });\n';
    const { errors, instantiations } = compile(program(call.repeat(20)));
    expect(errors).toEqual([]);
    expect(instantiations - compile(program('')).instantiations).toBeLessThan(8000);
  });
});

/** Strings that have made a compiler report "excessively deep", with the variables that are known of them. */
const long: ReadonlyArray<readonly [title: string, text: string, variables: ReadonlyArray<string>]> = [
  ['100 kB of text', `${'x'.repeat(100_000)}\${A}`, ['A']],
  ['10 kB with 400 expressions', names(400, (name) => `--option=\${${name}:=default}`, ' '), names400()],
  ['a script of 10 kB with 500 variables of the shell', `${'echo $HOME $(date)\n'.repeat(500)}\${A}`, ['A']],
  ['10000 dollar signs', `${'$'.repeat(10_000)}{A}\${B}`, ['B']],
  ['10001 dollar signs', `${'$'.repeat(10_001)}{A}\${B}`, ['A', 'B']],
  ['5000 closing braces', `${'}'.repeat(5000)}\${A}`, ['A']],
  ['500 escaped expressions', `${'$${x}'.repeat(500)}\${A}`, ['A']],
  [
    '100 expressions in one default',
    `\${A:=${names(100, (name) => `\${${name}}`, '/')}}`,
    ['A', ...names400().slice(0, 100)],
  ],
  ['a default with 5000 dollar signs', `\${A:=${'$'.repeat(5000)}}`, ['string']],
  ['a default with 5000 backslashes', `\${A:=${'\\'.repeat(5000)}}`, ['string']],
  ['5000 expressions', names(5000, (name) => `\${${name}}`, ''), ['string']],
  ['5000 expressions in one default', `\${A:=${names(5000, (name) => `\${${name}}`, '')}}`, ['string']],
  ['5000 expressions in each other', `${'${A:='.repeat(5000)}${'}'.repeat(5000)}`, ['string']],
  ['5000 openings', '${'.repeat(5000), ['string']],
];

describe('a long literal', () => {
  const { errors, strings } = compile(
    `import type { VariablesOf } from './variables-of.ts';
${long.map(([, text], index) => `export type Long${index} = VariablesOf<${JSON.stringify(text)}>;`).join('\n')}`,
  );

  it('is never too deep for the compiler', () => {
    expect(errors).toEqual([]);
  });

  it.each(long.map(([title, , variables], index) => ({ title, variables, index })))(
    'of $title is read as far as it can be',
    ({ variables, index }) => {
      expect([...strings(`Long${index}`)].sort()).toEqual([...variables].sort());
    },
  );
});

function names400(): ReadonlyArray<string> {
  return Array.from({ length: 400 }, (_, index) => `V${index}`);
}

function names(count: number, toText: (name: string) => string, separator: string): string {
  return Array.from({ length: count }, (_, index) => toText(`V${index}`)).join(separator);
}

/** The cost that the call adds to a file that defines a Function. */
function costOf(count: number): number {
  const program = (call: string): string => `
import { defineFunction, orThrow } from '@stash-functions/core/decode';
import { resolveFunction } from '../resolve/resolve-function.ts';
import type { Scope } from '../variables/scope.ts';
export declare const scope: Scope<'backup'>;
export const fn = orThrow(defineFunction({ metadata: { name: 'x' }, spec: { image: 'x', args: [${args(count)}] } }));
${call}`;
  const { errors, instantiations } = compile(program("resolveFunction(fn, { scope, params: { V1: 'a', V4: 'b' } });"));
  expect(errors).toEqual([]);
  return instantiations - compile(program('')).instantiations;
}

/**
 * Arguments as in real Functions: mostly a flag and a default, sometimes without a variable, seldom with a nested one.
 */
function args(count: number): string {
  return Array.from({ length: count }, (_, index) => {
    if (index === 1 || index === 4) return `'--option-${index}=\${V${index}}'`;
    if (index % 10 === 7) return `'--option-${index}=\${V${index}:-/tmp/\${NAMESPACE_${index}:=default}}/x'`;
    return `'--option-${index}=\${V${index}:=default}'`;
  }).join(', ');
}
