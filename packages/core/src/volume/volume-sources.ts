import { quote } from '../codec/describe.ts';
import type { Fields } from '../codec/is-object.ts';
import { byteLength } from '../format/byte-length.ts';
import { isDnsSubdomain } from '../format/kubernetes-syntax.ts';
import type { VolumeSource } from '../kubernetes/volume.ts';
import {
  bytes,
  eitherOf,
  fault,
  fileMode,
  label,
  matches,
  namesSecret,
  oneOf,
  path,
  refersTo,
  required,
  requiredIf,
  type VolumeRule,
  within,
} from './volume-rules.ts';

/** The facts about one source of volumes. */
export interface VolumeSourceFacts {
  /** A noun for the source: `a GlusterFS file system`. */
  readonly is: string;
  /** The release of Kubernetes that deprecated it. */
  readonly deprecatedSince?: string;
  /** The release since which no kubelet mounts it any more, or only one that is told to. */
  readonly goneSince?: string;
  /** True where an API server warns of it. */
  readonly serverWarns?: boolean;
  /** The CSI driver that serves its volumes now. */
  readonly driver?: string;
  /** A way to do without the source. */
  readonly instead?: string;
  /** The rules for its fields, as an API server of Kubernetes 1.36 checks them. */
  readonly rules: ReadonlyArray<VolumeRule>;
}

const iscsiForm = 'no name of iSCSI';
const iscsiHint = 'write iqn.2001-04.com.example:disk1, eui. and 16 letters or digits, or naa. and 32';

const partition = within('partition', 0, 255);
const lun = within('lun', 0, 255);
const mode = fileMode('defaultMode');
const pullPolicies: ReadonlyArray<string> = ['Always', 'IfNotPresent', 'Never'];

/**
 * Every source of volumes with all facts about it, for plans, lint and descriptions. The contents of ConfigMaps,
 * Secrets, projected sources and claims are checked elsewhere.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export const volumeSources: Readonly<Record<keyof VolumeSource, VolumeSourceFacts>> = {
  awsElasticBlockStore: {
    is: 'an AWS EBS disk',
    deprecatedSince: '1.17',
    driver: 'ebs.csi.aws.com',
    rules: [required('volumeID'), partition],
  },
  azureDisk: {
    is: 'a disk of Azure',
    deprecatedSince: '1.19',
    driver: 'disk.csi.azure.com',
    rules: [
      required('diskName', 'diskURI'),
      oneOf('cachingMode', ['None', 'ReadOnly', 'ReadWrite']),
      oneOf('kind', ['Dedicated', 'Managed', 'Shared']),
      azureDiskAddress,
    ],
  },
  azureFile: {
    is: 'a file share of Azure',
    deprecatedSince: '1.21',
    driver: 'file.csi.azure.com',
    rules: [required('secretName', 'shareName')],
  },
  cephfs: {
    is: 'a CephFS file system',
    deprecatedSince: '1.28',
    goneSince: '1.31',
    serverWarns: true,
    instead: 'a claim of the CSI driver cephfs.csi.ceph.com',
    rules: [required('monitors')],
  },
  cinder: {
    is: 'a disk of OpenStack Cinder',
    deprecatedSince: '1.11',
    driver: 'cinder.csi.openstack.org',
    rules: [required('volumeID'), namesSecret('secretRef')],
  },
  configMap: {
    is: 'the keys of a ConfigMap, as files',
    rules: [refersTo('name', 'the name of the ConfigMap'), mode],
  },
  csi: {
    is: 'a volume that a CSI driver makes for the life of the pod',
    rules: [csiDriver, namesSecret('nodePublishSecretRef', { checked: true })],
  },
  downwardAPI: { is: 'fields of the pod, such as labels and limits, as files', rules: [mode] },
  emptyDir: {
    is: 'an empty folder that lives as long as the pod, on the disk of the node or in its memory',
    rules: [medium, bytes('sizeLimit')],
  },
  ephemeral: {
    is: 'a claim that is made with the pod and deleted with it',
    rules: [required('volumeClaimTemplate')],
  },
  fc: {
    is: 'a disk on a Fibre Channel network',
    rules: [
      eitherOf('targetWWNs', 'wwids'),
      requiredIf('lun', hasTargets, 'beside targetWWNs'),
      (fc) => (hasTargets(fc) ? lun(fc) : []),
    ],
  },
  flexVolume: {
    is: 'a volume of a driver program on the node',
    deprecatedSince: '1.23',
    instead: 'a claim of a CSI driver',
    rules: [required('driver'), flexOptions],
  },
  flocker: {
    is: 'a Flocker dataset',
    deprecatedSince: '1.22',
    goneSince: '1.25',
    serverWarns: true,
    rules: [
      eitherOf('datasetName', 'datasetUUID'),
      matches('datasetName', (text) => !text.includes('/'), 'no name of a dataset', 'write it without /'),
    ],
  },
  gcePersistentDisk: {
    is: 'a disk of Google Compute Engine',
    deprecatedSince: '1.17',
    driver: 'pd.csi.storage.gke.io',
    rules: [required('pdName'), partition],
  },
  gitRepo: {
    is: 'a clone of a Git repository',
    deprecatedSince: '1.11',
    goneSince: '1.33',
    serverWarns: true,
    instead: 'an emptyDir and a step that clones into it',
    rules: [required('repository'), path('directory', 'relative')],
  },
  glusterfs: {
    is: 'a GlusterFS file system',
    deprecatedSince: '1.25',
    goneSince: '1.26',
    serverWarns: true,
    rules: [required('endpoints', 'path')],
  },
  hostPath: {
    is: 'a file or folder of the node, which opens the node to the pod',
    rules: [
      required('path'),
      path('path', 'any'),
      oneOf('type', [
        '',
        'DirectoryOrCreate',
        'Directory',
        'FileOrCreate',
        'File',
        'Socket',
        'CharDevice',
        'BlockDevice',
      ]),
    ],
  },
  image: {
    is: 'the files of an OCI image or artifact, read-only',
    rules: [required('reference'), oneOf('pullPolicy', pullPolicies)],
  },
  iscsi: {
    is: 'a disk behind iSCSI',
    rules: [
      required('targetPortal', 'iqn'),
      matches('iqn', isIscsiName, iscsiForm, iscsiHint),
      matches('initiatorName', isIscsiName, iscsiForm, iscsiHint, { empty: true }),
      lun,
      requiredIf(
        'secretRef',
        (iscsi) => iscsi.chapAuthDiscovery === true || iscsi.chapAuthSession === true,
        'and CHAP needs it',
      ),
    ],
  },
  nfs: { is: 'a folder of an NFS server', rules: [required('server', 'path'), path('path', 'absolute')] },
  persistentVolumeClaim: {
    is: 'the volume of a claim in the namespace of the pod',
    rules: [refersTo('claimName', 'the name of the claim')],
  },
  photonPersistentDisk: {
    is: 'a disk of VMware Photon',
    deprecatedSince: '1.11',
    goneSince: '1.16',
    serverWarns: true,
    rules: [required('pdID')],
  },
  portworxVolume: {
    is: 'a Portworx volume',
    deprecatedSince: '1.25',
    driver: 'pxd.portworx.com',
    rules: [required('volumeID')],
  },
  projected: { is: 'Secrets, ConfigMaps, fields of the pod, tokens and certificates in one folder', rules: [mode] },
  quobyte: {
    is: 'a Quobyte volume',
    deprecatedSince: '1.22',
    goneSince: '1.25',
    serverWarns: true,
    rules: [
      required('registry', 'volume'),
      matches('registry', isHostPortList, 'no list of host:port', 'write host:port, with commas between several'),
      matches('tenant', (text) => byteLength(text) <= 64, 'longer than 64 characters', 'give the UUID of the tenant'),
    ],
  },
  rbd: {
    is: 'a block device of Ceph',
    deprecatedSince: '1.28',
    goneSince: '1.31',
    serverWarns: true,
    instead: 'a claim of the CSI driver rbd.csi.ceph.com',
    rules: [required('monitors', 'image')],
  },
  scaleIO: {
    is: 'a ScaleIO volume',
    deprecatedSince: '1.16',
    goneSince: '1.22',
    serverWarns: true,
    rules: [required('gateway', 'system', 'volumeName'), namesSecret('secretRef', { needed: true })],
  },
  secret: {
    is: 'the keys of a Secret as files in memory',
    rules: [refersTo('secretName', 'the name of the Secret'), mode],
  },
  storageos: {
    is: 'a StorageOS volume',
    deprecatedSince: '1.22',
    goneSince: '1.25',
    serverWarns: true,
    rules: [required('volumeName'), label('volumeName'), label('volumeNamespace'), namesSecret('secretRef')],
  },
  vsphereVolume: {
    is: 'a disk of vSphere',
    deprecatedSince: '1.19',
    driver: 'csi.vsphere.vmware.com',
    rules: [required('volumePath')],
  },
};

/** True for a name that an API server accepts, which is more lenient than RFC 3720. */
function isIscsiName(text: string): boolean {
  if (text.startsWith('iqn')) return /iqn\.\d{4}-\d{2}\.[a-z0-9.-]+:[^,;*&$|\s]+$/i.test(text);
  return /^(?:eui.[a-z0-9]{16}|naa.[a-z0-9]{32})$/i.test(text);
}

function hasTargets({ targetWWNs }: Fields): boolean {
  return Array.isArray(targetWWNs) && targetWWNs.length > 0;
}

/** An API server takes any medium. If no node has it, the pod waits for ever. */
function medium({ medium: value }: Fields): ReturnType<VolumeRule> {
  if (typeof value !== 'string' || value === '' || value === 'Memory' || value.startsWith('HugePages')) return [];
  const message = `no node has the medium ${quote(value)}`;
  const found = fault('unsupported-value', ['medium'], message, 'use Memory, or leave it out', value);
  return [{ ...found, severity: 'warning' }];
}

/** The address of a disk depends on the disk's kind, which is Shared where it is absent. */
function azureDiskAddress({ kind = 'Shared', diskURI }: Fields): ReturnType<VolumeRule> {
  if (typeof diskURI !== 'string' || diskURI === '') return [];
  const begin = kind === 'Managed' ? '/subscriptions/' : 'https://';
  if (diskURI.startsWith(begin)) return [];
  const message = `${quote(diskURI)} is no address of a disk of the kind ${String(kind)}`;
  const other = diskURI.startsWith('/subscriptions/') ? 'write kind: Managed' : `begin it with ${begin}`;
  return [fault('unsupported-value', ['diskURI'], message, other, diskURI)];
}

function csiDriver({ driver }: Fields): ReturnType<VolumeRule> {
  if (driver === undefined || driver === '') return required('driver')({ driver });
  if (typeof driver !== 'string' || (driver.length <= 63 && isDnsSubdomain(driver.toLowerCase()))) return [];
  const hint = 'use at most 63 letters, digits, dashes and dots, each part beginning and ending with a letter or digit';
  return [fault('invalid-name', ['driver'], `the name of the driver ${quote(driver)} is none`, hint, driver)];
}

/** Kubernetes reserves the keys of its own domains. */
function flexOptions({ options }: Fields): ReturnType<VolumeRule> {
  if (typeof options !== 'object' || options === null) return [];
  return Object.keys(options)
    .filter((key) => /(?:^|\.)(?:kubernetes|k8s)\.io$/i.test(/^([^/]*)\/[^/]*$/.exec(key)?.[1] ?? key))
    .map((key) =>
      fault('invalid-format', ['options', key], `the option ${quote(key)} is reserved`, 'name it otherwise'),
    );
}

/** True for a list in which Go's net.SplitHostPort can read each part. */
function isHostPortList(text: string): boolean {
  return text.split(',').every((part) => /^(?:\[[^[\]]*\]|[^:[\]]*):[^:[\]]*$/.test(part));
}
