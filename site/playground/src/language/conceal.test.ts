import { readManifests } from '@stash-functions/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conceal } from './conceal.ts';

function concealed(text: string): string {
  const result = conceal([{ name: 'a.yaml', text }]);
  return 'refused' in result ? result.refused : (result.files[0]?.text ?? '');
}

describe('conceal', () => {
  it.each([
    [
      'data',
      'kind: Secret\ndata:\n  a: c2VjcmV0\n  b: "c2VjcmV0"\n',
      'kind: Secret\ndata:\n  a: "Kioq"\n  b: "Kioq"\n',
    ],
    ['stringData', 'kind: Secret\nstringData: { a: x, b: y }\n', 'kind: Secret\nstringData: { a: "***", b: "***" }\n'],
    [
      'a text in several lines',
      'kind: Secret\nstringData:\n  a: |\n    one\n    two\n  b: x\n',
      'kind: Secret\nstringData:\n  a: "***"\n  b: "***"\n',
    ],
    ['JSON', '{"kind": "Secret", "data": {"a": "c2VjcmV0"}}\n', '{"kind": "Secret", "data": {"a": "Kioq"}}\n'],
    [
      'a Secret of a list',
      'kind: List\nitems:\n- kind: Secret\n  data: { a: x }\n',
      'kind: List\nitems:\n- kind: Secret\n  data: { a: "Kioq" }\n',
    ],
    [
      'the annotations of a Secret',
      'kind: Secret\nmetadata:\n  annotations: { last: "{data}" }\n',
      'kind: Secret\nmetadata:\n  annotations: { last: "***" }\n',
    ],
    ['a param', 'params:\n- name: password\n  value: hunter2\n', 'params:\n- name: password\n  value: "***"\n'],
    [
      'a param in several lines',
      'params:\n- name: password\n  value: |-\n    hunter2\n',
      'params:\n- name: password\n  value: "***"\n',
    ],
    ['a flag', 'args:\n- --password=hunter2\n', 'args:\n- --password=*******\n'],
    ['a URL', 'args: [ "https://me:hunter2@example.com" ]\n', 'args: [ "https://me:*******@example.com" ]\n'],
  ])('takes out the values of %s', (_, text, without) => {
    expect(concealed(text)).toBe(without);
  });

  it.each([
    ['names of Secrets', 'storageSecretName: minio-credentials\n'],
    ['templates', 'args:\n- --password=${password}\n'],
    ['keys of a Secret that are empty', 'kind: Secret\ndata: {}\n'],
    ['other kinds', 'kind: ConfigMap\ndata:\n  a: b\n'],
  ])('leaves %s', (_, text) => {
    expect(concealed(text)).toBe(text);
  });

  it.each([
    ['is broken', 'kind: Secret\ndata: { a: x\n'],
    ['has an alias for a value', 'a: &a x\n---\nkind: Secret\ndata: { a: *a }\n'],
    ['has no map of values', 'kind: Secret\ndata: x\n'],
    ['has its kind from an alias', 'a: &k Secret\nb:\n  kind: *k\n  data: { a: x }\n'],
  ])('refuses a Secret that %s', (_, text) => {
    expect(conceal([{ name: 'a.yaml', text }])).toHaveProperty('refused');
  });

  it('counts what it takes out, so that nobody wonders', () => {
    const text = 'kind: Secret\ndata: { a: x, b: y }\n---\nargs: [--token=abcdef]\n';
    expect(conceal([{ name: 'a.yaml', text }])).toMatchObject({ hidden: 3 });
  });

  it('lets no value of a Secret out, whatever it is', () => {
    const value = fc.stringMatching(/^[A-Za-z0-9+/]{8,40}$/);
    fc.assert(
      fc.property(
        value,
        fc.constantFrom('data', 'stringData'),
        fc.constantFrom('', '"', "'"),
        (secret, field, quote) => {
          const text = `apiVersion: v1\nkind: Secret\nmetadata: { name: s }\n${field}:\n  key: ${quote}${secret}${quote}\n`;
          const shared = concealed(text);
          expect(shared).not.toContain(secret);
          expect(readManifests(shared).manifests.others).toHaveLength(1);
        },
      ),
    );
  });
});
