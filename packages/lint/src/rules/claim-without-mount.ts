import type { Finding, RuleFor } from '../rule.ts';

/** Claims that a restore makes but that its target does not mount: the data would be restored beside them. */
export const claimWithoutMount: RuleFor<'claim-without-mount', 'RestoreSession' | 'RestoreBatch'> = {
  code: 'claim-without-mount',
  severity: 'warning',
  kinds: ['RestoreSession', 'RestoreBatch'],
  meaning: 'A restore makes claims and mounts them nowhere.',
  explanation: `The claims of \`volumeClaimTemplates\` become volumes of the pod only if the target has
\`volumeMounts\`. Without these, the data is restored into the container, and is lost with it.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: RestoreSession
metadata:
  name: back
  namespace: demo
spec:
  task: { name: pvc-restore }
  target:
    volumeClaimTemplates:
      - metadata: { name: 'data-\${POD_ORDINAL}' }
        spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`,
  cure: 'mount them with `target.volumeMounts`, each by the name of its template without the ordinal.',
  check: (invoker, context) =>
    context.targetsOf(invoker).flatMap((target): ReadonlyArray<Finding> => {
      if (target.occasion === 'backup' || target.effective?.name === undefined) return [];
      const { volumeClaimTemplates = [], volumeMounts = [] } = target.spec.target ?? {};
      if (volumeMounts.length > 0 || volumeClaimTemplates.length === 0) return [];
      return [
        {
          message: 'the target makes claims and has no `volumeMounts`, so they are mounted nowhere',
          path: [...target.path, 'target', 'volumeClaimTemplates'],
          at: 'key',
          hint: 'mount them with `target.volumeMounts`, each by the name of its template without the ordinal',
        },
      ];
    }),
};
