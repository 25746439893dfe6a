import { readManifests } from '@stash-functions/core';
import { describe, expect, it } from 'vitest';
import { lintRead } from './lint.ts';

const backup = (spec: string): string => `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata: { name: nightly, namespace: demo }
spec:
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
  ${spec}
`;

const task = (spec: string): string => `apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata: { name: pg-backup }
spec: ${spec}
`;

const repository = (backend: string): string => `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata: { name: store, namespace: demo }
spec: { backend: ${backend} }
`;

const fn = (spec: string, metadata = '{ name: pg-dump }'): string => `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: ${metadata}
spec: ${spec}
`;

const volume = (source: string): string =>
  task(`{ steps: [{ name: update-status }], volumes: [{ name: cert, ${source} }] }`);

describe('eachCauseOnce', () => {
  it.each<[what: string, text: string, found: ReadonlyArray<string>]>([
    [
      'a mode in decimal that is out of range, by the error with the fix of the warning',
      volume('secret: { secretName: c, defaultMode: 644 }'),
      ['error invalid-volume spec.volumes.0.secret.defaultMode -> 0644'],
    ],
    [
      'a mode in decimal that is another one, by the warning',
      volume('secret: { secretName: c, defaultMode: 400 }'),
      ['warning decimal-file-mode spec.volumes.0.secret.defaultMode -> 0400'],
    ],
    ['a number for a duration, by the hint of the duration', backup('timeOut: 90'), ['error wrong-type spec.timeOut']],
    ['a number for a schedule', backup('schedule: 5'), ['error wrong-type spec.schedule']],
    ['a number for a text that is right in quotes', backup('schedule: 1'), ['error wrong-type spec.schedule']],
    ['a name that is a boolean', task('{ steps: [{ name: true }] }'), ['error wrong-type spec.steps.0.name -> "true"']],
    [
      'a bucket of the wrong type, and not that there is no backend',
      repository('{ storageSecretName: s, s3: { endpoint: s3.amazonaws.com, bucket: [backups] } }'),
      ['error wrong-type spec.backend.s3.bucket -> backups'],
    ],
    [
      'a backend under another name, and not that there is no backend',
      repository('{ storageSecretName: s, gsc: { bucket: backups } }'),
      ['error unknown-field spec.backend.gsc -> gcs'],
    ],
    [
      'a Secret under another name, and not that there is none',
      repository('{ storageSecretNam: s, gcs: { bucket: backups } }'),
      ['error unknown-field spec.backend.storageSecretNam -> storageSecretName'],
    ],
    [
      'a quote that is missing, by the error that comes of it',
      fn('\n  image: acme/pg:16\n  args:\n    - ${banner:=backup #1}'),
      ['error unclosed-expression spec.args.0 -> "${banner:=backup #1}"'],
    ],
    [
      'a field under another name, and not that it is missing',
      fn('{ image: a }', '{ nam: pg-dump }'),
      ['error unknown-field metadata.nam -> name'],
    ],
    [
      'every mistake of a resource whose name is wrong, as of the resource that it is',
      fn('{ image: a, args: [7, "${B"] }', '{ name: true }'),
      [
        'error wrong-type metadata.name -> "true"',
        'error wrong-type spec.args.0 -> "7"',
        'error unclosed-expression spec.args.1',
      ],
    ],
    [
      'two mistakes of one text',
      backup('target: { ref: { apiVersion: v1, kind: PersistentVolumeClaim, name: d }, paths: data }'),
      ['warning relative-path spec.target.paths.0', 'error wrong-type spec.target.paths -> [data]'],
    ],
  ])('tells %s', (_, text, found) => {
    expect(told(text)).toEqual(found);
  });

  it('says of a wrong type what is right in the end', () => {
    const [problem] = lintRead(readManifests(backup('timeOut: 90')));
    expect(problem).toMatchObject({ code: 'wrong-type', hint: 'write `90s`, `90m` or `90h`' });
    expect(problem).not.toHaveProperty('fix');
  });

  it('tells a secret in any case', () => {
    const text = `${task('{ steps: [{ name: update-status, params: [{ name: password, value: 12345678 }] }] }')}`;
    expect(told(text)).toContain('warning plaintext-secret spec.steps.0.params.0.value');
    expect(JSON.stringify(lintRead(readManifests(text)))).not.toContain('12345678');
  });

  it('takes what is missing for a note where a document could not be read', () => {
    const broken = 'apiVersion: stash.appscode.com/v1beta1\nkind: Function\nmetadata: { name: pg-dump\n';
    const loaded = fn('{ image: a }', '{ name: mysql-restore }');
    const steps = task('{ steps: [{ name: pg-dump }] }');
    expect(told(`${loaded}---\n${steps}`)).toContain('error function-missing spec.steps.0.name');
    expect(told(`${loaded}---\n${steps}---\n${broken}`)).toContain('note function-missing spec.steps.0.name');
  });
});

function told(text: string): ReadonlyArray<string> {
  return lintRead(readManifests(text, { file: 'a.yaml' })).map(
    ({ severity, code, path, fix }) =>
      `${severity} ${code} ${path.join('.')}${fix === undefined ? '' : ` -> ${fix.text}`}`,
  );
}
