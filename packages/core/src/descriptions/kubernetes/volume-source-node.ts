import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';
import { readOnly } from './volume-fields.ts';

/** Volumes of the node and of claims, drivers and images. */
export const volumeSourceNode: TypeDescriptions = onPage('core/pod-v1', {
  EmptyDirVolumeSource: {
    text: 'An empty folder that lives as long as the pod.',
    fields: {
      medium: 'Empty text for the disk of the node (default), Memory for a tmpfs, or HugePages.',
      sizeLimit: 'Size beyond which the pod is evicted, as a quantity of bytes: `1Gi`. Default: no limit.',
    },
  },
  HostPathVolumeSource: {
    text: 'A file or folder of the node.',
    fields: {
      path: 'Path on the node; it cannot hold `..`.',
      type: 'Check before the mount: empty for none (default), Directory, DirectoryOrCreate, File, FileOrCreate, Socket, ...',
    },
  },
  PersistentVolumeClaimVolumeSource: {
    text: 'The volume of a claim.',
    fields: { claimName: 'Name of the claim, in the namespace of the pod.', readOnly },
  },
  EphemeralVolumeSource: {
    text: 'A claim that is made with the pod and deleted with it.',
    fields: { volumeClaimTemplate: 'The claim, whose name will be that of the pod, `-`, and that of the volume.' },
  },
  CSIVolumeSource: {
    text: 'A volume that a CSI driver makes for the life of the pod.',
    fields: {
      driver: 'CSI driver, by the name under which it registered: `secrets-store.csi.k8s.io`.',
      fsType: 'File system that is asked of the driver. Default: its own.',
      nodePublishSecretRef: 'Secret that is given to the driver.',
      readOnly,
      volumeAttributes: 'Settings that the driver defines.',
    },
  },
  FlexVolumeSource: {
    text: 'A volume of a driver program on the node.',
    fields: {
      driver: 'Driver program on the node: `vendor/name`.',
      fsType: 'File system that is asked of the driver. Default: its own.',
      options: 'Settings that the driver defines; keys of `kubernetes.io` are reserved.',
      readOnly,
      secretRef: 'Secret whose keys are given to the driver.',
    },
  },
  GitRepoVolumeSource: {
    text: 'A working copy that is cloned when the pod starts.',
    fields: {
      directory: 'Folder of the clone in the volume: relative, without `..`. Default: the name of the repository.',
      repository: 'URL of the repository.',
      revision: 'Commit to check out. Default: the tip of the main branch.',
    },
  },
  ImageVolumeSource: {
    text: 'The files of an OCI image or artifact, read-only.',
    fields: {
      pullPolicy:
        'Time to fetch it: Always, IfNotPresent or Never. Default: Always for the tag latest, else IfNotPresent.',
      reference: 'The image, written as for a container: `registry/name:tag`; needed in a pod.',
    },
  },
});
