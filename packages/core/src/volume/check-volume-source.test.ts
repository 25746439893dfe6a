import { describe, expect, it } from 'vitest';
import { VolumeSource } from '../kubernetes/volume.ts';
import { checkVolumeSource } from './check-volume-source.ts';
import { volumeSources } from './volume-sources.ts';

/** A source of each kind that an API server accepts, with every field that it checks. */
const good: Required<VolumeSource> = {
  awsElasticBlockStore: { volumeID: 'vol-1', partition: 255 },
  azureDisk: { diskName: 'd', diskURI: '/subscriptions/s/disks/d', kind: 'Managed', cachingMode: 'ReadOnly' },
  azureFile: { secretName: 's', shareName: 's' },
  cephfs: { monitors: ['10.0.0.1:6789'] },
  cinder: { volumeID: 'v', secretRef: { name: 's' } },
  configMap: { name: 'c', defaultMode: 0o640 },
  csi: { driver: 'Secrets-Store.csi.k8s.io', nodePublishSecretRef: { name: 's' } },
  downwardAPI: { defaultMode: 0 },
  emptyDir: { medium: 'HugePages-2Mi', sizeLimit: '1Gi' },
  ephemeral: { volumeClaimTemplate: { spec: {} } },
  fc: { targetWWNs: ['50060e801049cfd1'], lun: 0 },
  flexVolume: { driver: 'acme/disk', options: { 'acme.com/size': '1' } },
  flocker: { datasetName: 'd' },
  gcePersistentDisk: { pdName: 'd', partition: 0 },
  gitRepo: { repository: 'https://example.com/a.git', directory: 'a/b' },
  glusterfs: { endpoints: 'e', path: 'v' },
  hostPath: { path: '/var/data', type: '' },
  image: { reference: 'acme/data:1', pullPolicy: 'IfNotPresent' },
  iscsi: {
    targetPortal: '10.0.0.1:3260',
    iqn: 'iqn.2001-04.com.example:disk1',
    lun: 255,
    initiatorName: `eui.${'0'.repeat(16)}`,
  },
  nfs: { server: 's', path: '/export' },
  persistentVolumeClaim: { claimName: 'c' },
  photonPersistentDisk: { pdID: 'd' },
  portworxVolume: { volumeID: 'v' },
  projected: { defaultMode: 0o400 },
  quobyte: { registry: 'a:7861,[::1]:7861', volume: 'v', tenant: 't' },
  rbd: { monitors: ['10.0.0.1'], image: 'i' },
  scaleIO: { gateway: 'g', system: 's', volumeName: 'v', secretRef: { name: 's' } },
  secret: { secretName: 's' },
  storageos: { volumeName: 'v', volumeNamespace: 'n', secretRef: { name: 's' } },
  vsphereVolume: { volumePath: '[store] v.vmdk' },
};

const gone = Object.entries(volumeSources).filter(([, { serverWarns }]) => serverWarns === true);

describe('every source of volumes', () => {
  it('is in the table, and nothing else', () => {
    expect(Object.keys(volumeSources).sort()).toEqual(Object.keys(VolumeSource.optional).sort());
  });

  it.each(Object.keys(volumeSources))('%s is taken where it is right', (name) => {
    const faults = checkVolumeSource({ [name]: Reflect.get(good, name) });
    expect(faults.filter(({ code }) => code !== 'deprecated-volume')).toEqual([]);
  });

  it.each(gone)('%s is a warning that says since when and what to use', (name, { goneSince }) => {
    const [first] = checkVolumeSource({ [name]: Reflect.get(good, name) });
    expect(first).toMatchObject({ code: 'deprecated-volume', severity: 'warning', path: [name] });
    expect(first?.message).toContain(`1.${goneSince?.slice(2)}`);
    expect(first?.hint).toMatch(/^use a/);
  });
});

/** Sources that an API server refuses, each with the code and the path of its fault. */
const bad: ReadonlyArray<readonly [VolumeSource, ...ReadonlyArray<string>]> = [
  [{ awsElasticBlockStore: { volumeID: '' } }, 'missing-field volumeID'],
  [{ awsElasticBlockStore: { volumeID: 'v', partition: 256 } }, 'out-of-range partition'],
  [{ azureDisk: { diskName: '', diskURI: '' } }, 'missing-field diskName', 'missing-field diskURI'],
  [{ azureDisk: { diskName: 'd', diskURI: 'https://a/b', kind: 'Blob' } }, 'unsupported-value kind'],
  [{ azureDisk: { diskName: 'd', diskURI: 'https://a/b', cachingMode: 'All' } }, 'unsupported-value cachingMode'],
  [{ azureDisk: { diskName: 'd', diskURI: 'https://a/b', kind: 'Managed' } }, 'unsupported-value diskURI'],
  [{ azureDisk: { diskName: 'd', diskURI: '/subscriptions/s', kind: 'Dedicated' } }, 'unsupported-value diskURI'],
  [{ azureDisk: { diskName: 'd', diskURI: '/subscriptions/s' } }, 'unsupported-value diskURI'],
  [{ azureFile: { secretName: '', shareName: '' } }, 'missing-field secretName', 'missing-field shareName'],
  [{ cephfs: { monitors: [] } }, 'missing-field monitors'],
  [{ cinder: { volumeID: '', secretRef: {} } }, 'missing-field volumeID', 'missing-field secretRef.name'],
  [{ configMap: {} }, 'missing-field name'],
  [{ configMap: { name: 'c', defaultMode: 512 } }, 'out-of-range defaultMode'],
  [{ csi: { driver: '' } }, 'missing-field driver'],
  [{ csi: { driver: 'a_b' } }, 'invalid-name driver'],
  [{ csi: { driver: 'a'.repeat(64) } }, 'invalid-name driver'],
  [{ csi: { driver: 'a', nodePublishSecretRef: {} } }, 'missing-field nodePublishSecretRef.name'],
  [{ csi: { driver: 'a', nodePublishSecretRef: { name: 'A' } } }, 'invalid-name nodePublishSecretRef.name'],
  [{ downwardAPI: { defaultMode: -1 } }, 'out-of-range defaultMode'],
  [{ emptyDir: { sizeLimit: '-1' } }, 'invalid-quantity sizeLimit'],
  [{ ephemeral: {} }, 'missing-field volumeClaimTemplate'],
  [{ fc: {} }, 'missing-field targetWWNs'],
  [{ fc: { targetWWNs: ['a'], wwids: ['b'], lun: 1 } }, 'conflicting-fields wwids'],
  [{ fc: { targetWWNs: ['a'] } }, 'missing-field lun'],
  [{ fc: { targetWWNs: ['a'], lun: 256 } }, 'out-of-range lun'],
  [{ flexVolume: { driver: '' } }, 'missing-field driver'],
  [{ flexVolume: { driver: 'a', options: { 'kubernetes.io/a': '1' } } }, 'invalid-format options.kubernetes.io/a'],
  [{ flexVolume: { driver: 'a', options: { 'X.K8S.io/a': '1' } } }, 'invalid-format options.X.K8S.io/a'],
  [{ flocker: {} }, 'missing-field datasetName'],
  [{ flocker: { datasetName: 'a', datasetUUID: 'b' } }, 'conflicting-fields datasetUUID'],
  [{ flocker: { datasetName: 'a/b' } }, 'invalid-format datasetName'],
  [{ gcePersistentDisk: { pdName: '', partition: -1 } }, 'missing-field pdName', 'out-of-range partition'],
  [{ gitRepo: { repository: '' } }, 'missing-field repository'],
  [{ gitRepo: { repository: 'r', directory: '/a' } }, 'invalid-path directory'],
  [{ gitRepo: { repository: 'r', directory: 'a/../b' } }, 'invalid-path directory'],
  [{ glusterfs: { endpoints: '', path: '' } }, 'missing-field endpoints', 'missing-field path'],
  [{ hostPath: { path: '' } }, 'missing-field path'],
  [{ hostPath: { path: '/a/..' } }, 'invalid-path path'],
  [{ hostPath: { path: '/a', type: 'Dir' } }, 'unsupported-value type'],
  [{ image: {} }, 'missing-field reference'],
  [{ image: { reference: 'a', pullPolicy: 'Sometimes' } }, 'unsupported-value pullPolicy'],
  [{ iscsi: { targetPortal: '', iqn: '', lun: 0 } }, 'missing-field targetPortal', 'missing-field iqn'],
  [{ iscsi: { targetPortal: 'p', iqn: 'disk1', lun: 0 } }, 'invalid-format iqn'],
  [{ iscsi: { targetPortal: 'p', iqn: 'iqn.2001-04.com.example', lun: 0 } }, 'invalid-format iqn'],
  [{ iscsi: { targetPortal: 'p', iqn: 'eui.0', lun: 0 } }, 'invalid-format iqn'],
  [{ iscsi: { targetPortal: 'p', iqn: `naa.${'0'.repeat(16)}`, lun: 0 } }, 'invalid-format iqn'],
  [{ iscsi: { targetPortal: 'p', iqn: `naa.${'0'.repeat(32)}`, lun: 256 } }, 'out-of-range lun'],
  [
    { iscsi: { targetPortal: 'p', iqn: 'iqn.2001-04.com.example:a', lun: 0, initiatorName: 'me' } },
    'invalid-format initiatorName',
  ],
  [
    { iscsi: { targetPortal: 'p', iqn: 'iqn.2001-04.com.example:a', lun: 0, chapAuthSession: true } },
    'missing-field secretRef',
  ],
  [{ nfs: { server: '', path: 'a' } }, 'missing-field server', 'invalid-path path'],
  [{ persistentVolumeClaim: { claimName: '' } }, 'missing-field claimName'],
  [{ photonPersistentDisk: { pdID: '' } }, 'missing-field pdID'],
  [{ portworxVolume: { volumeID: '' } }, 'missing-field volumeID'],
  [{ projected: { defaultMode: 0o1000 } }, 'out-of-range defaultMode'],
  [{ quobyte: { registry: '', volume: '' } }, 'missing-field registry', 'missing-field volume'],
  [{ quobyte: { registry: 'a', volume: 'v' } }, 'invalid-format registry'],
  [{ quobyte: { registry: 'a:1,b', volume: 'v' } }, 'invalid-format registry'],
  [{ quobyte: { registry: 'a:1', volume: 'v', tenant: 't'.repeat(65) } }, 'invalid-format tenant'],
  [{ rbd: { monitors: [], image: '' } }, 'missing-field monitors', 'missing-field image'],
  [
    { scaleIO: { gateway: '', system: '', secretRef: {} } },
    'missing-field gateway',
    'missing-field system',
    'missing-field volumeName',
    'missing-field secretRef.name',
  ],
  [{ secret: {} }, 'missing-field secretName'],
  [{ storageos: {} }, 'missing-field volumeName'],
  [
    { storageos: { volumeName: 'A_b', volumeNamespace: 'N' } },
    'invalid-name volumeName',
    'invalid-name volumeNamespace',
  ],
  [{ storageos: { volumeName: 'v', secretRef: {} } }, 'missing-field secretRef.name'],
  [{ vsphereVolume: { volumePath: '' } }, 'missing-field volumePath'],
];

it.each(bad.map(([source, ...expected]) => ({ source, expected })))('$source is refused', ({ source, expected }) => {
  const faults = checkVolumeSource(source).filter(({ code }) => code !== 'deprecated-volume');
  expect(faults.map(({ code, path }) => `${code} ${path.slice(1).join('.')}`)).toEqual(expected);
  for (const { severity, path } of faults) {
    expect(severity).toBe('error');
    expect(path[0]).toBe(Object.keys(source)[0]);
  }
});

it.each<[string, VolumeSource, string]>([
  ['a claim that no object can be', { persistentVolumeClaim: { claimName: 'A' } }, 'invalid-name'],
  ['a medium that no node has', { emptyDir: { medium: 'SSD' } }, 'unsupported-value'],
  ['a size of half a byte', { emptyDir: { sizeLimit: '512m' } }, 'fractional-bytes'],
])('%s is a warning', (_, source, code) => {
  expect(checkVolumeSource(source)).toMatchObject([{ code, severity: 'warning' }]);
});

it('takes the same fields where the server does not look at them', () => {
  expect(checkVolumeSource({ fc: { wwids: ['a'], lun: 300 } })).toEqual([]);
  expect(checkVolumeSource({ emptyDir: {} })).toEqual([]);
});
