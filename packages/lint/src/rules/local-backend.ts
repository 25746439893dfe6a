import type { Finding, RuleFor } from '../rule.ts';
import { backendOf } from '../subject/backends.ts';
import { type BackendKind, backendKinds } from '../subject/kinds.ts';

/** Local backends without a volume, or mounted at the place of something else. */
export const localBackend: RuleFor<'local-backend', BackendKind> = {
  code: 'local-backend',
  severity: 'error',
  kinds: backendKinds,
  meaning: 'A local backend has no volume, or is mounted over files that the container needs.',
  explanation: `Without a volume, data stays in the container and is lost with it. The same is true of an \`emptyDir\`.
A volume at the root hides the files there. So does a volume at a folder of the system or of the operator
(\`/stash-tmp\`, \`/stash-data\`, \`/stash-interim-volume\`).`,
  example: `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: store
  namespace: demo
spec:
  backend:
    local: { mountPath: /stash-data, nfs: { server: nfs.example.org, path: / } }
    storageSecretName: store-credentials
`,
  cure: 'give it a volume that stays, and a folder of its own, such as `/safe/data`.',
  check: (resource) => {
    const placed = backendOf(resource);
    const mount = placed?.found.find(({ name }) => name === 'local')?.mount;
    if (placed === undefined || mount === undefined) return [];
    return [...ofVolume(mount.source, placed.path), ...ofPath(mount.mountPath, placed.path)];
  },
};

function ofVolume(source: object | undefined, path: ReadonlyArray<string>): ReadonlyArray<Finding> {
  if (source === undefined) {
    const hint = 'give it a volume: `persistentVolumeClaim`, `nfs` or another source';
    return [{ message: 'the local backend has no volume', path: [...path, 'local'], at: 'key', hint }];
  }
  if (!('emptyDir' in source)) return [];
  const message = 'an `emptyDir` is gone with the pod, and so are the backups in it';
  return [
    { severity: 'warning', message, path: [...path, 'local', 'emptyDir'], at: 'key', hint: 'use a volume that stays' },
  ];
}

function ofPath(mountPath: string, path: ReadonlyArray<string>): ReadonlyArray<Finding> {
  const at = [...path, 'local', 'mountPath'];
  const clean = mountPath.replace(/\/+$/, '') || '/';
  if (!clean.startsWith('/')) {
    const message = `the mount path \`${mountPath}\` is relative`;
    return [{ message, path: at, hint: `write \`/${clean}\``, fix: { was: mountPath, text: `/${clean}` } }];
  }
  if (!taken.has(clean)) return [];
  const message = `a volume at \`${mountPath}\` hides what the container has there`;
  return [{ message, path: at, hint: 'mount it at a folder of its own: `/safe/data`' }];
}

const taken: ReadonlySet<string> = new Set([
  '/',
  '/stash-tmp',
  '/stash-tmp/output',
  '/stash-data',
  '/stash-interim-volume',
  '/bin',
  '/dev',
  '/etc',
  '/lib',
  '/proc',
  '/root',
  '/sbin',
  '/sys',
  '/tmp',
  '/usr',
  '/usr/bin',
  '/var/run/secrets',
]);
