import { describe, expect, it } from 'vitest';
import { contentHash, hasContent, sameContent, withContentHash } from './content.ts';

const job = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'a', labels: { app: 'a' } },
  spec: { template: { spec: { containers: [{ name: 'x', resources: { limits: { cpu: '1000m', memory: '1Gi' } } }] } } },
};

describe('contentHash', () => {
  it('does not depend on the order of keys, nor on its own annotation', () => {
    const { spec, ...rest } = job;
    expect(contentHash({ spec, ...rest })).toBe(contentHash(job));
    expect(contentHash(withContentHash(job))).toBe(contentHash(job));
    expect(contentHash({ ...job, kind: 'CronJob' })).not.toBe(contentHash(job));
  });
});

describe('hasContent', () => {
  const stored = {
    ...job,
    metadata: { ...job.metadata, uid: '1', annotations: { other: 'x' } },
    spec: {
      backoffLimit: 6,
      template: {
        spec: {
          restartPolicy: 'Never',
          containers: [{ name: 'x', resources: { limits: { cpu: '1', memory: '1024Mi' } }, imagePullPolicy: 'Always' }],
        },
      },
    },
  };
  it.each<[string, object, boolean]>([
    ['the same, filled in and with quantities in the server’s way', job, true],
    ['with the hash of the run to come', withContentHash(job), true],
    ['another label', { ...job, metadata: { name: 'a', labels: { app: 'b' } } }, false],
    ['another list', { ...job, spec: { template: { spec: { containers: [] } } } }, false],
    ['an empty object where the server leaves it out', { ...job, spec: { ...job.spec, selector: {} } }, true],
  ])('compares field by field where there is no hash: %s', (_, content, expected) => {
    expect(hasContent(stored, content)).toBe(expected);
  });

  it('goes by the hash where there is one', () => {
    const made = withContentHash({ ...job, spec: {} });
    expect(hasContent(made, job)).toBe(false);
    expect(hasContent({ ...withContentHash(job), spec: stored.spec }, job)).toBe(true);
  });
});

describe('sameContent', () => {
  it('looks past what the server keeps for itself', () => {
    const version = (resourceVersion: string, phase: string): typeof job & { status: object } => ({
      ...job,
      metadata: { ...job.metadata, ...{ resourceVersion } },
      status: { phase },
    });
    expect(sameContent(version('1', 'Pending'), version('2', 'Bound'))).toBe(true);
    expect(sameContent(job, { ...job, spec: {} })).toBe(false);
  });
});
