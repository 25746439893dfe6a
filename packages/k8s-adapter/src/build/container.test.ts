import { orThrow, type Problem } from '@stash-functions/core/decode';
import { describe, expect, test } from 'vitest';
import { findingOf, findingsOf, resolvedFunctionOf } from '../../test/resolved.ts';
import { type ContainerOptions, toContainer } from './container.ts';

describe('toContainer', () => {
  test('maps every field of a Function', () => {
    const spec = {
      image: 'acme/dump:1',
      command: ['dump'],
      args: ['--all'],
      workingDir: '/srv',
      ports: [{ containerPort: 9090, name: 'metrics' }],
      volumeMounts: [{ name: 'data', mountPath: '/data', readOnly: true }],
      volumeDevices: [{ name: 'raw', devicePath: '/dev/xvda' }],
      runtimeSettings: {
        resources: { limits: { cpu: 1, memory: '1Gi' } },
        livenessProbe: { grpc: { port: 1 } },
        readinessProbe: { exec: { command: ['true'] } },
        lifecycle: { preStop: { exec: { command: ['sync'] } } },
        securityContext: { runAsUser: 5000 },
        nice: { adjustment: 5 },
        ionice: { class: 2, classData: 4 },
        env: [{ name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } }],
        envFrom: [{ prefix: 'PG_', secretRef: { name: 'pg' } }],
      },
    };
    expect(orThrow(toContainer(resolvedFunctionOf(spec, 'dump.v1')))).toEqual({
      name: 'dump-v1',
      image: 'acme/dump:1',
      imagePullPolicy: 'IfNotPresent',
      command: ['dump'],
      args: ['--all'],
      workingDir: '/srv',
      ports: [{ containerPort: 9090, name: 'metrics' }],
      volumeMounts: [
        { name: 'data', mountPath: '/data', readOnly: true },
        { name: 'stash-tmp-dir', mountPath: '/stash-tmp' },
      ],
      volumeDevices: [{ name: 'raw', devicePath: '/dev/xvda' }],
      resources: { limits: { cpu: '1', memory: '1Gi' } },
      livenessProbe: { grpc: { port: 1, service: null } },
      readinessProbe: { exec: { command: ['true'] } },
      lifecycle: { preStop: { exec: { command: ['sync'] } } },
      securityContext: { runAsUser: 5000 },
      env: [
        { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '0' } } },
        { name: 'NICE_ADJUSTMENT', value: '5' },
        { name: 'IONICE_CLASS', value: '2' },
        { name: 'IONICE_CLASS_DATA', value: '4' },
      ],
      envFrom: [{ prefix: 'PG_', secretRef: { name: 'pg' } }],
    });
  });

  const wrapper: ContainerOptions = { scheduling: 'wrapper', runtimeSettings: { ionice: { classData: 7 } } };
  const settings = { nice: { adjustment: -5 }, ionice: { class: 2, classData: 4 } };

  test('runs a given command by nice and ionice where that is asked for', () => {
    const container = orThrow(
      toContainer(resolvedFunctionOf({ command: ['dump', '-a'], runtimeSettings: settings }), wrapper),
    );
    expect(container.command).toEqual(['nice', '-n', '-5', 'ionice', '-c', '2', '-n', '7', 'dump', '-a']);
    expect(container).not.toHaveProperty('env');
  });

  test('keeps the variables, and warns, where there is no command to run', () => {
    const warnings: Array<Problem> = [];
    const onWarning = (warning: Problem): number => warnings.push(warning);
    const container = orThrow(
      toContainer(resolvedFunctionOf({ runtimeSettings: settings }), { ...wrapper, onWarning }),
    );
    expect(container.env?.map(({ value }) => value)).toEqual(['-5', '2', '7']);
    expect(warnings.map(findingOf)).toEqual(['no-command-to-wrap Function/dump spec.command']);
  });

  test('takes the mount of an option over the one at its path, and its variables over all others', () => {
    const spec = {
      volumeMounts: [{ name: 'a', mountPath: '/a' }],
      runtimeSettings: { env: [{ name: 'A', value: '1' }] },
    };
    const options = { volumeMounts: [{ name: 'b', mountPath: '/a' }], env: { A: '2' }, name: 'other', step: 3 };
    expect(orThrow(toContainer(resolvedFunctionOf(spec), options))).toMatchObject({
      name: 'other',
      volumeMounts: [{ name: 'b', mountPath: '/a' }, { name: 'stash-tmp-dir' }],
      env: [{ name: 'A', value: '2' }],
    });
  });

  test('checks what a container needs without its pod', () => {
    const spec = { image: '', volumeMounts: [{ name: 'anything', mountPath: '' }] };
    expect(findingsOf(toContainer(resolvedFunctionOf(spec)))).toEqual([
      'missing-field Function/dump spec.image',
      'missing-field Function/dump spec.volumeMounts.0.mountPath',
    ]);
  });
});
