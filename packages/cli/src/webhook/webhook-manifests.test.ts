import { readManifests } from '@stash-functions/core';
import { podSecurityLevel } from '@stash-functions/k8s-adapter';
import { isLeft } from 'fp-ts/lib/Either.js';
import { ValidatingWebhookConfiguration } from 'kubernetes-models/admissionregistration.k8s.io/v1';
import { Deployment } from 'kubernetes-models/apps/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ClusterRole, ClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import { Service, ServiceAccount } from 'kubernetes-models/v1';
import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../commands/command.ts';
import { createProgram } from '../program.ts';
import { type InstallOptions, type PrintableObject, webhookManifests } from './webhook-manifests.ts';

const options: InstallOptions = {
  name: 'checks',
  namespace: 'backup',
  version: '1.2.3',
  replicas: 2,
  failurePolicy: 'Fail',
  tlsSecret: 'checks-tls',
};

function manifests(more: Partial<InstallOptions> = {}): ReadonlyArray<PrintableObject> {
  const made = webhookManifests({ ...options, ...more });
  if (isLeft(made)) throw new Error(made.left.map(({ message }) => message).join());
  return made.right;
}

function only(kind: string, objects: ReadonlyArray<PrintableObject> = manifests()): PrintableObject {
  const found = objects.filter((object) => object.kind === kind);
  expect(found).toHaveLength(1);
  return found[0] ?? { apiVersion: '', kind: '', metadata: {} };
}

/** The value at a path: `spec.template.spec`. */
function at(object: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      object,
    );
}

/** The models of the Kubernetes API. Each is a check for any object. */
const models: ReadonlyArray<readonly [kind: string, Model: new (object: never) => { validate(): void }]> = [
  ['ClusterRole', ClusterRole],
  ['ClusterRoleBinding', ClusterRoleBinding],
  ['Deployment', Deployment],
  ['PodDisruptionBudget', PodDisruptionBudget],
  ['Service', Service],
  ['ServiceAccount', ServiceAccount],
  ['ValidatingWebhookConfiguration', ValidatingWebhookConfiguration],
];

describe('webhookManifests', () => {
  it.each(models)('makes a %s as the API describes it', (kind, Model) => {
    const object = only(kind);
    expect(() => new Model(object as never).validate()).not.toThrow();
    expect(() => new Model({ ...object, metadata: 1 } as never).validate()).toThrow();
  });

  it('makes a pod that the strictest namespace takes', () => {
    const podSpec = at(only('Deployment'), 'spec.template.spec') as Parameters<typeof podSecurityLevel>[0];
    expect(podSecurityLevel(podSpec)).toMatchObject({ level: 'restricted' });
  });

  it('makes objects that find each other', () => {
    const [deployment, service] = [only('Deployment'), only('Service')];
    const labels = at(deployment, 'spec.template.metadata.labels');
    expect(labels).toMatchObject(at(service, 'spec.selector') as object);
    expect(at(deployment, 'spec.selector.matchLabels')).toEqual(at(service, 'spec.selector'));
    expect(at(only('PodDisruptionBudget'), 'spec.selector.matchLabels')).toEqual(at(service, 'spec.selector'));
    expect(at(deployment, 'spec.template.spec.serviceAccountName')).toBe(only('ServiceAccount').metadata.name);
    expect(at(only('ClusterRoleBinding'), 'subjects.0')).toMatchObject({ name: 'checks', namespace: 'backup' });
    expect(at(only('ValidatingWebhookConfiguration'), 'webhooks.0.clientConfig.service')).toMatchObject({
      name: service.metadata.name,
      namespace: service.metadata.namespace,
      port: at(service, 'spec.ports.0.port'),
    });
    expect(at(deployment, 'spec.template.spec.volumes.0.secret.secretName')).toBe('checks-tls');
    expect(at(only('Certificate'), 'spec')).toMatchObject({
      secretName: 'checks-tls',
      dnsNames: expect.arrayContaining(['checks.backup.svc']),
      issuerRef: { kind: 'Issuer', name: only('Issuer').metadata.name },
    });
  });

  it('takes no rights but to read what reviews look at', () => {
    const rules = at(only('ClusterRole'), 'rules') as ReadonlyArray<{ readonly verbs: ReadonlyArray<string> }>;
    expect(new Set(rules.flatMap(({ verbs }) => verbs))).toEqual(new Set(['get', 'list', 'watch']));
    expect(JSON.stringify(rules)).not.toMatch(/\*|secrets/);
  });

  it('runs the command with flags that it has', async () => {
    const args = at(only('Deployment'), 'spec.template.spec.containers.0.args') as ReadonlyArray<string>;
    const silent = { write: () => undefined, isTTY: false, columns: undefined };
    const context: CommandContext = {
      terminal: {
        cwd: '/',
        env: {},
        stdout: silent,
        stderr: silent,
        readStdin: async () => '',
        onInterrupt: () => () => undefined,
        onTerminate: () => () => undefined,
      },
      finish: () => undefined,
    };
    const program = await createProgram(context, ['webhook']);
    const webhook = program.commands.find((command) => command.name() === args[0]);
    const known = webhook?.options.map(({ long }) => long);
    for (const flag of args.slice(1)) expect(known).toContain(flag.split('=')[0]);
  });

  it('leaves the certificate to an issuer, or to who gives its authority', () => {
    const issued = manifests({ issuer: { kind: 'ClusterIssuer', name: 'corp' } });
    expect(issued.map(({ kind }) => kind)).not.toContain('Issuer');
    expect(at(only('Certificate', issued), 'spec.issuerRef')).toMatchObject({ kind: 'ClusterIssuer', name: 'corp' });
    const given = manifests({ caBundle: 'Q0E=' });
    expect(given.map(({ kind }) => kind)).not.toContain('Certificate');
    const configuration = only('ValidatingWebhookConfiguration', given);
    expect(at(configuration, 'webhooks.0.clientConfig.caBundle')).toBe('Q0E=');
    expect(at(configuration, 'metadata.annotations')).toBeUndefined();
  });

  it('asks about the kinds that are named, and no others', () => {
    const rules = at(only('ValidatingWebhookConfiguration', manifests({ kinds: ['Task'] })), 'webhooks.0.rules');
    expect(rules).toMatchObject([{ resources: ['tasks'] }]);
  });

  it('keeps the pod longer than its server takes to stop', () => {
    const deployment = only('Deployment');
    const args = at(deployment, 'spec.template.spec.containers.0.args') as ReadonlyArray<string>;
    const delay = Number(/--shutdown-delay=(\d+)s/.exec(args.join(' '))?.[1]);
    expect(at(deployment, 'spec.template.spec.terminationGracePeriodSeconds')).toBeGreaterThan(delay + 20 + 10);
  });

  it('is one replica without a budget that would keep a node from being emptied', () => {
    expect(manifests({ replicas: 1 }).map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
  });

  it('is read back as what it is', () => {
    expect(readManifests(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests() })).problems).toEqual([]);
  });
});
