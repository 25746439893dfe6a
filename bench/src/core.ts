import { loadManifests } from '@stash-functions/core';
import { decodeFunction } from '@stash-functions/core/decode';
import { load, loadAll } from 'js-yaml';
import { Container } from 'kubernetes-models/v1/Container';
import { compileAjv } from './core/ajv.ts';
import { functionModels } from './core/function-models.ts';
import { manifestTexts } from './core/manifests.ts';
import { invalidFunction, validContainer, validFunction } from './core/samples.ts';
import { stockCodec } from './core/stock-io-ts.ts';
import { zodSchema } from './core/zod.ts';
import type { BenchPeer, BenchRow, GrowthRow, HeapRow } from './measure.ts';

const models = await functionModels();
const ajv = compileAjv(models, 'Function', true);
const ajvFirst = compileAjv(models, 'Function', false);
const zod = zodSchema(models, 'Function');
const ioTs = stockCodec(models, 'Function');

const valid = validFunction();
const invalid = invalidFunction();
const container = validContainer();

const texts = manifestTexts(1000);
const stream = texts.join('---\n');
const catalog = manifestTexts(150).join('---\n');

/**
 * Two comparisons. Loading manifests stands beside a reader of YAML that gives plain objects and checks nothing.
 * Decoding a Function of 30 arguments stands beside validators that check the same schema.
 */
export const rows: ReadonlyArray<BenchRow> = [
  {
    name: 'load 1,000 documents in one stream',
    aim: 'at most 2 × js-yaml',
    limit: 4,
    run: () => loadManifests(stream),
    peers: [{ name: 'js-yaml, which decodes and checks nothing', run: () => loadAll(stream) }],
  },
  {
    name: 'load 1,000 files',
    aim: 'at most 2 × js-yaml',
    limit: 4,
    run: () => texts.map((text) => loadManifests(text)),
    peers: [{ name: 'js-yaml, which decodes and checks nothing', run: () => texts.map((text) => load(text)) }],
  },
  {
    name: 'decode a valid Function',
    aim: 'below 1 × ajv',
    run: () => decodeFunction(valid),
    peers: [
      { name: 'ajv, strict, first error', run: () => ajvFirst(valid) },
      ...peersOn(valid),
      { name: 'kubernetes-models, its container alone', run: () => new Container(container as never).validate() },
    ],
  },
  {
    name: 'decode a Function with three mistakes, all of them reported',
    aim: 'at most 3 × ajv',
    run: () => decodeFunction(invalid),
    peers: peersOn(invalid),
  },
];

/** Resources with the places of all their fields, beside plain objects. */
export const heap: ReadonlyArray<HeapRow> = [
  {
    name: 'keep 10,000 loaded resources',
    aim: 'at most 1.5 × js-yaml',
    limit: 2,
    run: () => loadManifests(manifestTexts(10_000).join('---\n')),
    peer: { name: 'plain objects of js-yaml', run: () => loadAll(manifestTexts(10_000).join('---\n')) },
  },
  {
    name: 'keep a catalog of fifty databases: a Function, a Task and a BackupConfiguration for each',
    aim: 'at most 1.5 × js-yaml',
    limit: 2.5,
    run: () => loadManifests(catalog),
    peer: { name: 'plain objects of js-yaml', run: () => loadAll(catalog) },
  },
];

/**
 * Decoding a Function with more and more arguments and variables. No part of it may take time in the square of its
 * size.
 */
export const growth: ReadonlyArray<GrowthRow> = [
  {
    name: 'load documents in one stream',
    sizes: [100, 1000, 10_000],
    run: (size) => {
      const text = manifestTexts(size).join('---\n');
      return () => loadManifests(text);
    },
  },
  { name: 'decode a valid Function', sizes: [100, 1000, 10_000], run: (size) => decode(validFunction(size)) },
  {
    name: 'decode a Function with three mistakes',
    sizes: [100, 1000, 10_000],
    run: (size) => decode(invalidFunction(size)),
  },
];

check();

function decode(input: object): () => unknown {
  return () => decodeFunction(input);
}

function peersOn(input: object): ReadonlyArray<BenchPeer> {
  return [
    { name: 'ajv, strict, all errors', run: () => ajv(input) },
    { name: 'zod, strict objects', run: () => zod.safeParse(input) },
    { name: 'io-ts, unknown fields pass', run: () => ioTs.decode(input) },
  ];
}

/** Validators that do not agree would make the measurement worthless. */
function check(): void {
  if (loadManifests(stream)._tag !== 'Right') throw new Error('the manifests are refused');
  const answers = [decodeFunction(valid)._tag === 'Right', ajv(valid), zod.safeParse(valid).success, ioTs.is(valid)];
  if (answers.includes(false)) throw new Error(`the valid Function is refused: ${answers.join(', ')}`);
  const refused = [decodeFunction(invalid)._tag === 'Right', ajv(invalid), zod.safeParse(invalid).success];
  if (refused.includes(true)) throw new Error(`the invalid Function is accepted: ${refused.join(', ')}`);
  if (ajv.errors?.length !== 3) throw new Error('ajv does not see three mistakes');
}
