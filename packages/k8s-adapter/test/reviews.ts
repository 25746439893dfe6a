import type { KindFacts } from '@stash-functions/core/decode';

/** An AdmissionReview as an API server writes it. */
export function reviewOf(
  kind: Pick<KindFacts, 'apiVersion' | 'kind' | 'plural' | 'scope'>,
  request: {
    readonly operation: string;
    readonly object?: object | null | undefined;
    readonly oldObject?: object | null | undefined;
    readonly subResource?: string;
    readonly dryRun?: boolean;
  },
): object {
  const slash = kind.apiVersion.indexOf('/');
  const [group, version] = [kind.apiVersion.slice(0, Math.max(slash, 0)), kind.apiVersion.slice(slash + 1)];
  const resource = { group, version, resource: kind.plural };
  const header = { group, version, kind: kind.kind };
  return {
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      uid: 'b7e2c0de-0000-4000-8000-000000000001',
      kind: header,
      resource,
      requestKind: header,
      requestResource: resource,
      name: 'orders',
      ...(kind.scope === 'Namespaced' ? { namespace: 'shop' } : {}),
      userInfo: { username: 'admin', groups: ['system:authenticated'] },
      object: null,
      oldObject: null,
      dryRun: false,
      options: { kind: 'CreateOptions', apiVersion: 'meta.k8s.io/v1' },
      ...request,
    },
  };
}

/** An object of a kind, as a server stores it. */
export function storedOf(
  { apiVersion, kind, scope }: Pick<KindFacts, 'apiVersion' | 'kind' | 'scope'>,
  spec: object | undefined,
  rest: object = {},
): object {
  return {
    apiVersion,
    kind,
    metadata: {
      name: 'orders',
      ...(scope === 'Namespaced' ? { namespace: 'shop' } : {}),
      uid: '5b6e4c9e-3d0c-4a54-9a2c-1f6a3c6a7b10',
      creationTimestamp: '2026-11-26T03:46:26Z',
      generation: 1,
    },
    ...(spec === undefined ? {} : { spec }),
    ...rest,
  };
}
