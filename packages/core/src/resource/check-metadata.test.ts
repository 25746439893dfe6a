import { describe, expect, it } from 'vitest';
import { formatPath } from '../problem/format-path.ts';
import { checkMetadata, type ResourceScope } from './check-metadata.ts';

const a253 = `${'a'.repeat(126)}.${'b'.repeat(126)}`;

describe('checkMetadata', () => {
  const good: ReadonlyArray<readonly [string, object]> = [
    ['a name', { name: 'postgres-backup-11.2' }],
    ['a name of 253 characters', { name: a253 }],
    ['a name of one digit', { name: '0' }],
    ['a namespace', { name: 'a', namespace: 'kube-system' }],
    ['an empty namespace', { name: 'a', namespace: '' }],
    ['labels', { name: 'a', labels: { app: 'x', 'app.kubernetes.io/name': 'A_b.c-1', empty: '' } }],
    ['annotations with any text', { name: 'a', annotations: { 'Example.COM/Note': 'a b\n"c"' } }],
    ['finalizers', { name: 'a', finalizers: ['stash.appscode.com/x', 'foregroundDeletion'] }],
    [
      'an owner',
      { name: 'a', ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'u', controller: true }] },
    ],
    ['values of wrong types, which the codec reports', { name: 1, labels: { a: 1 }, annotations: [], finalizers: {} }],
    ['nothing', {}],
  ];
  it.each(good)('accepts %s', (_, metadata) => {
    expect(problemsOf(metadata, 'Namespaced')).toEqual([]);
  });

  const bad: ReadonlyArray<readonly [string, object, ReadonlyArray<readonly [string, string]>]> = [
    ['an empty name', { name: '' }, [['missing-field', 'metadata.name']]],
    ['capitals and underscores', { name: 'My_Function' }, [['invalid-name', 'metadata.name']]],
    ['a dot at the end', { name: 'a.' }, [['invalid-name', 'metadata.name']]],
    ['two dots', { name: 'a..b' }, [['invalid-name', 'metadata.name']]],
    ['a dash beside a dot', { name: 'a-.b' }, [['invalid-name', 'metadata.name']]],
    ['a line end', { name: 'a\n' }, [['invalid-name', 'metadata.name']]],
    ['a placeholder', { name: '${NAME}' }, [['invalid-name', 'metadata.name']]],
    ['a name of 254 characters', { name: `${a253}a` }, [['invalid-name', 'metadata.name']]],
    ['a dot in a namespace', { namespace: 'a.b' }, [['invalid-name', 'metadata.namespace']]],
    ['a namespace of 64 characters', { namespace: 'a'.repeat(64) }, [['invalid-name', 'metadata.namespace']]],
    ['a label with a space', { labels: { a: 'b c' } }, [['invalid-metadata', 'metadata.labels.a']]],
    ['a label of 64 characters', { labels: { a: 'b'.repeat(64) } }, [['invalid-metadata', 'metadata.labels.a']]],
    ['a label key with two slashes', { labels: { 'a/b/c': 'd' } }, [['invalid-metadata', 'metadata.labels[a/b/c]']]],
    ['a label key in a bad domain', { labels: { 'A/b': 'c' } }, [['invalid-metadata', 'metadata.labels[A/b]']]],
    ['an empty label key', { labels: { '': '' } }, [['invalid-metadata', 'metadata.labels[""]']]],
    ['an annotation key', { annotations: { 'a b': '' } }, [['invalid-metadata', 'metadata.annotations[a b]']]],
    [
      'annotations of more than 256 KiB',
      { annotations: { a: 'ä'.repeat(128 * 1024) } },
      [['invalid-metadata', 'metadata.annotations']],
    ],
    ['a finalizer', { finalizers: ['ok', ''] }, [['invalid-metadata', 'metadata.finalizers[1]']]],
    [
      'two controllers, and an owner without a name',
      {
        ownerReferences: [
          { apiVersion: 'v1', kind: 'Pod', name: '', uid: 'u', controller: true },
          { apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'v', controller: true },
        ],
      },
      [
        ['invalid-metadata', 'metadata.ownerReferences[0].name'],
        ['invalid-metadata', 'metadata.ownerReferences'],
      ],
    ],
  ];
  it.each(bad)('refuses %s', (_, metadata, expected) => {
    expect(problemsOf(metadata, 'Namespaced')).toEqual(expected);
  });

  it('warns of a namespace on a cluster-scoped object', () => {
    expect(checkMetadata({ name: 'a', namespace: 'b' }, 'Cluster')).toMatchObject([
      { code: 'ignored-namespace', severity: 'warning', path: ['metadata', 'namespace'] },
    ]);
  });

  it('suggests a name that would do', () => {
    for (const [name, near] of [
      ['My_Function', 'my-function'],
      ['-a_.B-', 'a.b'],
    ]) {
      expect(checkMetadata({ name }, 'Cluster')[0]?.hint).toContain(`"${near}"`);
    }
  });

  it('takes no time for a long name', () => {
    const started = performance.now();
    expect(problemsOf({ name: `${'a'.repeat(1e6)}!`, labels: { ['a'.repeat(1e6)]: '!' } }, 'Cluster').length).toBe(3);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

function problemsOf(metadata: object, scope: ResourceScope): ReadonlyArray<readonly [string, string]> {
  return checkMetadata(metadata, scope).map(({ code, path }) => [code, formatPath(path)]);
}
