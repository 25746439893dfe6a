import { isDnsSubdomain } from '@stash-functions/core/decode';
import type {
  V1ClusterTrustBundleProjection,
  V1PodCertificateProjection,
  V1ProjectedVolumeSource,
  V1VolumeProjection,
} from '../kubernetes/volume-source-config.ts';
import { below, type Place } from '../problem/place.ts';
import type { Findings } from '../problem/problem.ts';
import { checkOneOf, checkRange, checkReference, checkSubdomain, checkUnion, missing, quote } from './basics.ts';
import { checkSelector } from './scheduling.ts';
import {
  checkDownwardFiles,
  checkFilePath,
  checkItems,
  checkOverlaps,
  filesAt,
  type MountedFile,
} from './volume-files.ts';

/** Checks several sources in one folder: each is right, and no two files have one path. */
export function checkProjected({ sources = [] }: V1ProjectedVolumeSource, path: Place, findings: Findings): void {
  sources.forEach((source, index) => {
    const at = below(below(path, 'sources'), index);
    if (Object.keys(source).length === 0) {
      findings.warning('missing-field', at, 'the source brings no file', `give one of ${projections.join(', ')}`);
    } else checkUnion(source, projections, at, 'the projected source', findings);
    for (const kind of ['secret', 'configMap'] as const) {
      const projection = source[kind];
      if (projection === undefined) continue;
      checkReference(projection.name, below(below(at, kind), 'name'), `the name of the ${kind}`, findings);
      checkItems(projection.items ?? [], below(below(at, kind), 'items'), findings);
    }
    const { downwardAPI, serviceAccountToken: token, clusterTrustBundle: bundle, podCertificate: certificate } = source;
    if (downwardAPI !== undefined) {
      checkDownwardFiles(downwardAPI.items ?? [], below(below(at, 'downwardAPI'), 'items'), findings);
    }
    if (token !== undefined) {
      checkFilePath(token.path, below(below(at, 'serviceAccountToken'), 'path'), findings);
      const life = below(below(at, 'serviceAccountToken'), 'expirationSeconds');
      checkRange(token.expirationSeconds, 600, 2 ** 32, life, findings);
    }
    if (bundle !== undefined) checkBundle(bundle, below(at, 'clusterTrustBundle'), findings);
    if (certificate !== undefined) checkCertificate(certificate, below(at, 'podCertificate'), findings);
  });
  const files = sources.flatMap((source, index) => filesOf(source, below(below(path, 'sources'), index)));
  checkOverlaps(files, true, findings);
}

const projections = [
  'secret',
  'configMap',
  'downwardAPI',
  'serviceAccountToken',
  'clusterTrustBundle',
  'podCertificate',
];

function checkBundle(bundle: V1ClusterTrustBundleProjection, path: Place, findings: Findings): void {
  const { name, signerName, labelSelector } = bundle;
  checkUnion(bundle, ['name', 'signerName'], path, 'the bundle', findings);
  checkFilePath(bundle.path, below(path, 'path'), findings);
  if (name !== undefined) {
    // A bundle of a signer begins with its name: `example.com:signer:bundle`.
    const last = name.slice(name.lastIndexOf(':') + 1);
    if (name === '') missing(below(path, 'name'), 'the name of the bundle', findings);
    else checkSubdomain(last, below(path, 'name'), 'the name of the bundle', findings);
    if (labelSelector !== undefined) {
      const message = 'a bundle by name has no labelSelector';
      findings.error(
        'conflicting-fields',
        below(path, 'labelSelector'),
        message,
        'leave it out, or give the signerName',
      );
    }
  }
  if (signerName !== undefined) {
    checkSignerName(signerName, below(path, 'signerName'), findings);
    checkSelector(labelSelector, below(path, 'labelSelector'), findings);
  }
}

function checkCertificate(certificate: V1PodCertificateProjection, path: Place, findings: Findings): void {
  const { keyType, signerName, maxExpirationSeconds, ...files } = certificate;
  checkSignerName(signerName, below(path, 'signerName'), findings);
  checkOneOf(keyType, keyTypes, below(path, 'keyType'), findings);
  checkRange(maxExpirationSeconds, 3600, 7_862_400, below(path, 'maxExpirationSeconds'), findings);
  const given = Object.entries(files);
  if (given.length === 0) {
    missing(below(path, 'credentialBundlePath'), 'the path of a file', findings, 'give credentialBundlePath');
  }
  for (const [field, file] of given) checkFilePath(file, below(path, field), findings);
}

const keyTypes: ReadonlyArray<string> = ['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519'];

function checkSignerName(name: string, path: Place, findings: Findings): void {
  const slash = name.indexOf('/');
  const domain = name.slice(0, slash);
  if (slash > 0 && domain.includes('.') && isDnsSubdomain(domain) && isDnsSubdomain(name.slice(slash + 1))) return;
  const message = `${quote(name)} is no name of a signer`;
  findings.error('invalid-name', path, message, 'write it with a domain: example.com/signer');
}

function filesOf(source: V1VolumeProjection, path: Place): ReadonlyArray<MountedFile> {
  const { secret, configMap, downwardAPI, serviceAccountToken, clusterTrustBundle, podCertificate } = source;
  const lists = { secret: secret?.items, configMap: configMap?.items, downwardAPI: downwardAPI?.items };
  const single = { serviceAccountToken, clusterTrustBundle };
  return [
    ...Object.entries(lists).flatMap(([kind, items = []]) => filesAt(items, below(below(path, kind), 'items'))),
    ...Object.entries(single).flatMap(([kind, one]) =>
      one === undefined
        ? []
        : [{ file: one.path, path: below(below(path, kind), 'path'), isToken: kind === 'serviceAccountToken' }],
    ),
    ...(['credentialBundlePath', 'keyPath', 'certificateChainPath'] as const).flatMap((field) => {
      const file = podCertificate?.[field];
      return file === undefined ? [] : [{ file, path: below(below(path, 'podCertificate'), field) }];
    }),
  ];
}
