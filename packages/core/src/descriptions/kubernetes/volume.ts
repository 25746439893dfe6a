import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

const gone = (version: string): string => `no kubelet mounts it since Kubernetes ${version}.`;
const moved = (driver: string): string =>
  `deprecated; served by the CSI driver \`${driver}\`, which must be installed.`;

const sources = {
  awsElasticBlockStore: `An AWS EBS disk; ${moved('ebs.csi.aws.com')}`,
  azureDisk: `A disk of Azure; ${moved('disk.csi.azure.com')}`,
  azureFile: `A file share of Azure; ${moved('file.csi.azure.com')}`,
  cephfs: `A CephFS file system; ${gone('1.31')}`,
  cinder: `A disk of OpenStack Cinder; ${moved('cinder.csi.openstack.org')}`,
  configMap: 'The keys of a ConfigMap as files.',
  csi: 'A volume that a CSI driver makes for the life of the pod.',
  downwardAPI: 'Fields of the pod, such as labels and limits, as files.',
  emptyDir: 'An empty folder that lives as long as the pod, on the disk of the node or in its memory.',
  ephemeral: 'A claim that is made with the pod and deleted with it.',
  fc: 'A disk on a Fibre Channel network.',
  flexVolume: 'A volume of a driver program on the node; deprecated, use a CSI driver.',
  flocker: `A Flocker dataset; ${gone('1.25')}`,
  gcePersistentDisk: `A disk of Google Compute Engine; ${moved('pd.csi.storage.gke.io')}`,
  gitRepo: 'A clone of a Git repository; off by default since Kubernetes 1.33: clone in an init container.',
  glusterfs: `A GlusterFS file system; ${gone('1.26')}`,
  hostPath: 'A file or folder of the node; a risk, because it opens the node to the pod.',
  image: 'The files of an OCI image or artifact, read-only.',
  iscsi: 'A disk behind iSCSI.',
  nfs: 'A folder of an NFS server.',
  persistentVolumeClaim: 'The volume of a claim in the namespace of the pod.',
  photonPersistentDisk: `A disk of VMware Photon; ${gone('1.16')}`,
  portworxVolume: `A Portworx volume; ${moved('pxd.portworx.com')}`,
  projected: 'Several sources in one folder: Secrets, ConfigMaps, fields of the pod, tokens, certificates.',
  quobyte: `A Quobyte volume; ${gone('1.25')}`,
  rbd: `A block device of Ceph; ${gone('1.31')}`,
  scaleIO: `A ScaleIO volume; ${gone('1.22')}`,
  secret: 'The keys of a Secret as files, in memory.',
  storageos: `A StorageOS volume; ${gone('1.25')}`,
  vsphereVolume: `A disk of vSphere; ${moved('csi.vsphere.vmware.com')}`,
};

/** Volumes of a pod. */
export const volume: TypeDescriptions = onPage('core/pod-v1', {
  VolumeSource: { text: 'The place that a volume comes from: exactly one of the fields.', fields: sources },
  Volume: {
    text: 'A volume of a pod: its name and exactly one source.',
    fields: {
      name: 'Name by which containers mount it, unique in the pod: lower-case letters, digits and `-`, at most 63.',
      ...sources,
    },
  },
});
