import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';
import { defaultMode, filePath, mode, optional } from './volume-fields.ts';

const items = 'Keys to show, each with its path; absent: every key, as a file of its name.';
const podFields = 'The files, each with the field that it shows.';

/** Volumes that hold configuration: ConfigMaps, Secrets, fields of the pod, tokens. */
export const volumeSourceConfig: TypeDescriptions = onPage('core/pod-v1', {
  ConfigMapVolumeSource: {
    text: 'The keys of a ConfigMap as files; a change of it shows in them after a while.',
    fields: { defaultMode, items, name: 'The ConfigMap, by its name; it lives where the pod does.', optional },
  },
  SecretVolumeSource: {
    text: 'The keys of a Secret as files in memory; a change of it shows in them after a while.',
    fields: { defaultMode, items, optional, secretName: 'The Secret, by its name; it lives where the pod does.' },
  },
  KeyToPath: {
    text: 'A key and the file that shows its value.',
    fields: { key: 'The key.', mode, path: filePath },
  },
  DownwardAPIVolumeSource: {
    text: 'Fields of the pod as files.',
    fields: { defaultMode, items: podFields },
  },
  DownwardAPIVolumeFile: {
    text: 'A file that shows a field of the pod or an amount of a container: exactly one of the two.',
    fields: {
      fieldRef: 'A field of the pod: its name, namespace, UID, labels or annotations.',
      mode,
      path: filePath,
      resourceFieldRef: 'A request or limit of a container, which must be named.',
    },
  },
  ProjectedVolumeSource: {
    text: 'Several sources in one folder.',
    fields: { defaultMode, sources: 'The sources; no two may have the same path.' },
  },
  VolumeProjection: {
    text: 'One source of a projected volume: exactly one of the fields.',
    fields: {
      clusterTrustBundle: 'Certificates of authorities that the cluster distributes.',
      configMap: 'Keys of a ConfigMap.',
      downwardAPI: 'Fields of the pod.',
      podCertificate: 'A key and a certificate that are made for this pod and renewed.',
      secret: 'Keys of a Secret.',
      serviceAccountToken: 'A token of the ServiceAccount that is renewed.',
    },
  },
  ConfigMapProjection: {
    text: 'Keys of a ConfigMap as files of a projected volume.',
    fields: { items, name: 'The ConfigMap, by its name; it lives where the pod does.', optional },
  },
  SecretProjection: {
    text: 'Keys of a Secret as files of a projected volume.',
    fields: { items, name: 'The Secret, by its name; it lives where the pod does.', optional },
  },
  DownwardAPIProjection: {
    text: 'Fields of the pod as files of a projected volume.',
    fields: { items: podFields },
  },
  ServiceAccountTokenProjection: {
    text: 'A token of the ServiceAccount of the pod, for one audience and a limited time.',
    fields: {
      audience: 'Recipient that the token is meant for, who must check it. Default: the API server.',
      expirationSeconds: 'Life of the token in seconds, 600 to 4294967296. Default 3600; renewed after 80% of it.',
      path: filePath,
    },
  },
  ClusterTrustBundleProjection: {
    text: 'A file of CA certificates, from ClusterTrustBundles by name or by signer: exactly one of the two.',
    fields: {
      labelSelector: 'Labels of the bundles of the signer; absent: none, `{}`: all. Only with signerName.',
      name: 'Name of one ClusterTrustBundle.',
      optional: 'True to start without certificates where no bundle is found. Default false: the pod waits.',
      path: filePath,
      signerName: 'Signer whose bundles are joined, each certificate once.',
    },
  },
  PodCertificateProjection: {
    text: 'A private key and its certificate chain, made for the pod and renewed by the kubelet.',
    fields: {
      certificateChainPath: 'File for the chain alone: relative. A key beside it may be of another moment.',
      credentialBundlePath: 'File for key and chain together, as PEM: relative. The safe choice.',
      keyPath: 'File for the key alone: relative. A chain beside it may be of another moment.',
      keyType: 'Algorithm of the key: ED25519, ECDSAP256 (or 384, 521), RSA3072 or RSA4096.',
      maxExpirationSeconds: 'Longest life of the certificate in seconds, 3600 to 7862400. Default 86400, one day.',
      signerName: 'Signer that is asked for the certificate: `domain/name`.',
    },
  },
});
