import type { Either } from 'fp-ts/lib/Either.js';
import { describe, expectTypeOf, it } from 'vitest';
import { orThrow } from '../problem/or-throw.ts';
import type { Problems } from '../problem/problem.ts';
import { defineFunction, defineTask } from './define.ts';
import type { FunctionResource } from './function.ts';
import type { TaskResource } from './task.ts';

describe('defineFunction', () => {
  const fn = orThrow(
    defineFunction({
      metadata: { name: 'pg-dump', labels: { 'example.com/team': 'data' } },
      spec: {
        image: 'postgres:17',
        args: ['--db=${TARGET_NAME}', '--out=${outputDir:=}'],
        runtimeSettings: { resources: { limits: { memory: '1Gi' } }, livenessProbe: { httpGet: { port: 8080 } } },
      },
    }),
  );

  it('keeps the literal types of the definition', () => {
    expectTypeOf(fn.metadata.name).toEqualTypeOf<'pg-dump'>();
    expectTypeOf(fn.spec.args).toEqualTypeOf<readonly ['--db=${TARGET_NAME}', '--out=${outputDir:=}']>();
    expectTypeOf(fn.spec.runtimeSettings.livenessProbe.httpGet.port).toEqualTypeOf<8080>();
    expectTypeOf(fn.kind).toEqualTypeOf<'Function'>();
  });

  it('gives a FunctionResource', () => {
    expectTypeOf(fn).toExtend<FunctionResource>();
    expectTypeOf(defineFunction({ metadata: { name: 'a' }, spec: {} })).toExtend<Either<Problems, FunctionResource>>();
  });

  it('takes values that are only known at run time', () => {
    const args: Array<string> = [];
    expectTypeOf(orThrow(defineFunction({ metadata: { name: 'a' }, spec: { args } })).spec.args).toEqualTypeOf<
      Array<string>
    >();
  });

  it('refuses fields that there are not, at every depth', () => {
    // @ts-expect-error a misspelt field of the spec
    defineFunction({ metadata: { name: 'a' }, spec: { imagee: 'x' } });
    // @ts-expect-error a misspelt field of a probe
    defineFunction({ metadata: { name: 'a' }, spec: { runtimeSettings: { livenessProbe: { exce: {} } } } });
    // @ts-expect-error a misspelt field of a list's item
    defineFunction({ metadata: { name: 'a' }, spec: { ports: [{ containerPort: 1, hostport: 2 }] } });
    // @ts-expect-error the spelling of the document
    defineFunction({ metadata: { name: 'a' }, spec: { runtimeSettings: { container: {} } } });
    // @ts-expect-error a misspelt field of the metadata
    defineFunction({ metadata: { name: 'a', lables: {} }, spec: {} });
    // @ts-expect-error a status, which Functions do not have
    defineFunction({ metadata: { name: 'a' }, spec: {}, status: {} });
  });

  it('refuses values of wrong types, and a definition without a name or spec', () => {
    // @ts-expect-error a number as an argument
    defineFunction({ metadata: { name: 'a' }, spec: { args: [1] } });
    // @ts-expect-error undefined is not absent
    defineFunction({ metadata: { name: 'a' }, spec: { image: undefined } });
    // @ts-expect-error a mount without a path
    defineFunction({ metadata: { name: 'a' }, spec: { volumeMounts: [{ name: 'a' }] } });
    // @ts-expect-error no name
    defineFunction({ metadata: {}, spec: {} });
    // @ts-expect-error no spec
    defineFunction({ metadata: { name: 'a' } });
    // @ts-expect-error another kind
    defineFunction({ kind: 'Task', metadata: { name: 'a' }, spec: {} });
  });
});

describe('defineTask', () => {
  const task = orThrow(
    defineTask({
      metadata: { name: 'pg-backup' },
      spec: {
        steps: [{ name: 'pg-dump', params: [{ name: 'outputDir', value: '/tmp' }] }, { name: 'update-status' }],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: '${TARGET_NAME}' } }],
      },
    }),
  );

  it('keeps the literal types of the definition', () => {
    expectTypeOf(task.spec.steps[0].params[0].name).toEqualTypeOf<'outputDir'>();
    expectTypeOf(task.spec.steps[1].name).toEqualTypeOf<'update-status'>();
    expectTypeOf(task).toExtend<TaskResource>();
  });

  it('refuses fields that there are not', () => {
    // @ts-expect-error a misspelt field of a step
    defineTask({ metadata: { name: 'a' }, spec: { steps: [{ nam: 'a' }] } });
    // @ts-expect-error a parameter without a value
    defineTask({ metadata: { name: 'a' }, spec: { steps: [{ name: 'a', params: [{ name: 'a' }] }] } });
  });
});
