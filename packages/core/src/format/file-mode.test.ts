import { describe, expect, it } from 'vitest';
import { fileModeFault, meantFileMode, octalMode } from './file-mode.ts';

describe('meantFileMode', () => {
  it.each([
    [644, '0644'],
    [755, '0755'],
    [600, '0600'],
    [777, '0777'],
    [640, '0640'],
    [400, '0400'],
    [440, '0440'],
    [444, '0444'],
    [500, '0500'],
  ])('%i is probably %s', (mode, octal) => {
    expect(meantFileMode(mode)).toBe(octal);
  });

  it.each([420, 256, 288, 292, 384, 416, 432, 436, 438, 448, 488, 493, 511, 365, 0, 7, 8, 999, 1000, -644, 4.5])(
    '%d is what it is',
    (mode) => {
      expect(meantFileMode(mode)).toBeUndefined();
    },
  );

  it('takes no usual mode for another one', () => {
    for (const mode of [
      0o400, 0o440, 0o444, 0o500, 0o550, 0o555, 0o600, 0o640, 0o644, 0o660, 0o664, 0o666, 0o700, 0o755,
    ])
      expect(meantFileMode(mode)).toBeUndefined();
  });
});

describe('fileModeFault', () => {
  it.each([
    [644, 'write it in octal: 0644, or in decimal: 420'],
    [999, 'give a whole number from 0 to 511, which is 0777 in octal'],
    [-1, 'give a whole number from 0 to 511, which is 0777 in octal'],
    [400, undefined],
    [511, undefined],
  ])('of %i', (mode, hint) => {
    expect(fileModeFault(mode)?.hint).toBe(hint);
  });
});

it('octalMode writes the leading zero', () => {
  expect([420, 400, 644].map(octalMode)).toEqual(['0644', '0620', '01204']);
});
