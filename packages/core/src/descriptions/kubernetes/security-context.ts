import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

const both = {
  appArmorProfile: 'AppArmor profile of the processes.',
  runAsGroup: 'GID of the first process, 0 to 2147483647. Default: that of the image.',
  runAsNonRoot: 'True to refuse to start as UID 0. Default false.',
  runAsUser: 'UID of the first process, 0 to 2147483647. Default: that of the image.',
  seLinuxOptions: 'SELinux label of the processes. Default: a random one.',
  seccompProfile: 'Filter of system calls. Default: that of the node, as a rule none.',
  windowsOptions: 'Settings for Windows nodes.',
};

const profileType =
  'RuntimeDefault (that of the container runtime), Localhost (a file of the node) or Unconfined (none).';

/** Privileges of a container and of a pod. */
export const securityContext: TypeDescriptions = onPage('core/pod-v1', {
  SecurityContext: {
    text: 'Privileges of one container; they win over those of the pod.',
    fields: {
      ...both,
      allowPrivilegeEscalation: 'False to set no_new_privs, so that setuid programs gain nothing. Default true.',
      capabilities: 'Linux capabilities to add to and drop from those of the runtime.',
      privileged: 'True for the rights of root on the node. Default false.',
      procMount: 'View of /proc: Default, which masks parts of it, or Unmasked.',
      readOnlyRootFilesystem: 'True to allow writing to volumes alone. Default false.',
    },
  },
  PodSecurityContext: {
    text: 'Privileges of all containers of a pod, where they have none of their own.',
    fields: {
      ...both,
      fsGroup: 'GID that all processes belong to and that owns the files of volumes which support it.',
      fsGroupChangePolicy:
        'Files of a volume change their group Always (default), or only OnRootMismatch of its root folder.',
      seLinuxChangePolicy: 'SELinux labels of volumes are set file by file (Recursive), or at once by MountOption.',
      supplementalGroups: 'More GIDs of the first process of each container.',
      supplementalGroupsPolicy: 'Merge (default) to add the groups of the image, or Strict for the listed ones alone.',
      sysctls: 'Kernel parameters of the pod; those that are not safe must be allowed on the node.',
    },
  },
  Capabilities: {
    text: 'Linux capabilities beside those that the container runtime grants.',
    fields: {
      add: 'Capabilities to grant, without `CAP_`: `NET_ADMIN`; `ALL` for every one.',
      drop: 'Capabilities to take away, without `CAP_`; `ALL` for every one.',
    },
  },
  SELinuxOptions: {
    text: 'The parts of a SELinux label.',
    fields: {
      level: 'Sensitivity and categories: `s0:c123,c456`.',
      role: 'Role part of the label: `system_r`.',
      type: 'Domain of the processes: `spc_t`, `container_t`.',
      user: 'User part of the label: `system_u`.',
    },
  },
  SeccompProfile: {
    text: 'A filter of system calls.',
    fields: {
      localhostProfile: 'File of the profile below the seccomp folder of the kubelet; for the type Localhost alone.',
      type: `Profile: ${profileType}`,
    },
  },
  AppArmorProfile: {
    text: 'An AppArmor profile.',
    fields: {
      localhostProfile: 'Name of a profile that is loaded on the node; for the type Localhost alone.',
      type: `Profile: ${profileType}`,
    },
  },
  WindowsSecurityContextOptions: {
    text: 'Privileges on a Windows node.',
    fields: {
      gmsaCredentialSpec: 'Text of the GMSA credential spec; filled in by its admission webhook.',
      gmsaCredentialSpecName: 'Name of a GMSA credential spec.',
      hostProcess: 'True for a process of the node itself; the same in all containers, and only with hostNetwork.',
      runAsUserName: 'Windows user of the first process: `DOMAIN\\user`. Default: that of the image.',
    },
  },
  Sysctl: {
    text: 'A setting of the Linux kernel.',
    fields: { name: 'Name: `net.core.somaxconn`.', value: 'Value, as text.' },
  },
});
