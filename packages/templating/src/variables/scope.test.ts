import { describe, expect, it } from 'vitest';
import { createLayer, createScope, extendScope, scopeOf } from './scope.ts';

const layer = (name: Parameters<typeof createLayer>[0], values: Record<string, string>) =>
  createLayer(
    name,
    Object.entries(values).map(([key, value]) => ({ name: key, value })),
  );

describe('a scope', () => {
  const scope = createScope([layer('built-in', { A: '1', B: '1' }), layer('task params', { B: '2' })]);

  it('gives the variable of the highest layer that has it', () => {
    expect(scope.get('A')).toEqual({ name: 'A', value: '1', layer: 'built-in' });
    expect(scope.get('B')).toEqual({ name: 'B', value: '2', layer: 'task params' });
    expect(scope.get('C')).toBeUndefined();
  });

  it('is extended below and above, and is itself left as it was', () => {
    const extended = extendScope(scope, {
      below: [layer('step params', { A: '0', C: '0' })],
      above: [layer('add-on image', { B: '3' })],
    });
    expect(['A', 'B', 'C'].map((name) => extended.get(name)?.value)).toEqual(['1', '3', '0']);
    expect(extended.layers.map(({ name }) => name)).toEqual(['step params', 'built-in', 'task params', 'add-on image']);
    expect(scope.get('C')).toBeUndefined();
  });

  it('marks secrets in every layer, also in those that are added later', () => {
    const secret = createScope([layer('built-in', { P: 'x' })], { secrets: ['P', 'Q'] });
    expect(secret.get('P')?.secret).toBe(true);
    expect(extendScope(secret, { below: [layer('step params', { Q: 'y' })] }).get('Q')?.secret).toBe(true);
    expect(scopeOf({ P: 'x', R: 'z' }, ['P']).get('R')?.secret).toBeUndefined();
  });

  it('has no variable that only prototypes have', () => {
    expect(scopeOf({}).get('constructor')).toBeUndefined();
    expect(scopeOf({}).get('__proto__')).toBeUndefined();
  });
});
