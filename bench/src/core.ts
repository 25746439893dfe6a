import { decodeFunction } from '@stash-functions/core/decode';
import { Container } from 'kubernetes-models/v1/Container';
import { compileAjv } from './core/ajv.ts';
import { functionModels } from './core/function-models.ts';
import { invalidFunction, validContainer, validFunction } from './core/samples.ts';
import { stockCodec } from './core/stock-io-ts.ts';
import { zodSchema } from './core/zod.ts';
import type { BenchPeer, BenchRow, GrowthRow } from './measure.ts';

const models = await functionModels();
const ajv = compileAjv(models, 'Function', true);
const ajvFirst = compileAjv(models, 'Function', false);
const zod = zodSchema(models, 'Function');
const ioTs = stockCodec(models, 'Function');

const valid = validFunction();
const invalid = invalidFunction();
const container = validContainer();

/** Decoding a Function of 30 arguments beside validators that check the same schema. */
export const rows: ReadonlyArray<BenchRow> = [
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

/** Decoding a Function with ever more arguments and variables: nothing of it may take time in the square of its size. */
export const growth: ReadonlyArray<GrowthRow> = [
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

/** A measurement of validators that do not agree would say nothing. */
function check(): void {
  const answers = [decodeFunction(valid)._tag === 'Right', ajv(valid), zod.safeParse(valid).success, ioTs.is(valid)];
  if (answers.includes(false)) throw new Error(`the valid Function is refused: ${answers.join(', ')}`);
  const refused = [decodeFunction(invalid)._tag === 'Right', ajv(invalid), zod.safeParse(invalid).success];
  if (refused.includes(true)) throw new Error(`the invalid Function is accepted: ${refused.join(', ')}`);
  if (ajv.errors?.length !== 3) throw new Error('ajv does not see three mistakes');
}
