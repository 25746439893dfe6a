import { describe, expect, it } from 'vitest';
import { orThrow, ProblemsError } from '../problem/or-throw.ts';
import { type Defined, defineFunction, defineTask } from './define.ts';
import { decodeFunction, type FunctionResource } from './function.ts';
import { decodeTask } from './task.ts';

describe('defineFunction', () => {
  it('gives a Function with its apiVersion and kind', () => {
    const fn = orThrow(
      defineFunction({ metadata: { name: 'pg-dump' }, spec: { image: 'postgres:17', args: ['--db=${TARGET_NAME}'] } }),
    );
    expect(fn).toEqual({
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'Function',
      metadata: { name: 'pg-dump' },
      spec: { image: 'postgres:17', args: ['--db=${TARGET_NAME}'] },
    });
    expect(decodeFunction(fn)).toEqual({ _tag: 'Right', right: fn });
  });

  it('takes a pasted manifest', () => {
    const result = defineFunction({
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'Function',
      metadata: { name: 'a' },
      spec: {},
    });
    expect(result._tag).toBe('Right');
  });

  it('reports what types cannot say', () => {
    const result = defineFunction({
      metadata: { name: 'PG' },
      spec: { image: 'a', runtimeSettings: { resources: { limits: { memory: '1 GB' } } } },
    });
    expect(result._tag === 'Left' && result.left.map(({ code }) => code)).toEqual(['invalid-name', 'invalid-quantity']);
    expect(() => orThrow<Defined<object, FunctionResource>>(result)).toThrow(ProblemsError);
  });

  it('reports what a program without types can get wrong', () => {
    const definition = JSON.parse('{"kind":"Task","metadata":{"name":"a"},"spec":{}}');
    const result = defineFunction(definition);
    expect(result._tag === 'Left' && result.left.map(({ code }) => code)).toEqual(['wrong-kind']);
  });
});

describe('defineTask', () => {
  it('gives a Task with its apiVersion and kind', () => {
    const task = orThrow(
      defineTask({
        metadata: { name: 'pg-backup' },
        spec: { steps: [{ name: 'pg-dump', params: [{ name: 'outputDir', value: '/stash-tmp/output' }] }] },
      }),
    );
    expect(task).toMatchObject({ apiVersion: 'stash.appscode.com/v1beta1', kind: 'Task' });
    expect(decodeTask(task)).toEqual({ _tag: 'Right', right: task });
  });
});
