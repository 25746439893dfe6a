import { type Problem, resourceKinds } from '@stash-functions/core';
import { toWebhookConfiguration } from '@stash-functions/k8s-adapter/admission';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { livePath, readyPath, reviewPath } from './answer-request.ts';

/** The options for installing the webhook. */
export interface InstallOptions {
  /** The name of every object. */
  readonly name: string;
  readonly namespace: string;
  /** The version of the command that runs in the cluster. */
  readonly version: string;
  /** An image with the command. Undefined for an image of Node, in which npx installs the command. */
  readonly image?: string | undefined;
  readonly replicas: number;
  readonly failurePolicy: 'Fail' | 'Ignore';
  /** The Secret of type `kubernetes.io/tls` with the certificate. */
  readonly tlsSecret: string;
  /**
   * The authority of the certificate, PEM in base64. Undefined where cert-manager makes the certificate and fills in
   * the authority.
   */
  readonly caBundle?: string | undefined;
  /** The issuer of cert-manager. Undefined for one of its own. */
  readonly issuer?: { readonly kind: 'Issuer' | 'ClusterIssuer'; readonly name: string } | undefined;
  /** The kinds that the webhook reviews. Default: every kind. */
  readonly kinds?: ReadonlyArray<string> | undefined;
}

/** Any object that can be printed. */
export interface PrintableObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name?: string | undefined; readonly namespace?: string | undefined };
}

/**
 * Makes the objects that install the webhook, in the order in which they are applied. First come its identity and its
 * access rights, then the certificate, then two or more replicas behind a Service. Last comes the configuration that
 * makes an API server call it.
 *
 * Problems: those of `toWebhookConfiguration`.
 */
export function webhookManifests(
  options: InstallOptions,
): Either<ReadonlyArray<Problem>, ReadonlyArray<PrintableObject>> {
  const { name, namespace, failurePolicy, caBundle, kinds } = options;
  const certManager = caBundle === undefined ? { 'cert-manager.io/inject-ca-from': `${namespace}/${name}` } : undefined;
  const configuration = toWebhookConfiguration({
    name,
    webhookName: `${name}.stash-functions.github.io`,
    failurePolicy,
    service: { name, namespace, path: reviewPath, port: servicePort },
    caBundle,
    kinds,
    labels: labelsOf(options),
    annotations: certManager,
  });
  if (isLeft(configuration)) return configuration;
  return right([
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadataOf(options) },
    ...accessOf(options),
    ...(caBundle === undefined ? certificateOf(options) : []),
    serviceOf(options),
    deploymentOf(options),
    ...(options.replicas > 1 ? [disruptionBudgetOf(options)] : []),
    configuration.right,
  ]);
}

const servicePort = 443;
const containerPort = 8443;
const certificateFolder = '/etc/stash-functions/tls';
/** Seconds that a pod goes on after it is told to stop. In this time kube-proxies and API servers learn of it. */
const shutdownDelay = 5;

function labelsOf({ name, version }: InstallOptions): Readonly<Record<string, string>> {
  return { ...selectorOf({ name }), 'app.kubernetes.io/version': version };
}

function selectorOf({ name }: Pick<InstallOptions, 'name'>): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': 'stash-functions-webhook', 'app.kubernetes.io/instance': name };
}

function metadataOf(options: InstallOptions): PrintableObject['metadata'] {
  return { name: options.name, namespace: options.namespace, ...{ labels: labelsOf(options) } };
}

/** It may read the resources that reviews look up, in every namespace, and nothing else. */
function accessOf(options: InstallOptions): ReadonlyArray<PrintableObject> {
  const { name, namespace } = options;
  const metadata = { name, labels: labelsOf(options) };
  const groups = new Map<string, Array<string>>();
  for (const { apiVersion, plural } of resourceKinds) {
    const [group = ''] = apiVersion.split('/');
    groups.set(group, [...(groups.get(group) ?? []), plural]);
  }
  const rules = [...groups].map(([group, resources]) => ({
    apiGroups: [group],
    resources,
    verbs: ['get', 'list', 'watch'],
  }));
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata, rules };
  const binding = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  };
  return [role, binding];
}

/** cert-manager keeps the Secret up to date, and the server reads it again when it changes. */
function certificateOf(options: InstallOptions): ReadonlyArray<PrintableObject> {
  const { name, namespace, tlsSecret, issuer } = options;
  const metadata = metadataOf(options);
  const own = { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata, spec: { selfSigned: {} } };
  const certificate = {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata,
    spec: {
      secretName: tlsSecret,
      dnsNames: [`${name}.${namespace}.svc`, `${name}.${namespace}.svc.cluster.local`],
      usages: ['server auth'],
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      issuerRef: { group: 'cert-manager.io', ...(issuer ?? { kind: 'Issuer', name }) },
    },
  };
  return issuer === undefined ? [own, certificate] : [certificate];
}

function serviceOf(options: InstallOptions): PrintableObject {
  const spec = {
    selector: selectorOf(options),
    ports: [{ name: 'https', port: servicePort, protocol: 'TCP', targetPort: 'https' }],
  };
  return { apiVersion: 'v1', kind: 'Service', metadata: metadataOf(options), ...{ spec } };
}

/** At least one replica answers while a node is drained. Without any answer, every change may be refused. */
function disruptionBudgetOf(options: InstallOptions): PrintableObject {
  const spec = { maxUnavailable: 1, selector: { matchLabels: selectorOf(options) } };
  return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: metadataOf(options), ...{ spec } };
}

function deploymentOf(options: InstallOptions): PrintableObject {
  const { name, replicas, tlsSecret } = options;
  const selector = { matchLabels: selectorOf(options) };
  const spec = {
    replicas,
    selector,
    // The new replicas answer before the old ones stop.
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    template: {
      metadata: { labels: labelsOf(options) },
      spec: {
        serviceAccountName: name,
        terminationGracePeriodSeconds: 45,
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'kubernetes.io/hostname',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: selector,
          },
        ],
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 1000,
          runAsGroup: 1000,
          // The group may read the key.
          fsGroup: 1000,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        containers: [containerOf(options)],
        volumes: [
          { name: 'certificate', secret: { secretName: tlsSecret, defaultMode: 0o440 } },
          { name: 'tmp', emptyDir: { sizeLimit: '256Mi' } },
        ],
      },
    },
  };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: metadataOf(options), ...{ spec } };
}

function containerOf({ image, version }: InstallOptions): object {
  const probe = (path: string): object => ({ httpGet: { path, port: 'https', scheme: 'HTTPS' } });
  return {
    name: 'webhook',
    image: image ?? 'node:24-slim',
    command: image === undefined ? ['npx', '--yes', `stash-functions@${version}`] : ['stash-functions'],
    args: [
      'webhook',
      `--cert=${certificateFolder}/tls.crt`,
      `--key=${certificateFolder}/tls.key`,
      `--port=${containerPort}`,
      `--shutdown-delay=${shutdownDelay}s`,
      '--from-cluster',
    ],
    // The root of the file system is read-only, and npm writes below the home folder.
    env: [{ name: 'HOME', value: '/tmp' }],
    ports: [{ name: 'https', containerPort, protocol: 'TCP' }],
    // npx has to install the command first, and reading the lists of a large cluster takes a while.
    startupProbe: { ...probe(livePath), periodSeconds: 2, failureThreshold: 90 },
    livenessProbe: { ...probe(livePath), periodSeconds: 10, timeoutSeconds: 5 },
    readinessProbe: { ...probe(readyPath), periodSeconds: 2, timeoutSeconds: 5 },
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '512Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [
      { name: 'certificate', mountPath: certificateFolder, readOnly: true },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}
