import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';
import { fileSystem, readOnly } from './volume-fields.ts';

const monitors = 'Addresses of the Ceph monitors, `host:port`, at least one.';

/** Volumes on network storage. */
export const volumeSourceNetwork: TypeDescriptions = onPage('core/pod-v1', {
  NFSVolumeSource: {
    text: 'A folder of an NFS server.',
    fields: {
      path: 'Exported folder: absolute.',
      readOnly,
      server: 'Address of the server: a host name or an IP.',
    },
  },
  ISCSIVolumeSource: {
    text: 'A disk behind iSCSI.',
    fields: {
      chapAuthDiscovery: 'True to use CHAP when targets are looked up; needs secretRef. Default false.',
      chapAuthSession: 'True to use CHAP for the session; needs secretRef. Default false.',
      fsType: fileSystem(),
      initiatorName: 'Name of the initiator in place of that of the node: iqn, eui or naa.',
      iqn: 'Name of the target: `iqn.yyyy-mm.domain:text`, `eui.` and 16 hex digits, or `naa.` and 32.',
      iscsiInterface: 'Interface that does the transport. Default `default`, which is tcp.',
      lun: 'Number of the unit on the target: 0 to 255.',
      portals: 'More portals of the target, for multipath: `ip:port`; 3260 is the default port.',
      readOnly,
      secretRef: 'Secret with the CHAP credentials.',
      targetPortal: 'First portal of the target: `ip:port`; 3260 is the default port.',
    },
  },
  FCVolumeSource: {
    text: 'A disk on a Fibre Channel network, by targetWWNs and lun or by wwids, not by both.',
    fields: {
      fsType: fileSystem(),
      lun: 'Number of the unit on the target: 0 to 255; needed with targetWWNs.',
      readOnly,
      targetWWNs: 'World-wide names of the target ports.',
      wwids: 'World-wide identifiers of the volume.',
    },
  },
  CephFSVolumeSource: {
    text: 'A CephFS file system, which no kubelet mounts any more.',
    fields: {
      monitors,
      path: 'Folder of the file system to mount. Default `/`.',
      readOnly,
      secretFile: 'Key ring file on the node. Default /etc/ceph/user.secret.',
      secretRef: 'Secret with the key; it wins over secretFile.',
      user: 'Ceph user. Default admin.',
    },
  },
  RBDVolumeSource: {
    text: 'A block device of Ceph, which no kubelet mounts any more.',
    fields: {
      fsType: fileSystem(),
      image: 'RADOS image that holds the device.',
      keyring: 'Key ring file on the node. Default /etc/ceph/keyring.',
      monitors,
      pool: 'RADOS pool. Default rbd.',
      readOnly,
      secretRef: 'Secret with the key; it wins over keyring.',
      user: 'RADOS user. Default admin.',
    },
  },
  GlusterfsVolumeSource: {
    text: 'A GlusterFS file system, which no kubelet mounts any more.',
    fields: {
      endpoints: 'Name of the Endpoints object that lists the servers.',
      path: 'Name of the Gluster volume.',
      readOnly,
    },
  },
  QuobyteVolumeSource: {
    text: 'A Quobyte volume, which no kubelet mounts any more.',
    fields: {
      group: 'Group of all access. Default none.',
      readOnly,
      registry: 'Registries, `host:port`, with commas between them.',
      tenant: 'Tenant that owns the volume.',
      user: 'User of all access. Default: that of the ServiceAccount.',
      volume: 'The volume, by its Quobyte name.',
    },
  },
  FlockerVolumeSource: {
    text: 'A Flocker dataset, by name or by UUID, which no kubelet mounts any more.',
    fields: {
      datasetName: 'The dataset by its name; not beside datasetUUID.',
      datasetUUID: 'The dataset by its UUID; not beside datasetName.',
    },
  },
  PortworxVolumeSource: {
    text: 'Storage in a Portworx cluster.',
    fields: { fsType: fileSystem(), readOnly, volumeID: 'ID of the volume.' },
  },
  ScaleIOVolumeSource: {
    text: 'A ScaleIO volume, which no kubelet mounts any more.',
    fields: {
      fsType: fileSystem('xfs'),
      gateway: 'Host of the ScaleIO gateway, with its port.',
      protectionDomain: 'Protection domain of the volume.',
      readOnly,
      secretRef: 'Secret with user and password; needed.',
      sslEnabled: 'True to speak TLS with the gateway. Default false.',
      storageMode: 'Space taken at once (ThickProvisioned) or as it fills (ThinProvisioned, the default).',
      storagePool: 'Storage pool of the protection domain.',
      system: 'ScaleIO system that has the volume.',
      volumeName: 'Name of the volume; it must exist.',
    },
  },
  StorageOSVolumeSource: {
    text: 'A StorageOS volume, which no kubelet mounts any more.',
    fields: {
      fsType: fileSystem(),
      readOnly,
      secretRef: 'Secret with the credentials for the StorageOS API.',
      volumeName: 'Name of the volume, unique in its StorageOS namespace.',
      volumeNamespace: 'StorageOS namespace of the volume. Default: named as the namespace of the pod.',
    },
  },
});
