import type * as t from 'io-ts';
import { describe, expect, it } from 'vitest';
import { array } from './array.ts';
import { dateTime } from './date-time.ts';
import { decodeWith } from './decode-with.ts';
import { IntOrString } from './int-or-string.ts';
import { int32 } from './integer.ts';
import { boolean, literal, string } from './primitive.ts';
import { Quantity } from './quantity.ts';
import { record } from './record.ts';
import { struct } from './struct.ts';

const Task = struct<{ readonly name: string }>('Task', { name: string }, {});
const Image = struct<{ readonly image?: string }>('Image', {}, { image: string });
const Amounts = record(Quantity);

const cures: ReadonlyArray<readonly [codec: t.Mixed, input: unknown, hint: string | undefined]> = [
  [string, 5432, 'write it in quotes: "5432"'],
  [string, true, 'write it in quotes: "true"'],
  [string, { echo: 'foo' }, 'put the value in quotes: "echo: foo"'],
  [string, { '${A}': 'b' }, 'put the value in quotes: "${A}: b"'],
  [string, { echo: 'a "b"' }, `put the value in quotes: 'echo: a "b"'`],
  [string, { echo: 10 }, 'put the value in quotes: the colon in it makes it a map'],
  [string, { echo: { a: 'b' } }, undefined],
  [string, { a: 'b', c: 'd' }, undefined],
  [string, {}, undefined],
  [string, ['a'], 'write its one item, without the list'],
  [string, ['a', 'b'], undefined],
  [array(string), 'a', 'write it as a list with one item'],
  [array(string), 5, 'write it as a list with one item'],
  [array(string), '-a', 'write a dash and a space before each item'],
  [array(Task), { name: 'a' }, 'write it as a list with one item'],
  [array(Task), { '-name': 'a' }, 'write a space behind the dash: `- name: …`'],
  [Image, 'image:a:b', 'write a space behind the colon: `image: a:b`'],
  [Image, 'https://a', undefined],
  [Image, 'a', undefined],
  [Image, '${A}', 'only strings can hold `${...}`: write the fields out'],
  [Image, [{ image: 'a' }], 'write its one item, without the list'],
  [Task, 'pg-backup', 'write it as an object: `{ name: pg-backup }`'],
  [Task, 'a b', undefined],
  [boolean, 'True', 'write it without quotes: true'],
  [boolean, 'yes', 'write `true`'],
  [boolean, 0, 'write `false`'],
  [boolean, 'a', 'write `true` or `false`'],
  [boolean, '${A}', 'only strings can hold `${...}`: write `true` or `false`'],
  [int32, '80', 'write it without quotes: 80'],
  [int32, '${PORT:=80}', 'only strings can hold `${...}`: write the number'],
  [int32, 80.5, 'write a whole number'],
  [int32, '30s', 'write a whole number without a unit'],
  [int32, 'a', undefined],
  [IntOrString, 80.5, 'write a whole number'],
  [dateTime, 20260201, 'write it as RFC 3339 does: `2026-02-01T10:00:00Z`'],
  [literal('Always', 'Never'), '${A}', 'no `${...}` can stand here: write the value'],
  [Amounts, { memory: '256MB' }, 'did you mean `256M` or `256Mi`?'],
  [Amounts, { memory: '1Gb' }, 'did you mean `1G` or `1Gi`?'],
  [Amounts, { memory: '64 kB' }, 'did you mean `64k` or `64Ki`?'],
  [Amounts, { memory: '1.5gib' }, 'did you mean `1.5Gi`?'],
  [Amounts, { memory: 'much' }, 'write a number with a unit: `500m`, `128Mi`, `1Gi`, `2`'],
  [Amounts, { memory: '${A}' }, 'only strings can hold `${...}`: write the quantity'],
  [Amounts, { memory: 0.5 }, 'write it in quotes: "0.5"'],
  [Amounts, { cpu: '1 core' }, 'write a number of cores: `1` or `500m`'],
  [Amounts, { 'limits.cpu': [] }, 'write a number of cores: `1` or `500m`'],
];

describe('a value of a wrong type comes with its cure', () => {
  it.each(cures)('%s: %j: %s', (codec, input, hint) => {
    const result = decodeWith(codec, input);
    expect(result._tag === 'Left' && result.left.map((problem) => problem.hint)).toEqual([hint]);
  });
});
