import type { EnvVarSource, FunctionSpec, Probe, RuntimeSettings } from '@stash-functions/core/decode';
import fc from 'fast-check';
import { isLeft, isRight } from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { refusals } from '../../test/api-server-rules.ts';
import { backupInput, restoreInput } from '../../test/invokers.ts';
import { planBackup, planRestore } from '../index.ts';

/**
 * Takes mostly values that an API server accepts, so that some whole plans are accepted. Now and then it takes a bad
 * one.
 */
function mostly<A>(valid: ReadonlyArray<A>, invalid: ReadonlyArray<A>): fc.Arbitrary<A> {
  return fc.oneof(
    { weight: 25, arbitrary: fc.constantFrom(...valid) },
    { weight: 1, arbitrary: fc.constantFrom(...invalid) },
  );
}

const name = mostly(['data', 'scratch', 'a', 'a.b'], ['A', '', 'a b', 'x'.repeat(64)]);
const path = mostly(['/a', '/b', '/c', '/d', '/stash-tmp', 'a'], ['', '/a:b', '/a/../b']);
const quantity = mostly(['1', '500m', '0.5', '1000m'], ['1Gi', 'much', '-1']);
const label = mostly(['a', 'A_b', 'c.d'], ['', '-a', 'a b', 'y'.repeat(64)]);
const command = { exec: { command: ['true'] } };

const env = fc.array(
  fc.record(
    {
      name: mostly(['A', 'B', 'C', 'D', 'E', 'F', '1'], ['A=B', '', 'ä']),
      value: fc.constantFrom('', '', 'v'),
      valueFrom: mostly<EnvVarSource>(
        [{ fieldRef: { fieldPath: 'metadata.name' } }, { secretKeyRef: { name: 's', key: 'k' } }],
        [{}],
      ),
    },
    { requiredKeys: ['name'] },
  ),
  { maxLength: 3 },
);
const resources = fc.record(
  {
    limits: fc.dictionary(fc.constantFrom('cpu', 'memory'), quantity),
    requests: fc.dictionary(fc.constantFrom('cpu', 'memory'), quantity),
  },
  { requiredKeys: [] },
);
const probe = mostly<Probe>([command, { grpc: { port: 1 } }], [{ ...command, grpc: { port: 1 } }, {}]);
const container = fc.record(
  { env, resources, livenessProbe: probe, lifecycle: fc.constant({ preStop: command }) },
  { requiredKeys: [] },
);
const spec: fc.Arbitrary<FunctionSpec> = fc.record(
  {
    image: mostly(['acme/tool:1'], ['', 'acme/tool:1 ']),
    args: fc.array(
      fc.string({ maxLength: 5 }).map((text) => text.replaceAll('$', '')),
      { maxLength: 2 },
    ),
    ports: fc.array(
      fc.record({
        containerPort: mostly([80, 81, 82, 83, 65535], [0, 65536]),
        protocol: mostly(['TCP', 'UDP'], ['tcp']),
      }),
      { maxLength: 2 },
    ),
    volumeMounts: fc.array(
      fc.record({
        name: mostly(['stash-tmp-dir'], ['nope']),
        mountPath: path,
        subPath: mostly(['a', 'a/b', ''], ['..', '/a']),
      }),
      { maxLength: 2 },
    ),
    runtimeSettings: container,
  },
  { requiredKeys: [] },
);
const runtimeSettings: fc.Arbitrary<RuntimeSettings> = fc.record(
  {
    container,
    pod: fc.record(
      {
        podLabels: fc.dictionary(label, label, { maxKeys: 2 }),
        podAnnotations: fc.dictionary(label, mostly(['a'], ['b'.repeat(262_144)]), { maxKeys: 2 }),
        serviceAccountName: name,
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);
const given = fc.record({
  specs: fc.array(spec, { minLength: 1, maxLength: 2 }),
  runtimeSettings,
  tempDir: fc.record({ sizeLimit: quantity }, { requiredKeys: [] }),
});

test('a plan without an error has no object that an API server refuses', () => {
  let accepted = 0;
  fc.assert(
    fc.property(given, fc.boolean(), ({ specs, ...invoker }, isRestore) => {
      const plan = isRestore ? planRestore(restoreInput(specs, invoker)) : planBackup(backupInput(specs, invoker));
      if (isLeft(plan)) return;
      accepted += 1;
      expect(plan.right.objects.flatMap(refusals)).toEqual([]);
    }),
    { numRuns: 1500 },
  );
  expect(accepted).toBeGreaterThan(50);
});

test('a plan of what an API server accepts comes back without an error', () => {
  const valid = fc.record({
    args: fc.array(
      fc.string({ maxLength: 8 }).map((text) => text.replaceAll('$', '')),
      { maxLength: 3 },
    ),
    volumeMounts: fc
      .uniqueArray(fc.constantFrom('/a', '/b', '/stash-tmp'), { maxLength: 3 })
      .map((paths) => paths.map((mountPath) => ({ name: 'stash-tmp-dir', mountPath }))),
    runtimeSettings: fc.record(
      {
        resources: fc.constantFrom({ limits: { cpu: '1' } }, { requests: { cpu: '0.5' }, limits: { cpu: '500m' } }),
        livenessProbe: fc.constant(command),
      },
      { requiredKeys: [] },
    ),
  });
  fc.assert(
    fc.property(fc.array(valid, { minLength: 1, maxLength: 4 }), (specs) => isRight(planBackup(backupInput(specs)))),
    { numRuns: 300 },
  );
});

test('names of any length come out valid, and different for different invokers', () => {
  const part = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/);
  const long = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('.'));
  fc.assert(
    fc.property(long, long, (one, two) => {
      const [first = [], second = []] = [one, two].map((each) => {
        const input = backupInput([{}]);
        const metadata = { ...input.invoker.metadata, name: each };
        if (input.invoker.kind !== 'BackupConfiguration') return [];
        const session = {
          ...input.session,
          metadata: { ...input.session.metadata, name: `${each}-1` },
          spec: { invoker: { kind: 'BackupConfiguration', name: each } },
        };
        const plan = planBackup({ ...input, invoker: { ...input.invoker, metadata }, session });
        return isLeft(plan) ? [] : plan.right.objects.map((object) => object);
      });
      expect([...first, ...second].flatMap(refusals)).toEqual([]);
      const names = new Set(first.map((object) => object.metadata.name));
      if (one.replaceAll('.', '-') !== two.replaceAll('.', '-')) {
        expect(second.filter((object) => names.has(object.metadata.name ?? ''))).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});
