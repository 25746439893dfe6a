import { checkVolumeSource, type VolumeFault, type VolumeSource } from '@stash-functions/core/decode';
import type { Finding, RuleFor } from '../rule.ts';
import { volumeSourcesOf } from '../subject/volumes.ts';

/** Sources of volumes that an API server refuses. */
export const invalidVolume: RuleFor<'invalid-volume', 'Task' | 'Repository'> = {
  code: 'invalid-volume',
  severity: 'error',
  kinds: ['Task', 'Repository'],
  meaning: 'A volume lacks a field, or has one that an API server refuses.',
  explanation: `The rule checks every source of volumes as an API server does: required fields, ranges, and forms of
names and addresses. A name that no object can have is a warning, because the pod then waits for ever. Values with
\`\${...}\` are checked in the plan.`,
  example: `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: nightly
  namespace: demo
spec:
  backend:
    storageSecretName: repository-password
    local:
      mountPath: /safe/data
      iscsi: { targetPortal: 10.0.0.5, iqn: disk1, lun: 0 }
`,
  cure: 'write the field as the hint says.',
  check: (resource) =>
    volumeSourcesOf(resource).flatMap(({ value, path }) =>
      checkVolumeSource(value)
        .filter((fault) => fault.code !== 'deprecated-volume' && fault.code !== 'fractional-bytes')
        .filter((fault) => isKnownNow(value, fault))
        .map(({ path: at, message, hint, severity }): Finding => {
          return { message, path: [...path, ...at], hint: hint ?? 'give it', severity };
        }),
    ),
};

/** A template may become anything, but a missing field is known now. */
function isKnownNow(source: VolumeSource, fault: VolumeFault): boolean {
  return !JSON.stringify(source).includes('${') || (fault.code === 'missing-field' && fault.value === undefined);
}
