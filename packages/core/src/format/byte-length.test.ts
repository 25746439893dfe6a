import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byteLength } from './byte-length.ts';

it('counts the bytes that Node writes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(byteLength(text)).toBe(Buffer.byteLength(text));
    }),
  );
  expect(byteLength('\ud800')).toBe(3);
});
