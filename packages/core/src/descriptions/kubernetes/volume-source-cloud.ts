import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';
import { fileSystem, partition, readOnly } from './volume-fields.ts';

/** Volumes on the disks of cloud providers. */
export const volumeSourceCloud: TypeDescriptions = onPage('core/pod-v1', {
  AWSElasticBlockStoreVolumeSource: {
    text: 'An AWS EBS disk, in the zone of the node.',
    fields: {
      fsType: fileSystem(),
      partition,
      readOnly,
      volumeID: 'EBS volume: `vol-0123456789abcdef0`.',
    },
  },
  AzureDiskVolumeSource: {
    text: 'A disk of Azure.',
    fields: {
      cachingMode: 'Cache of the node: None, ReadOnly or ReadWrite (default).',
      diskName: 'The disk, as it is called in Azure.',
      diskURI: 'Address of the disk: `/subscriptions/...` where it is managed, else the `https://` URL of its blob.',
      fsType: fileSystem(),
      kind: 'Managed, Dedicated (own storage account) or Shared (default).',
      readOnly,
    },
  },
  AzureFileVolumeSource: {
    text: 'A file share of Azure.',
    fields: {
      readOnly,
      secretName: 'Secret with the name and key of the storage account.',
      shareName: 'Name of the share.',
    },
  },
  GCEPersistentDiskVolumeSource: {
    text: 'A disk of Google Compute Engine, in the zone of the node.',
    fields: { fsType: fileSystem(), partition, pdName: 'The disk, by its name in the project.', readOnly },
  },
  CinderVolumeSource: {
    text: 'A disk of OpenStack Cinder.',
    fields: {
      fsType: fileSystem(),
      readOnly,
      secretRef: 'Secret with the credentials for OpenStack.',
      volumeID: 'ID of the disk in Cinder.',
    },
  },
  VsphereVirtualDiskVolumeSource: {
    text: 'A disk of vSphere.',
    fields: {
      fsType: fileSystem(),
      storagePolicyID: 'ID of the storage policy (SPBM) that belongs to storagePolicyName.',
      storagePolicyName: 'Name of the storage policy (SPBM) of the disk.',
      volumePath: 'Path of the disk: `[datastore] folder/disk.vmdk`.',
    },
  },
  PhotonPersistentDiskVolumeSource: {
    text: 'A disk of VMware Photon, which no longer exists.',
    fields: { fsType: fileSystem(), pdID: 'ID of the disk.' },
  },
});
