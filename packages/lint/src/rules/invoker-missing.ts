import { didYouMean, type Invoker, type Manifests } from '@stash-functions/core/decode';
import type { RuleFor } from '../rule.ts';

/** Sessions without an invoker. */
export const invokerMissing: RuleFor<'invoker-missing', 'BackupSession'> = {
  code: 'invoker-missing',
  severity: 'warning',
  kinds: ['BackupSession'],
  meaning: 'A BackupSession belongs to an invoker that is not there.',
  explanation: `A session stands in the namespace of its BackupConfiguration or BackupBatch. If no resource of that kind
was loaded at all, nothing is reported.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupSession
metadata:
  name: nightly-1
  namespace: demo
spec:
  invoker: { apiGroup: stash.appscode.com, kind: BackupConfiguration, name: nigthly }
---
apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
`,
  cure: 'correct the name or the kind of `spec.invoker`, or move the session to the namespace of the invoker.',
  check: ({ metadata, spec }, { manifests, isComplete }) => {
    const invoker = spec?.invoker;
    if (invoker === undefined) return [];
    const candidates = invokersOf(manifests, invoker.kind);
    if (candidates === undefined) {
      const near = didYouMean(invoker.kind, ['BackupConfiguration', 'BackupBatch']);
      const message = `a BackupSession cannot belong to a \`${invoker.kind}\``;
      const hint = near === undefined ? 'write `BackupConfiguration` or `BackupBatch`' : `did you mean \`${near}\`?`;
      return [{ severity: 'error', message, path: ['spec', 'invoker', 'kind'], hint }];
    }
    const ofNamespace = candidates.filter(
      (each) => (each.metadata.namespace ?? metadata.namespace) === (metadata.namespace ?? each.metadata.namespace),
    );
    const names = ofNamespace.map((each) => each.metadata.name);
    if (candidates.length === 0 || names.includes(invoker.name)) return [];
    const elsewhere = candidates.find((each) => each.metadata.name === invoker.name)?.metadata.namespace;
    const near = didYouMean(invoker.name, names);
    return [
      {
        severity: isComplete || elsewhere !== undefined || near !== undefined ? undefined : 'note',
        message: `the ${invoker.kind} \`${invoker.name}\` of the session is not there`,
        path: ['spec', 'invoker', 'name'],
        hint:
          elsewhere !== undefined
            ? `there is one in the namespace \`${elsewhere}\`: a session stands in that of its invoker`
            : near === undefined
              ? 'load the invoker beside the session, or correct the name'
              : `did you mean \`${near}\`?`,
        fix: elsewhere === undefined && near !== undefined ? { was: invoker.name, text: near } : undefined,
      },
    ];
  },
};

/** The invokers of a kind; undefined for a kind that makes no sessions. */
function invokersOf(manifests: Manifests, kind: string): ReadonlyArray<Invoker> | undefined {
  if (kind === 'BackupConfiguration') return [...manifests.backupConfigurations.values()];
  return kind === 'BackupBatch' ? [...manifests.backupBatches.values()] : undefined;
}
