import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { decodeResource } from './decode-resource.ts';
import { salvage } from './salvage.ts';

const fn = (spec: object): object => ({
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'Function',
  metadata: { name: 'dump' },
  spec,
});

const cases: ReadonlyArray<readonly [string, object, object]> = [
  ['an unknown field is dropped', { imagee: 'x', image: 'y' }, { image: 'y' }],
  ['a number where text is wanted is read as text', { args: ['a', 5432, true] }, { args: ['a', '5432', 'true'] }],
  [
    'an item of a list of texts that is no text leaves its place',
    { args: ['a', {}, null, 'b'] },
    { args: ['a', '', '', 'b'] },
  ],
  ['a text where a list is wanted is its one item', { args: '--a --b=${X}' }, { args: ['--a --b=${X}'] }],
  ['a list of objects with an item that is none is left out', { image: 'y', volumeMounts: [3] }, { image: 'y' }],
  [
    'a field that cannot be read is left out, and the rest of its object stays',
    { runtimeSettings: { nice: { adjustment: 'high' }, env: [{ name: 'A', value: 'b' }] } },
    { runtimeSettings: { nice: {}, env: [{ name: 'A', value: 'b' }] } },
  ],
  [
    'what lacks a required field is left out with the list that it stands in',
    { image: 'y', volumeMounts: [{ name: 'data' }] },
    { image: 'y' },
  ],
];

const batch = (retentionPolicy: object): object => ({
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'BackupBatch',
  metadata: { name: 'nightly', namespace: 'demo' },
  spec: { repository: { name: 'store' }, schedule: '0 25 * * *', members: [], retentionPolicy },
});

describe('salvage', () => {
  it('keeps a resource whose mistake stands in an object that must be there', () => {
    const input = batch({ keepLast: 5 });
    const decoded = decodeResource(input);
    expect(isLeft(decoded) && salvage(input, decoded.left, 'unnamed')).toEqual(
      batch({ keepLast: 5, name: '', prune: false }),
    );
  });

  it.each(cases)('%s', (_, broken, left) => {
    const input = fn(broken);
    const decoded = decodeResource(input);
    expect(isLeft(decoded)).toBe(true);
    if (isLeft(decoded)) expect(salvage(input, decoded.left, 'unnamed')).toEqual(fn(left));
  });

  it.each([[{}], [{ name: 'Not_Valid' }], [{ name: 5, labels: { a: 'b' } }], [undefined]])(
    'names a resource that has no valid name: %j',
    (metadata) => {
      const { metadata: _, ...rest } = { ...fn({ image: 'y' }), metadata: undefined };
      const input = metadata === undefined ? rest : { ...rest, metadata };
      const decoded = decodeResource(input);
      const left = isLeft(decoded) ? salvage(input, decoded.left, 'unnamed-1') : undefined;
      expect(left).toMatchObject({ metadata: { name: 'unnamed-1' }, spec: { image: 'y' } });
    },
  );

  it('leaves the input as it is', () => {
    const input = fn({ args: [1], imagee: 'x' });
    const copy = structuredClone(input);
    const decoded = decodeResource(input);
    if (isLeft(decoded)) salvage(input, decoded.left, 'unnamed');
    expect(input).toEqual(copy);
  });

  it.each([[{}], [{ kind: 'Function' }], [null], [[1, 2]]])(
    'gives nothing where there is no resource to speak of: %j',
    (input) => {
      const decoded = decodeResource(input);
      expect(isLeft(decoded) && salvage(input, decoded.left, 'unnamed')).toBe(undefined);
    },
  );
});
