import { describe, expect, it } from 'vitest';
import { toExposition } from './exposition.ts';
import type { Metric } from './metric.ts';

const metric: Metric = {
  name: 'm',
  help: 'A \\ and a\nbreak.',
  type: 'gauge',
  unit: 'count',
  labels: {},
  value: 1,
  scope: 'session',
  record: 'last_run',
};

describe('toExposition', () => {
  it('writes each name once, with its series', () => {
    const labels = { b: 'a "quote"', a: 'line\nbreak \\' };
    expect(toExposition([metric, { ...metric, name: 'n' }, { ...metric, labels, value: 0.5 }])).toBe(
      [
        '# HELP m A \\\\ and a\\nbreak.',
        '# TYPE m gauge',
        'm 1',
        'm{a="line\\nbreak \\\\",b="a \\"quote\\""} 0.5',
        '# HELP n A \\\\ and a\\nbreak.',
        '# TYPE n gauge',
        'n 1',
        '',
      ].join('\n'),
    );
  });

  it('takes the last of two that are one series', () => {
    expect(toExposition([metric, { ...metric, value: 2 }])).toMatch(/\nm 2\n$/);
  });

  it.each([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
    [1e21, '1e+21'],
    [1_777_888_800, '1777888800'],
  ])('writes %d', (value, text) => {
    expect(toExposition([{ ...metric, value }])).toContain(`m ${text}\n`);
  });

  it('is empty for none', () => {
    expect(toExposition([])).toBe('');
  });
});
