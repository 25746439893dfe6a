import { orThrow } from '@stash-functions/core/decode';
import { expect, test } from 'vitest';
import { restoreInput } from '../../test/invokers.ts';
import { findingOf, resolvedFunctionOf } from '../../test/resolved.ts';
import { planRestore, type RestorePlanInput, toContainer } from '../index.ts';

const nonRoot = { securityContext: { runAsNonRoot: true } };

test('root where it is forbidden is warned of, with both places', () => {
  const inFunction = warningsOf(restoreInput([{ runtimeSettings: nonRoot }, {}]));
  expect(inFunction.map(findingOf)).toEqual([
    'root-not-allowed Function/step0 spec.runtimeSettings.securityContext.runAsNonRoot',
  ]);
  expect(inFunction[0]?.message).toContain('a restore runs as root');

  const inContainer = warningsOf(restoreInput([{}, {}], { runtimeSettings: { container: nonRoot } }));
  expect(inContainer.map(findingOf)).toEqual([
    'root-not-allowed RestoreSession/orders spec.runtimeSettings.container.securityContext.runAsNonRoot',
  ]);
  const inPod = warningsOf(
    restoreInput([{ runtimeSettings: { securityContext: { runAsUser: 0 } } }], {
      runtimeSettings: { pod: { securityContext: { runAsNonRoot: true, runAsUser: 1000 } } },
    }),
  );
  expect(inPod.map(findingOf)).toEqual([
    'root-not-allowed RestoreSession/orders spec.runtimeSettings.pod.securityContext.runAsNonRoot',
  ]);
  expect(inPod[0]?.message).toContain('spec.runtimeSettings.securityContext.runAsUser of Function step0');
});

test('another user, and no user at all, are nothing to warn of', () => {
  const pod = (securityContext: object) => ({ runtimeSettings: { container: nonRoot, pod: { securityContext } } });
  expect(warningsOf(restoreInput([{}], pod({ runAsUser: 1000 })))).toEqual([]);
  expect(warningsOf(restoreInput([{}], pod({})))).toEqual([]);
});

test('a container alone is looked at too', () => {
  const warnings: Array<string> = [];
  const fn = resolvedFunctionOf({ runtimeSettings: { securityContext: { runAsNonRoot: true, runAsUser: 0 } } });
  orThrow(toContainer(fn, { onWarning: (warning) => warnings.push(findingOf(warning)) }));
  expect(warnings).toEqual(['root-not-allowed Function/dump spec.runtimeSettings.securityContext.runAsNonRoot']);
});

function warningsOf(input: RestorePlanInput): ReadonlyArray<Parameters<typeof findingOf>[0]> {
  return orThrow(planRestore(input)).warnings;
}
