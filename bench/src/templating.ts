import { deepStrictEqual } from 'node:assert/strict';
import { orThrow } from '@stash-functions/core/decode';
import { parseTemplate, renderTemplate, resolveStrings, type Scope, scopeOf } from '@stash-functions/templating';
import { substituteVariables } from 'var-expansion';
import type { BenchRow, GrowthRow } from './measure.ts';
import { renderByHand, renderScopeByHand, sampleArguments, sampleValues } from './templating/sample.ts';

// Different values each time, so that no engine can take them for constants of the program.
const given = Array.from({ length: 8 }, (_, index) => ({ ...sampleValues, HOSTNAME: `host-${index}` }));
let turn = 0;
const nextValues = (): Readonly<Record<string, string>> => {
  turn = (turn + 1) % given.length;
  return given[turn] ?? sampleValues;
};

const scopes = given.map((values) => scopeOf(values));
const nextScope = (): Scope => {
  turn = (turn + 1) % scopes.length;
  return scopes[turn] ?? scopeOf(sampleValues);
};

const templates = sampleArguments.map((text) => orThrow(parseTemplate(text)));
const renderParsed = (values = nextValues()): ReadonlyArray<string> =>
  templates.map((template) => orThrow(renderTemplate(template, values)));
const parseAndRender = (values = nextValues()): ReadonlyArray<string> =>
  sampleArguments.map((text) => orThrow(renderTemplate(orThrow(parseTemplate(text)), values)));
const byHand = (values = nextValues()): ReadonlyArray<string> => renderByHand(values);
// The one package of npm that gives the right output here synchronously; it parses each time. just-bash gives it too.
// But that is a whole simulated shell of 26 MB, which answers after milliseconds.
const byVarExpansion = (values = nextValues()): ReadonlyArray<string> =>
  sampleArguments.map((text) => substituteVariables(text, { env: values }).value);

deepStrictEqual(orThrow(resolveStrings(sampleArguments, scopeOf(sampleValues))), renderByHand(sampleValues));
deepStrictEqual(renderScopeByHand(scopeOf(sampleValues)), renderByHand(sampleValues));
for (const render of [renderParsed, parseAndRender, byVarExpansion]) {
  deepStrictEqual(render(sampleValues), renderByHand(sampleValues));
}

/** Templates beside template literals written by hand, and beside the packages of npm that get the sample right. */
export const rows: ReadonlyArray<BenchRow> = [
  {
    name: 'resolve 30 arguments, parsed before, from a scope',
    aim: 'at most 2 × by hand',
    limit: 6,
    run: () => orThrow(resolveStrings(sampleArguments, nextScope())),
    peers: [{ name: 'template literals written by hand', run: () => renderScopeByHand(nextScope()) }],
  },
  {
    name: 'render 30 arguments, parsed before',
    run: () => renderParsed(),
    peers: [
      // Fields of an object whose names the engine knows when it compiles. No template can look them up as fast.
      { name: 'template literals written by hand', run: () => byHand() },
      { name: 'var-expansion', run: () => byVarExpansion() },
    ],
  },
  {
    // A concatenated string is put together only when it is read, as here.
    name: 'render 30 arguments, parsed before, and print them as JSON',
    aim: 'at most 2 × by hand',
    limit: 5,
    run: () => JSON.stringify(renderParsed()),
    peers: [
      { name: 'template literals written by hand', run: () => JSON.stringify(byHand()) },
      { name: 'var-expansion', run: () => JSON.stringify(byVarExpansion()) },
    ],
  },
  {
    name: 'parse and render 30 arguments',
    aim: 'below 1 × var-expansion',
    limit: 2,
    run: () => parseAndRender(),
    peers: [{ name: 'var-expansion', run: () => byVarExpansion() }],
  },
];

/** The time for each unit of input stays the same with twice the input. */
export const growth: ReadonlyArray<GrowthRow> = [
  {
    name: 'parse and render a template of n expressions',
    sizes: [125, 250, 500, 1000, 2000],
    run: (size) => render((length) => ['text ${A:=${B:-x}} ${A//b/c} '.repeat(length), 'banana'], size),
  },
  {
    name: 'put a value of n characters in',
    sizes: [10_000, 20_000, 40_000, 80_000],
    run: (size) => render((length) => ['[${#A}${A^^}${A%x*}${A: -5}]', 'Añb/'.repeat(length / 4)], size),
  },
  {
    name: 'parse and render defaults nested n deep',
    sizes: [62, 125, 250, 500, 1000],
    run: (size) => render((depth) => [`${'${B:='.repeat(depth)}x${'}'.repeat(depth)}`, ''], size),
  },
  ...(
    [
      ['${A##*a*a*a*a*a*a*b}', 'a'],
      ['${A%%b*a*a*a*a*a*a*}', 'a'],
      ['${A//*a*a*a*a*b/x}', 'a'],
      ['${A//a?a[a-z]a?a?ab/x}', 'a'],
      ['${A//[![:alpha:]]/x}', 'é-'],
    ] as const
  ).map(
    ([template, value]): GrowthRow => ({
      name: `${template} of a value of n characters`,
      sizes: [5000, 10_000, 20_000, 40_000],
      run: (size) => render((length) => [template, value.repeat(length / value.length)], size),
    }),
  ),
  {
    name: 'a pattern of n characters in a value of 4 n',
    sizes: [1000, 2000, 4000, 8000],
    run: (size) => render((length) => [`\${A//${'a'.repeat(length)}b/x}`, 'a'.repeat(4 * length)], size),
  },
  {
    name: 'a pattern of n brackets that are never closed',
    sizes: [2500, 5000, 10_000, 20_000],
    run: (size) => render((length) => [`\${A#${'[[:a:]'.repeat(length / 5)}}`, 'a'], size),
  },
];

/** Parses and renders a template with a value for A. */
function render(makeInput: (size: number) => readonly [template: string, value: string], size: number): () => number {
  const [template, A] = makeInput(size);
  return () => orThrow(renderTemplate(orThrow(parseTemplate(template)), { A })).length;
}
