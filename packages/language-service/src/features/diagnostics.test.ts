import { formatProblems } from '@stash-functions/core';
import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../service.ts';

const fn = (name: string, args = "['--host=${TARGET_NAME}']"): string =>
  `apiVersion: stash.appscode.com/v1beta1\nkind: Function\nmetadata: { name: ${name} }\nspec: { image: a, args: ${args} }\n`;
const task = (step: string): string =>
  `apiVersion: stash.appscode.com/v1beta1\nkind: Task\nmetadata: { name: dump }\nspec: { steps: [{ name: ${step} }] }\n`;
const backup = (more = ''): string => `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata: { name: nightly, namespace: demo }
spec:
  repository: { name: store }
  task: { name: dump }
  target: { ref: { apiVersion: v1, kind: PersistentVolumeClaim, name: d } }
  retentionPolicy: { name: k, keepLast: 1, prune: true }
${more}`;
const repository = `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata: { name: store, namespace: demo }
spec: { backend: { gcs: { bucket: backups, prefix: demo }, storageSecretName: gcs } }
`;

describe('diagnostics', () => {
  it.each([
    [{ sitte: 'https://example.com' }, 'did you mean `site`?'],
    [{ site: 5 }, '`site` is 5'],
    [null, 'the options must be an object'],
  ])('say that the options are wrong: %o', (options, said) => {
    const service = createLanguageService(options as never);
    service.open('a.yaml', fn('dump', "['${']"));
    const [first, ...others] = service.diagnostics('a.yaml');
    expect(first).toMatchObject({ code: 'option-invalid', range: { start: { line: 0, character: 0 } } });
    expect(first?.message).toContain(said);
    expect(others).not.toEqual([]);
    expect(formatProblems(service.problems('a.yaml'))).toContain('option-invalid');
    expect(service.diagnostics('b.yaml')).toEqual([]);
  });

  it('are one for each cause, of reading, of lint and of plans', () => {
    const service = createLanguageService();
    service.open('a.yaml', [fn('dump'), task('dump'), repository, backup('  timeOut: 90\n')].join('---\n'));
    expect(codesIn(service.diagnostics('a.yaml'))).toEqual(['wrong-type 23']);
  });

  it('are about open texts, and know what stands in the others', () => {
    const service = createLanguageService();
    service.setLibrary([['lib.yaml', fn('dump', "['${NOT_SET}']")]]);
    service.open('a.yaml', task('dump'));
    expect(service.diagnostics('a.yaml')).toEqual([]);
    expect(service.diagnostics('lib.yaml')).toEqual([]);
    service.setLibrary([['lib.yaml', fn('dumq')]]);
    expect(codesIn(service.diagnostics('a.yaml'))).toEqual(['function-missing 3']);
  });

  it('are at the Secret of an open text that a Repository of the library needs', () => {
    const service = createLanguageService();
    service.setLibrary([['lib.yaml', repository]]);
    service.open(
      'a.yaml',
      'apiVersion: v1\nkind: Secret\nmetadata: { name: gcs, namespace: demo }\nstringData: { A: b }\n',
    );
    expect(codesIn(service.diagnostics('a.yaml'))).toContain('secret-key-missing 3');
  });

  it('are those of the text as it is now, whatever it was before', () => {
    const texts = [
      [fn('dump'), task('dump'), repository, backup()].join('---\n'),
      [fn('dump', "['${NOT_SET}']"), task('dump'), repository, backup()].join('---\n'),
      [`# a line more\n${fn('dump')}`, task('dumq'), repository, backup('  schedule: "61 * * * *"\n')].join('---\n'),
      [fn('dump'), task('dump'), backup()].join('---\n'),
      [task('dump'), fn('dump'), backup(), 'kind: ['].join('---\n'),
    ];
    const service = createLanguageService();
    for (const text of [...texts, ...texts.toReversed(), ...texts]) {
      service.open('a.yaml', text);
      const fresh = createLanguageService();
      fresh.open('a.yaml', text);
      expect(service.diagnostics('a.yaml')).toEqual(fresh.diagnostics('a.yaml'));
    }
  });
});

function codesIn(
  diagnostics: ReturnType<ReturnType<typeof createLanguageService>['diagnostics']>,
): ReadonlyArray<string> {
  return diagnostics.map(({ code, range }) => `${code} ${range.start.line}`);
}
