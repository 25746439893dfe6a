import { resourceKinds } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { toWebhookConfiguration, type WebhookOptions } from './webhook-configuration.ts';

const options: WebhookOptions = {
  name: 'stash-functions',
  webhookName: 'check.backup.example.com',
  failurePolicy: 'Fail',
  service: { name: 'checker', namespace: 'backup', path: '/validate' },
};

describe('toWebhookConfiguration', () => {
  it('asks about every kind, and about no status', () => {
    const made = toWebhookConfiguration(options);
    expect(made).toMatchObject({
      right: {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingWebhookConfiguration',
        metadata: { name: 'stash-functions' },
        webhooks: [
          {
            name: 'check.backup.example.com',
            clientConfig: { service: { name: 'checker', namespace: 'backup', path: '/validate' } },
            failurePolicy: 'Fail',
            matchPolicy: 'Equivalent',
            sideEffects: 'None',
            timeoutSeconds: 5,
            admissionReviewVersions: ['v1'],
          },
        ],
      },
    });
    const rules = isLeft(made) ? [] : (made.right.webhooks?.[0]?.rules ?? []);
    const asked = rules.flatMap(({ resources = [], scope, apiGroups = [], apiVersions = [], operations }) => {
      expect(operations).toEqual(['CREATE', 'UPDATE', 'DELETE']);
      return resources.map((resource) => `${apiGroups[0]}/${apiVersions[0]} ${resource} ${scope}`);
    });
    const known = resourceKinds.map(({ apiVersion, plural, scope }) => `${apiVersion} ${plural} ${scope}`);
    expect(asked.sort()).toEqual(known.sort());
  });

  it('asks about the kinds that are given', () => {
    const made = toWebhookConfiguration({ ...options, kinds: ['Function', 'Task'], timeoutSeconds: 2 });
    expect(made).toMatchObject({
      right: { webhooks: [{ rules: [{ resources: ['functions', 'tasks'], scope: 'Cluster' }], timeoutSeconds: 2 }] },
    });
  });

  it.each<[string, object, string]>([
    ['a name in capitals', { name: 'Stash' }, 'invalid-name name'],
    ['a name of two parts', { webhookName: 'check.example' }, 'invalid-name webhookName'],
    ['no failure policy', { failurePolicy: undefined }, 'missing-field failurePolicy'],
    ['a misspelt failure policy', { failurePolicy: 'fail' }, 'unsupported-value failurePolicy'],
    ['a kind that there is not', { kinds: ['Task', 'Functoin'] }, 'unsupported-value kinds.1'],
    ['no address', { service: undefined }, 'missing-field service'],
    ['two addresses', { url: 'https://example.com' }, 'conflicting-fields url'],
    ['an address without TLS', { service: undefined, url: 'http://example.com' }, 'invalid-format url'],
    ['a name of no service', { service: { name: 'a.b', namespace: 'c' } }, 'invalid-name service.name'],
    ['port 0', { service: { name: 'a', namespace: 'c', port: 0 } }, 'out-of-range service.port'],
    ['a path of two slashes', { service: { name: 'a', namespace: 'c', path: '//a' } }, 'invalid-format service.path'],
    ['half a minute and more', { timeoutSeconds: 31 }, 'out-of-range timeoutSeconds'],
    ['an option that there is not', { timeout: 3 }, 'unsupported-value timeout'],
  ])('refuses %s', (_, change, expected) => {
    const made = toWebhookConfiguration({ ...options, ...change });
    const problems = isLeft(made) ? made.left : [];
    expect(problems.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([expected]);
  });

  it('names the option that was meant', () => {
    const misspelt: object = { timeoutSecond: 3 };
    expect(toWebhookConfiguration({ ...options, ...misspelt })).toMatchObject({
      left: [{ hint: 'did you mean timeoutSeconds?' }],
    });
  });
});
