import { describe, expect, it } from 'vitest';
import { formatSize, parseSize } from './size.ts';

describe('formatSize', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1024 B'],
    [1025, '1.001 KiB'],
    [1088, '1.062 KiB'],
    [1120, '1.094 KiB'],
    [1024 ** 2, '1024.000 KiB'],
    [1024 ** 3 + 1, '1.000 GiB'],
    [1024 ** 5, '1024.000 TiB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });
});

describe('parseSize', () => {
  it.each([
    ['1.500 KiB', 1536],
    ['  4 B', 4],
    ['1e3 B', 1000],
    ['-1 B', -1],
  ])('reads %s as %d bytes', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each(['', '5', '5B', '5 MB', '5 mib', '7 PiB', '0x10 B', '1_000 B', '1,5 MiB', '1e999 B', 'B'])(
    'refuses %s',
    (text) => {
      expect(parseSize(text)).toBeUndefined();
    },
  );
});
