import type { V1PodSpec } from '../kubernetes/pod.ts';
import { unmaskedProc } from './baseline.ts';
import {
  type AnyContainer,
  type Control,
  containersOf,
  contextsOf,
  forbidden,
  hasUserNamespace,
  inContainers,
  type Violation,
} from './fields.ts';

/**
 * The controls that the level `restricted` adds to `baseline`, in the order of its table. In a pod that names Windows,
 * the controls for Linux do not apply.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const restrictedControls: ReadonlyArray<Control> = [
  // `baseline` allows it to a pod with users of its own.
  { name: '/proc Mount Type', find: (pod) => (hasUserNamespace(pod) ? unmaskedProc(pod) : []) },
  {
    name: 'Volume Types',
    find: ({ volumes = [] }) =>
      volumes.flatMap((volume, index) =>
        Object.keys(volume)
          .filter((type) => type !== 'name' && !volumeTypes.has(type))
          .map((type) =>
            forbidden(
              ['volumes', index, type],
              `of volume ${volume.name}`,
              `its type must be one of ${[...volumeTypes].join(', ')}`,
            ),
          ),
      ),
  },
  {
    name: 'Privilege Escalation',
    find: onLinux(
      inContainers(({ securityContext }) =>
        securityContext?.allowPrivilegeEscalation === false
          ? []
          : [
              forbidden(
                ['securityContext', 'allowPrivilegeEscalation'],
                shown(securityContext?.allowPrivilegeEscalation),
                'it must be false',
              ),
            ],
      ),
    ),
  },
  { name: 'Running as Non-root', find: withHostUsers(notAsNonRoot) },
  {
    name: 'Running as Non-root user',
    find: withHostUsers((pod) =>
      contextsOf(pod).flatMap(({ context, path }) =>
        context.runAsUser === 0 ? [forbidden([...path, 'runAsUser'], '0', 'it must be another user, or absent')] : [],
      ),
    ),
  },
  { name: 'Seccomp', find: onLinux(withoutSeccomp) },
  {
    name: 'Capabilities',
    find: onLinux(
      inContainers(({ securityContext }) => [
        ...(securityContext?.capabilities?.drop?.includes('ALL')
          ? []
          : [
              forbidden(
                ['securityContext', 'capabilities', 'drop'],
                shown(securityContext?.capabilities?.drop?.join(', ')),
                'it must hold ALL',
              ),
            ]),
        ...(securityContext?.capabilities?.add ?? []).flatMap((capability, index) =>
          capability === 'NET_BIND_SERVICE'
            ? []
            : [
                forbidden(
                  ['securityContext', 'capabilities', 'add', index],
                  capability,
                  'only NET_BIND_SERVICE may be added',
                ),
              ],
        ),
      ]),
    ),
  },
];

const volumeTypes: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

function onLinux(find: Control['find']): Control['find'] {
  return (pod) => (pod.os?.name === 'windows' ? [] : find(pod));
}

/** A control about the node's root does not apply to a pod whose users are not those of the node. */
function withHostUsers(find: Control['find']): Control['find'] {
  return (pod) => (hasUserNamespace(pod) ? [] : find(pod));
}

/** A container without its own setting follows the pod; one with its own decides for itself. */
function notAsNonRoot(pod: V1PodSpec): ReadonlyArray<Violation> {
  const ofPod = pod.securityContext?.runAsNonRoot;
  const inPod =
    ofPod === false ? [forbidden(['securityContext', 'runAsNonRoot'], 'false', 'it must be true, or absent')] : [];
  const inContainers = follow(
    pod,
    ({ securityContext }) => securityContext?.runAsNonRoot ?? ofPod,
    (value) => value === true,
    ['runAsNonRoot'],
  );
  return [...inPod, ...inContainers];
}

function withoutSeccomp(pod: V1PodSpec): ReadonlyArray<Violation> {
  const ofPod = pod.securityContext?.seccompProfile?.type;
  const isConfined = (type: string | boolean | undefined): boolean => type === 'RuntimeDefault' || type === 'Localhost';
  return follow(pod, ({ securityContext }) => securityContext?.seccompProfile?.type ?? ofPod, isConfined, [
    'seccompProfile',
    'type',
  ]);
}

function follow(
  pod: V1PodSpec,
  effective: (container: AnyContainer) => string | boolean | undefined,
  isAllowed: (value: string | boolean | undefined) => boolean,
  field: ReadonlyArray<string>,
): ReadonlyArray<Violation> {
  const rule = field[0] === 'runAsNonRoot' ? 'it must be true' : 'it must be RuntimeDefault or Localhost';
  return containersOf(pod).flatMap(({ container, path }) => {
    const value = effective(container);
    return isAllowed(value)
      ? []
      : [forbidden([...path, 'securityContext', ...field], shown(value), `${rule}, here or for the whole pod`)];
  });
}

function shown(value: string | boolean | undefined): string {
  return value === undefined || value === '' ? 'absent' : String(value);
}
