import type { Path } from '../problem/problem.ts';
import {
  type AnyContainer,
  type Control,
  contextsOf,
  forbidden,
  hasUserNamespace,
  inContainers,
  type Violation,
} from './fields.ts';

/**
 * The controls of the level `baseline`, in the order of its table.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 */
export const baselineControls: ReadonlyArray<Control> = [
  {
    name: 'HostProcess',
    find: (pod) =>
      contextsOf(pod).flatMap(({ context, path }) =>
        context.windowsOptions?.hostProcess === true
          ? [forbidden([...path, 'windowsOptions', 'hostProcess'], 'true', 'it must be false or absent')]
          : [],
      ),
  },
  {
    name: 'Host Namespaces',
    find: (pod) =>
      (['hostNetwork', 'hostPID', 'hostIPC'] as const).flatMap((field) =>
        pod[field] === true ? [forbidden([field], 'true', 'it must be false or absent')] : [],
      ),
  },
  {
    name: 'Privileged Containers',
    find: inContainers(({ securityContext }) =>
      securityContext?.privileged === true
        ? [forbidden(['securityContext', 'privileged'], 'true', 'it must be false or absent')]
        : [],
    ),
  },
  {
    name: 'Capabilities',
    find: inContainers(({ securityContext }) =>
      (securityContext?.capabilities?.add ?? []).flatMap((capability, index) =>
        defaultCapabilities.has(capability)
          ? []
          : [
              forbidden(
                ['securityContext', 'capabilities', 'add', index],
                capability,
                'only capabilities of the default set may be added',
              ),
            ],
      ),
    ),
  },
  {
    name: 'HostPath Volumes',
    find: ({ volumes = [] }) =>
      volumes.flatMap(({ name, hostPath }, index) =>
        hostPath === undefined
          ? []
          : [forbidden(['volumes', index, 'hostPath'], `volume ${name}`, 'it must not be of the host')],
      ),
  },
  {
    name: 'Host Ports',
    find: inContainers(({ ports = [] }) =>
      ports.flatMap(({ hostPort }, index) =>
        hostPort === undefined || hostPort === 0
          ? []
          : [forbidden(['ports', index, 'hostPort'], String(hostPort), 'it must be 0 or absent')],
      ),
    ),
  },
  { name: 'Host Probes / Lifecycle Hooks', find: inContainers(hostsOfHandlers) },
  {
    name: 'AppArmor',
    find: (pod) =>
      contextsOf(pod).flatMap(({ context, path }) =>
        notAmong(context.appArmorProfile?.type, ['RuntimeDefault', 'Localhost'], [...path, 'appArmorProfile', 'type']),
      ),
  },
  {
    name: 'SELinux',
    find: (pod) =>
      contextsOf(pod).flatMap(({ context, path }) => [
        ...notAmong(context.seLinuxOptions?.type, seLinuxTypes, [...path, 'seLinuxOptions', 'type']),
        ...notAmong(context.seLinuxOptions?.user, [''], [...path, 'seLinuxOptions', 'user']),
        ...notAmong(context.seLinuxOptions?.role, [''], [...path, 'seLinuxOptions', 'role']),
      ]),
  },
  { name: '/proc Mount Type', find: (pod) => (hasUserNamespace(pod) ? [] : unmaskedProc(pod)) },
  {
    name: 'Seccomp',
    find: (pod) =>
      contextsOf(pod).flatMap(({ context, path }) =>
        notAmong(context.seccompProfile?.type, ['RuntimeDefault', 'Localhost'], [...path, 'seccompProfile', 'type']),
      ),
  },
  {
    name: 'Sysctls',
    find: ({ securityContext }) =>
      (securityContext?.sysctls ?? []).flatMap(({ name }, index) =>
        safeSysctls.has(name)
          ? []
          : [forbidden(['securityContext', 'sysctls', index, 'name'], name, 'only sysctls of the safe set may be set')],
      ),
  },
];

/** /proc without masks, which shows the processes and settings of the node. */
export const unmaskedProc: Control['find'] = inContainers(({ securityContext }) =>
  notAmong(securityContext?.procMount, ['Default'], ['securityContext', 'procMount']),
);

const defaultCapabilities: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

const seLinuxTypes: ReadonlyArray<string> = [
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
];

const safeSysctls: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
]);

function notAmong(value: string | undefined, allowed: ReadonlyArray<string>, path: Path): ReadonlyArray<Violation> {
  if (value === undefined || allowed.includes(value)) return [];
  const named = allowed.filter((each) => each !== '');
  return [
    forbidden(path, value, named.length === 0 ? 'it must be absent' : `it must be ${named.join(' or ')}, or absent`),
  ];
}

/** The hosts that handlers name. Such a handler reaches out from the node. */
function hostsOfHandlers({
  livenessProbe,
  readinessProbe,
  startupProbe,
  lifecycle,
}: AnyContainer): ReadonlyArray<Violation> {
  const handlers = [
    { path: ['livenessProbe'], handler: livenessProbe },
    { path: ['readinessProbe'], handler: readinessProbe },
    { path: ['startupProbe'], handler: startupProbe },
    { path: ['lifecycle', 'postStart'], handler: lifecycle?.postStart },
    { path: ['lifecycle', 'preStop'], handler: lifecycle?.preStop },
  ];
  return handlers.flatMap(({ path, handler }) =>
    (['httpGet', 'tcpSocket'] as const).flatMap((action) => {
      const host = handler?.[action]?.host ?? '';
      return host === '' ? [] : [forbidden([...path, action, 'host'], host, 'it must be absent')];
    }),
  );
}
