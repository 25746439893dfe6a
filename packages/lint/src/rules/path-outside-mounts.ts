import type { Finding, RuleFor } from '../rule.ts';
import { type InvokerKind, invokerKinds } from '../subject/kinds.ts';
import { isBelow, mountPathsOf, pathsOf } from '../subject/paths.ts';
import { listed, quoted } from '../subject/words.ts';

/** Paths of a backup or restore that lie in no mount of its target. */
export const pathOutsideMounts: RuleFor<'path-outside-mounts', InvokerKind> = {
  code: 'path-outside-mounts',
  severity: 'warning',
  kinds: invokerKinds,
  meaning: 'A path that is backed up or restored lies outside every mount of the target.',
  explanation: `The container sees only those parts of the target that are mounted. So the backup fails, or holds a
folder of the container's own image. Data that a restore writes there is lost with the container. A claim without
\`volumeMounts\` is mounted at \`/stash-data\`.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  target:
    ref: { apiVersion: apps/v1, kind: Deployment, name: web }
    volumeMounts: [{ name: data, mountPath: /data }]
    paths: [/source/data]
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
`,
  cure: 'mount the volume that has the path, or correct the path.',
  check: (invoker, context) =>
    context.targetsOf(invoker).flatMap((target) => {
      const mounts = mountPathsOf(target);
      if (mounts === undefined) return [];
      return pathsOf(target).flatMap(({ value, path }): ReadonlyArray<Finding> => {
        const isKnown = !value.startsWith('/') || value.includes('${') || mounts.some((mount) => mount.includes('${'));
        // A folder above a mount holds that mount.
        if (isKnown || mounts.some((mount) => isBelow(value, mount) || isBelow(mount, value))) return [];
        return [
          {
            message: `\`${value}\` is outside of what is mounted, ${listed(mounts.map(quoted))}`,
            path,
            hint: 'mount the volume that has the path, or correct the path',
          },
        ];
      });
    }),
};
