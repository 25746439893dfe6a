import { defineFunction, type FunctionResource, orThrow } from '@stash-functions/core/decode';
import * as fc from 'fast-check';
import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { asProgramsSee } from '../kubelet/expanded-fields.ts';
import { resolveFunction } from '../resolve/resolve-function.ts';
import { scopeOf } from '../variables/scope.ts';
import { explain } from './explain.ts';
import { formatExplanation } from './format-explanation.ts';

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('', '${A}', '"', '\n', 'a/b/c'));
const piece = fc.oneof(
  fc.string().map((literal) => literal.replaceAll('$', '')),
  fc.constantFrom(
    '${A}',
    '${B:=x}',
    '${X:=d}',
    '${X:-${A}}',
    '${A^^}',
    '${A,}',
    '${#A}',
    '${A:1}',
    '${A:0:2}',
    '${A#*/}',
    '${A%/*}',
    '${A//a/${B}}',
    '${A:+y}',
    '${A:+${B}}',
    '$$',
    '$A',
    '$(A)',
  ),
);
const args = fc.array(
  fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
  { maxLength: 4 },
);

const functionOf = (list: ReadonlyArray<string>): FunctionResource =>
  orThrow(defineFunction({ metadata: { name: 'f' }, spec: { args: list } }));

describe('explain', () => {
  it('takes strings apart into spans whose texts are, one after the other, the string', () => {
    fc.assert(
      fc.property(args, text, text, (list, a, b) => {
        const resolved = resolveFunction(functionOf(list), { scope: scopeOf({ A: a, B: b }) });
        if (isLeft(resolved)) return;
        const { strings } = explain(resolved.right);
        const spans = strings.map((string) => string.spans.map((span) => span.text).join(''));
        const seen = asProgramsSee({ args: resolved.right.spec.args ?? [] }).args;
        expect(spans).toEqual(seen);
        expect(strings.map(({ value }) => value)).toEqual(seen);
        expect(strings.map(({ template }) => template)).toEqual(list);
      }),
      { numRuns: 500 },
    );
  });

  it('never shows a secret, whatever operators do to it', () => {
    const secret = fc.stringMatching(/^[A-Z][a-z]{9}[0-9]{6}$/);
    fc.assert(
      fc.property(args, secret, text, (list, a, b) => {
        const resolved = resolveFunction(functionOf(list), { scope: scopeOf({ A: a, B: b }, ['A']) });
        if (isLeft(resolved)) return;
        const explanation = explain(resolved.right);
        const shown = `${JSON.stringify(explanation)}\n${formatExplanation(explanation, { all: true })}`.toLowerCase();
        fc.pre(!list.join().toLowerCase().includes(a.toLowerCase()) && !b.toLowerCase().includes(a.toLowerCase()));
        expect(shown).not.toContain(a.toLowerCase());
        expect(shown).not.toContain(a.slice(1).toLowerCase());
      }),
      { numRuns: 300 },
    );
  });
});
