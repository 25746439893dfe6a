import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

/** The fields that containers of every sort have. */
const container = {
  args: 'Arguments for the command; in place of the CMD of the image. `$(NAME)` is replaced by that variable.',
  command: 'Program and its first arguments, without a shell; in place of the ENTRYPOINT of the image.',
  env: 'Environment variables, each with a name; where one stands twice, the last counts.',
  envFrom:
    'ConfigMaps and Secrets of which every key becomes a variable; `env` wins over them, a later over an earlier.',
  image: 'Image to run: `registry/name:tag` or with `@sha256:` digest.',
  imagePullPolicy:
    'Time to fetch the image: Always, IfNotPresent or Never. Default: Always for the tag latest, else IfNotPresent.',
  lifecycle: 'Actions after the start and before the end of the container.',
  livenessProbe: 'Check after whose failure the container is killed and started again.',
  name: 'Name of the container, unique in the pod: lower-case letters, digits and `-`, at most 63.',
  ports: 'Ports that the program listens on; to leave one out closes nothing.',
  readinessProbe: 'Check after whose failure Services send the pod no more traffic.',
  resizePolicy: 'For CPU and memory: restart of the container needed or not when the amount changes in place.',
  resources: 'CPU, memory and other resources: what is reserved and what is the limit.',
  restartPolicy:
    'Restart of this one container: Always, OnFailure or Never; in an init container, Always makes a sidecar.',
  restartPolicyRules: 'Exit codes after which this container starts again, tried in order; at most 20 rules.',
  securityContext: 'User, capabilities and other privileges; they win over those of the pod.',
  startupProbe: 'Check that must succeed once before the other probes begin.',
  stdin: 'True to keep a standard input open for `attach`. Default false: reading ends at once.',
  stdinOnce: 'True to close standard input after the first `attach` ends. Default false.',
  terminationMessagePath: 'File whose text becomes the last message of the container. Default /dev/termination-log.',
  terminationMessagePolicy:
    'Source of the last message: File, or FallbackToLogsOnError for the end of the log where that file is empty.',
  tty: 'True for a terminal; `stdin` must be true too. Default false.',
  volumeDevices: 'Raw block devices that the container sees, without a file system.',
  volumeMounts: 'Volumes of the pod and the paths at which the container sees them.',
  workingDir: 'Directory in which the program starts; default: that of the image.',
};

const notInEphemeral = 'Must be left out: an ephemeral container has none.';

/** Containers, their ports and their mounts. */
export const containerTypes: TypeDescriptions = onPage('core/pod-v1', {
  Container: { text: 'One container of a pod: an image with its command, environment and limits.', fields: container },
  EphemeralContainer: {
    text: 'A container that is put into a running pod for a while, to look for a fault.',
    fields: {
      ...container,
      lifecycle: notInEphemeral,
      livenessProbe: notInEphemeral,
      ports: notInEphemeral,
      readinessProbe: notInEphemeral,
      resizePolicy: notInEphemeral,
      resources: 'Must be left out: an ephemeral container uses what the pod has left.',
      restartPolicy: 'Must be left out: an ephemeral container never starts again.',
      restartPolicyRules: notInEphemeral,
      startupProbe: notInEphemeral,
      targetContainerName: 'Container whose process namespace is shared; default: the namespaces of the pod.',
      volumeMounts: 'Volumes of the pod and their paths; `subPath` cannot be used here.',
    },
  },
  ContainerPort: {
    text: 'A port that a container listens on.',
    fields: {
      containerPort: 'Number of the port in the pod: 1 to 65535.',
      hostIP: 'Address of the node that `hostPort` is bound to; default: all of them.',
      hostPort: 'Port of the node that leads here: 1 to 65535; with hostNetwork, equal to containerPort.',
      name: 'Name that Services and probes can use, unique in the pod: at most 15 lower-case letters, digits and `-`.',
      protocol: 'Transport: TCP, UDP or SCTP. Default TCP.',
    },
  },
  ContainerResizePolicy: {
    text: 'How a container takes a new amount of one resource.',
    fields: {
      resourceName: 'The resource: `cpu` or `memory`.',
      restartPolicy: 'NotRequired to change it while the container runs (default), or RestartContainer.',
    },
  },
  ContainerRestartRule: {
    text: 'An exit of a container and the restart that follows from it.',
    fields: { action: 'The reaction; `Restart` is the only one.', exitCodes: 'Exit codes that the rule is for.' },
  },
  ContainerRestartRuleOnExitCodes: {
    text: 'A set of exit codes.',
    fields: {
      operator: 'In for exits with one of the codes, NotIn for all others.',
      values: 'Up to 255 codes.',
    },
  },
  VolumeDevice: {
    text: 'A disk that a container sees without a file system.',
    fields: {
      devicePath: 'Path of the device in the container.',
      name: 'The volume: a persistentVolumeClaim of the pod with volumeMode Block.',
    },
  },
  VolumeMount: {
    text: 'A volume of the pod at a path of a container.',
    fields: {
      mountPath: 'Path in the container at which the volume appears; it cannot hold a colon.',
      mountPropagation:
        'Direction in which later mounts pass: None (default), HostToContainer, or Bidirectional (privileged only).',
      name: 'The volume, by its name in the pod.',
      readOnly: 'True to forbid writing. Default false.',
      recursiveReadOnly:
        'Read-only for mounts below it too: Disabled (default), IfPossible or Enabled; needs readOnly and no propagation.',
      subPath: 'Path inside the volume to show instead of its root; relative, without `..`.',
      subPathExpr: 'Like subPath, with `$(NAME)` replaced by variables of the container; not beside subPath.',
    },
  },
});
