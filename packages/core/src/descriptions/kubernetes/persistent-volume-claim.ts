import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

const modes = 'ReadWriteOnce (one node), ReadOnlyMany, ReadWriteMany, ReadWriteOncePod (one pod; never beside others)';

/** Claims to storage. */
export const persistentVolumeClaim: TypeDescriptions = {
  ...onPage('core/persistent-volume-claim-v1', {
    PersistentVolumeClaim: {
      text: 'A claim to a volume of a certain size and sort, which a pod can mount.',
      fields: {
        apiVersion: 'Always `v1`.',
        kind: 'Always `PersistentVolumeClaim`.',
        metadata: 'Name, namespace, labels and annotations of the claim.',
        spec: 'The storage that is asked for.',
      },
    },
    PersistentVolumeClaimSpec: {
      text: 'The storage that a claim asks for.',
      fields: {
        accessModes: `Ways in which the volume must be usable, at least one: ${modes}.`,
        dataSource: 'VolumeSnapshot or claim of the same namespace whose content the new volume starts with.',
        dataSourceRef:
          'Any object that the new volume starts from; like dataSource, for every kind and other namespaces.',
        resources: 'Size that is asked for, in `requests.storage`.',
        selector: 'Labels that an existing volume must have; nothing is then provisioned.',
        storageClassName: 'StorageClass of the volume. Absent: the default class; empty text: a volume without class.',
        volumeAttributesClassName: 'VolumeAttributesClass with the performance of the volume; it may change later.',
        volumeMode: 'Filesystem (default), or Block for a raw device.',
        volumeName: 'PersistentVolume that the claim is to be bound to.',
      },
    },
    VolumeResourceRequirements: {
      text: 'Sizes that a claim asks for.',
      fields: {
        limits: 'Largest amount of each resource, as quantities.',
        requests: 'Smallest amount of each resource, as quantities: `storage: 10Gi`.',
      },
    },
    PersistentVolumeClaimStatus: {
      text: 'The volume that a claim came to have.',
      fields: {
        accessModes: `Ways in which the bound volume can be used: ${modes}.`,
        allocatedResourceStatuses: 'State of a change of size that is under way, by resource.',
        allocatedResources: 'Size that is set aside for a change that is under way, by resource; quantities.',
        capacity: 'Size of the bound volume, by resource; quantities.',
        conditions: 'State of changes and checks; one of each type.',
        currentVolumeAttributesClassName: 'VolumeAttributesClass that the volume has now.',
        modifyVolumeStatus: 'A change of VolumeAttributesClass that is under way.',
        phase: 'Pending (no volume yet), Bound, or Lost (the volume is gone).',
      },
    },
    PersistentVolumeClaimCondition: {
      text: 'One statement about the state of a claim.',
      fields: {
        lastProbeTime: 'Time of the last look, RFC 3339.',
        lastTransitionTime: 'Time of the last change of status, RFC 3339.',
        message: 'Explanation for people.',
        reason: 'Explanation for programs: one word in CamelCase.',
        status: 'True, False or Unknown.',
        type: 'The statement: `Resizing`, `FileSystemResizePending`, ...',
      },
    },
    ModifyVolumeStatus: {
      text: 'A change of the VolumeAttributesClass of a claim.',
      fields: {
        status: 'InProgress, Pending (something is missing, such as the class), or Infeasible (the driver refused).',
        targetVolumeAttributesClassName: 'VolumeAttributesClass that the volume is to have.',
      },
    },
  }),
  ...onPage('core/pod-v1', {
    PersistentVolumeClaimTemplate: {
      text: 'A claim that is made for each pod.',
      fields: {
        metadata: 'Labels and annotations that the claim gets; its name is made from pod and volume.',
        spec: 'The storage that each claim asks for.',
      },
    },
  }),
};
