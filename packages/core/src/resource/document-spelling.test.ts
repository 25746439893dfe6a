import { describe, expect, it } from 'vitest';
import { formatPath } from '../problem/format-path.ts';
import type { Problem } from '../problem/problem.ts';
import { decodeFunction, type FunctionSpec } from './function.ts';

describe('the spelling of the document', () => {
  const readAs: ReadonlyArray<readonly [string, object, FunctionSpec, ReadonlyArray<string>]> = [
    ['the working directory', { workDir: '/a' }, { workingDir: '/a' }, ['spec.workDir']],
    [
      'the settings of the container',
      { runtimeSettings: { container: { nice: { adjustment: 5 }, env: [] } } },
      { runtimeSettings: { nice: { adjustment: 5 }, env: [] } },
      ['spec.runtimeSettings.container'],
    ],
    [
      'both at once',
      { workDir: '/a', image: 'x', runtimeSettings: { container: {} } },
      { workingDir: '/a', image: 'x', runtimeSettings: {} },
      ['spec.workDir', 'spec.runtimeSettings.container'],
    ],
    [
      'settings beside ones that are null, which is absent',
      { workDir: '/a', workingDir: null, runtimeSettings: { env: null, container: { nice: {} } } },
      { workingDir: '/a', runtimeSettings: { nice: {} } },
      ['spec.workDir', 'spec.runtimeSettings.container'],
    ],
    [
      'a container that is null',
      { runtimeSettings: { container: null, nice: {} } },
      { runtimeSettings: { nice: {} } },
      ['spec.runtimeSettings.container'],
    ],
  ];
  it.each(readAs)('is read as the CRD has it, with a warning: %s', (_, spec, expected, warned) => {
    const warnings: Array<Problem> = [];
    const result = decodeFunction(functionOf(spec), { onWarning: (warning) => warnings.push(warning) });
    expect(result).toEqual({ _tag: 'Right', right: functionOf(expected) });
    expect(warnings.map(({ code, path }) => [code, formatPath(path)])).toEqual(
      warned.map((path) => ['nested-spelling', path]),
    );
  });

  const refused: ReadonlyArray<readonly [string, object, ReadonlyArray<readonly [string, string]>]> = [
    ['two working directories', { workDir: '/a', workingDir: '/a' }, [['both-spellings', 'spec.workDir']]],
    [
      'settings in both places',
      { runtimeSettings: { nice: {}, container: { env: [] } } },
      [['both-spellings', 'spec.runtimeSettings.container']],
    ],
    [
      'a container that is no object',
      { runtimeSettings: { container: 'x' } },
      [['wrong-type', 'spec.runtimeSettings.container']],
    ],
    [
      'problems inside, at the places where they are written',
      { workDir: 1, runtimeSettings: { container: { env: [{ name: 1 }], nise: {}, nice: { adjustment: '5' } } } },
      [
        ['wrong-type', 'spec.workDir'],
        ['wrong-type', 'spec.runtimeSettings.container.env[0].name'],
        ['unknown-field', 'spec.runtimeSettings.container.nise'],
        ['wrong-type', 'spec.runtimeSettings.container.nice.adjustment'],
      ],
    ],
    [
      'problems of both spellings',
      { runtimeSettings: { env: 1, container: { nice: 2, env: [] } } },
      [
        ['both-spellings', 'spec.runtimeSettings.container'],
        ['wrong-type', 'spec.runtimeSettings.container.nice'],
        ['wrong-type', 'spec.runtimeSettings.env'],
      ],
    ],
    [
      'the settings of an invoker, of which those of the container are read',
      { runtimeSettings: { pod: {}, container: { nise: {} } } },
      [
        ['unknown-field', 'spec.runtimeSettings.container.nise'],
        ['unknown-field', 'spec.runtimeSettings.pod'],
      ],
    ],
    [
      'a nested container in a container',
      { runtimeSettings: { container: { container: {} } } },
      [['unknown-field', 'spec.runtimeSettings.container.container']],
    ],
  ];
  it.each(refused)('is refused: %s', (_, spec, expected) => {
    const result = decodeFunction(functionOf(spec));
    expect(result._tag === 'Left' && result.left.map(({ code, path }) => [code, formatPath(path)])).toEqual(expected);
  });

  it('says whose the settings of the pod are', () => {
    const result = decodeFunction(functionOf({ runtimeSettings: { pod: {} } }));
    expect(result).toMatchObject({
      left: [{ code: 'unknown-field', hint: expect.stringContaining('BackupConfiguration') }],
    });
  });
});

function functionOf(spec: object): object {
  return { apiVersion: 'stash.appscode.com/v1beta1', kind: 'Function', metadata: { name: 'a' }, spec };
}
