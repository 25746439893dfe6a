import { describe, expect, it } from 'vitest';
import { applyFixes } from '../problem/apply-fixes.ts';
import { formatPath } from '../problem/format-path.ts';
import type { Problem } from '../problem/problem.ts';
import { loadManifests } from './load.ts';

/** The fields of a kind below its `metadata`, the code and path of the problem, and the fields with the fix applied. */
interface Row {
  readonly name: string;
  readonly kind?: string;
  readonly text: string;
  readonly problem: string;
  readonly hint?: string;
  readonly after?: string;
}

const rows: ReadonlyArray<Row> = [
  {
    name: 'a misspelt field',
    text: 'spec:\n  imgae: a',
    problem: 'unknown-field spec.imgae',
    after: 'spec:\n  image: a',
  },
  {
    name: 'a misspelt field in quotes',
    text: 'spec: {"imgae": "a"}',
    problem: 'unknown-field spec.imgae',
    after: 'spec: {"image": "a"}',
  },
  {
    name: 'a field whose right name is there',
    text: 'spec:\n  image: a\n  Image: b',
    problem: 'unknown-field spec.Image',
    hint: '`image` is there already: remove one of the two',
  },
  {
    name: 'a hidden character in a name',
    text: 'spec:\n  ima\u200bge: a',
    problem: 'unknown-field spec[ima\u200bge]',
    hint: 'a zero-width space (U+200B) stands in the name: did you mean `image`?',
    after: 'spec:\n  image: a',
  },
  {
    name: 'a full-width colon on a line alone',
    text: 'spec:\n  image：a',
    problem: 'wrong-type spec',
    hint: '`：` is a full-width colon (U+FF1A): write `image: a`',
    after: 'spec:\n  image: a',
  },
  {
    name: 'a misspelt value',
    kind: 'BackupBlueprint',
    text: 'spec: {retentionPolicy: {name: a, prune: true}, hooks: {postBackup: {executionPolicy: "onFailure"}}}',
    problem: 'unknown-value spec.hooks.postBackup.executionPolicy',
    after: 'spec: {retentionPolicy: {name: a, prune: true}, hooks: {postBackup: {executionPolicy: "OnFailure"}}}',
  },
  {
    name: 'a number for text, as it was written',
    text: 'spec:\n  args: [012, a]',
    problem: 'wrong-type spec.args[0]',
    hint: 'write it in quotes: "012"',
    after: 'spec:\n  args: ["012", a]',
  },
  {
    name: 'a boolean for text',
    text: 'spec:\n  args:\n    - yes # really',
    problem: 'wrong-type spec.args[0]',
    after: 'spec:\n  args:\n    - "yes" # really',
  },
  {
    name: 'a text that is a map',
    text: 'spec:\n  args:\n    - ${A}: b',
    problem: 'wrong-type spec.args[0]',
    after: 'spec:\n  args:\n    - "${A}: b"',
  },
  {
    name: 'a text that is a map between brackets',
    text: 'spec:\n  args: [sh, -c, echo: foo]',
    problem: 'wrong-type spec.args[2]',
    after: 'spec:\n  args: [sh, -c, "echo: foo"]',
  },
  {
    name: 'one value for a list',
    text: 'spec:\n  args: --all',
    problem: 'wrong-type spec.args',
    after: 'spec:\n  args: [--all]',
  },
  {
    name: 'a list for one value',
    text: 'spec:\n  image: [a]',
    problem: 'wrong-type spec.image',
    after: 'spec:\n  image: a',
  },
  {
    name: 'a number in quotes',
    text: 'spec:\n  ports: [{containerPort: "80"}]',
    problem: 'wrong-type spec.ports[0].containerPort',
    after: 'spec:\n  ports: [{containerPort: 80}]',
  },
  {
    name: 'a boolean in words',
    text: 'spec:\n  volumeMounts:\n    - {name: a, mountPath: /a, readOnly: "yes"}',
    problem: 'wrong-type spec.volumeMounts[0].readOnly',
    after: 'spec:\n  volumeMounts:\n    - {name: a, mountPath: /a, readOnly: true}',
  },
  {
    name: 'a colon without a space',
    text: 'spec:\n  image:a',
    problem: 'wrong-type spec',
    after: 'spec:\n  image: a',
  },
  {
    name: 'the name of an object',
    kind: 'BackupSession',
    text: 'spec:\n  invoker: nightly',
    problem: 'wrong-type spec.invoker',
    after: 'spec:\n  invoker: { name: nightly }',
  },
  {
    name: 'annotations inside of labels',
    text: '  labels:\n    app: a\n    annotations:\n      b.c/d: e\n      f: g\nspec: {}',
    problem: 'wrong-type metadata.labels.annotations',
    hint: '`annotations` stands inside of `labels`: did you mean `metadata.annotations`? Indent it like `labels`',
    after: '  labels:\n    app: a\n  annotations:\n    b.c/d: e\n    f: g\nspec: {}',
  },
  {
    name: 'annotations in the middle of labels',
    text: '  labels:\n    annotations:\n      b: c\n    app: a\nspec: {}',
    problem: 'wrong-type metadata.labels.annotations',
  },
  {
    name: 'a field inside of the one above it',
    kind: 'Task',
    text: 'spec:\n  steps:\n    - name: a\n      params: []\n  volumes:\n    - name: b\n      emptyDir:\n        configMap: {name: c}',
    problem: 'unknown-field spec.volumes[0].emptyDir.configMap',
    after:
      'spec:\n  steps:\n    - name: a\n      params: []\n  volumes:\n    - name: b\n      emptyDir:\n      configMap: {name: c}',
  },
  {
    name: 'the document\u2019s name of a field',
    text: 'spec:\n  workDir: /a',
    problem: 'nested-spelling spec.workDir',
    after: 'spec:\n  workingDir: /a',
  },
  {
    name: 'the document\u2019s nesting',
    text: 'spec:\n  runtimeSettings:\n    container:\n      nice:\n        adjustment: 5\n      env: []\n  image: a',
    problem: 'nested-spelling spec.runtimeSettings.container',
    after: 'spec:\n  runtimeSettings:\n    nice:\n      adjustment: 5\n    env: []\n  image: a',
  },
  {
    name: 'a mode in decimal',
    kind: 'Task',
    text: 'spec:\n  volumes:\n    - name: a\n      secret: {secretName: b, defaultMode: 644, items: [{key: c, path: c, mode: 400}]}',
    problem: 'decimal-file-mode spec.volumes[0].secret.defaultMode',
    hint: 'write it in octal: 0644',
    after:
      'spec:\n  volumes:\n    - name: a\n      secret: {secretName: b, defaultMode: 0644, items: [{key: c, path: c, mode: 0400}]}',
  },
];

describe('a problem has the edit that cures it', () => {
  it.each(rows)('$name', ({ kind = 'Function', text, problem, hint, after }) => {
    const whole = manifest(kind, text);
    const found = problemsOf(whole);
    expect(found[0] && summary(found[0])).toBe(problem);
    if (hint !== undefined) expect(found[0]?.hint).toBe(hint);
    if (after === undefined) {
      expect(found[0]?.fix).toBeUndefined();
      return;
    }
    const cured = applyFixes(whole, found);
    expect(cured).toBe(manifest(kind, after));
    expect(problemsOf(cured).map(summary)).not.toContain(problem);
  });

  it('names a kind and a version by their right names', () => {
    const wrong = manifest('Functoin', 'spec: {}').replace('v1beta1', 'v1');
    const cured = applyFixes(wrong, problemsOf(wrong));
    expect(cured).toContain('kind: Function\n');
    const again = applyFixes(cured, problemsOf(cured));
    expect(problemsOf(again)).toEqual([]);
  });

  it('writes the mode of a file in decimal in JSON', () => {
    const json = JSON.stringify({
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'Task',
      metadata: { name: 'a' },
      spec: { volumes: [{ name: 'b', configMap: { name: 'c', defaultMode: 755 } }] },
    });
    expect(applyFixes(json, problemsOf(json))).toBe(json.replace('755', '493'));
  });

  it('leaves a mode alone that was written in octal, or is one', () => {
    const modes = ['0644', '0o644', '420', '0620', '256'];
    const volumes = modes.map((mode, index) => `  - {name: v${index}, secret: {secretName: a, defaultMode: ${mode}}}`);
    expect(problemsOf(manifest('Task', `spec:\n  volumes:\n${volumes.join('\n')}`))).toEqual([]);
  });
});

describe('names of other versions are told with the new ones', () => {
  it.each([
    ['BackupConfiguration', 'spec: {target: {directories: [/a]}}', 'spec.target.directories', 'paths'],
    ['BackupBatch', 'spec: {members: [{target: {directories: [/a]}}]}', 'spec.members[0].target.directories', 'paths'],
    ['RestoreSession', 'spec: {target: {rules: [{hosts: [a]}]}}', 'spec.target.rules[0].hosts', 'targetHosts'],
    ['BackupConfiguration', 'spec: {tempDir: {size: 1Gi}}', 'spec.tempDir.size', 'sizeLimit'],
    ['BackupBlueprint', 'spec: {task: {inputs: []}}', 'spec.task.inputs', 'params'],
    ['Task', 'spec: {functions: [{name: a}]}', 'spec.functions', 'steps'],
    ['Repository', 'status: {backupCount: 3}', 'status.backupCount', 'snapshotCount'],
    ['Repository', 'status: {size: 3Mi}', 'status.size', 'totalSize'],
  ])('of %s: %s', (kind, text, path, to) => {
    const whole = manifest(kind, text);
    const problem = problemsOf(whole).find((one) => formatPath(one.path) === path);
    expect(problem?.code).toBe('unknown-field');
    expect(problem?.hint).toContain(`\`${to}\``);
    expect(problem?.fix?.text).toBe(to);
  });

  it('tells that a BackupSession has an invoker, and a Task no namespace', () => {
    const session = problemsOf(manifest('BackupSession', 'spec:\n  backupConfiguration: {name: a}'));
    expect(session.find(({ code }) => code === 'unknown-field')?.hint).toContain('`invoker`');
    const text = 'spec:\n  task:\n    name: a\n    namespace: b # why\n  schedule: "@daily"';
    const [namespace] = problemsOf(manifest('BackupConfiguration', text)).filter(
      ({ path }) => path.at(-1) === 'namespace',
    );
    expect(namespace?.hint).toContain('cluster-scoped');
    expect(applyFixes(manifest('BackupConfiguration', text), namespace === undefined ? [] : [namespace])).toBe(
      manifest('BackupConfiguration', 'spec:\n  task:\n    name: a\n  schedule: "@daily"'),
    );
  });

  it.each([
    ['BackupConfigurationTemplate', 'BackupBlueprint'],
    ['BackupTemplate', 'BackupBlueprint'],
    ['Restic', 'BackupConfiguration'],
    ['Recovery', 'RestoreSession'],
  ])('of the kind %s: %s', (kind, to) => {
    const [problem] = problemsOf(manifest(kind, 'spec: {}'));
    expect(problem?.code).toBe('unknown-kind');
    expect(problem?.hint).toContain(to);
    expect(problem?.hint).not.toContain('did you mean');
  });
});

describe('the parameters of an AppBinding', () => {
  const hints = (parameters: string): ReadonlyArray<string | undefined> =>
    problemsOf(manifest('AppBinding', `spec:\n  clientConfig: {url: a}\n  parameters: ${parameters}`)).map(
      ({ hint }) => hint,
    );

  it.each([
    ['{replicaSets: {host-0: a}}', 'MongoConfiguration'],
    ['{configServer: a, stash: {addon: {}}}', 'MongoConfiguration'],
    ['{stash: {addon: {}}}', 'StashAddon'],
  ])('%s are told to be of %s', (parameters, kind) => {
    expect(hints(parameters).join()).toContain(`write \`kind: ${kind}\``);
  });

  it('of a type that is not known are told to need an apiVersion and a kind', () => {
    expect(hints('{a: b}').join()).not.toContain('StashAddon');
    expect(hints('{a: b}')).toHaveLength(2);
  });
});

describe('a status', () => {
  it('stops nothing: what is wrong with it is a warning, and is not read', () => {
    const text = 'spec: {}\nstatus:\n  backupCount: 3\n  lastBackupDuration: 2s\n  integrity: true';
    const result = loadManifests(manifest('Repository', text));
    expect(result).toMatchObject({ right: { warnings: [{ severity: 'warning' }, { severity: 'warning' }] } });
    expect(result._tag === 'Right' && result.right.repositories.get('a')?.status).toEqual({ integrity: true });
    expect(result._tag === 'Right' && result.right.warnings[1]?.hint).not.toContain('did you mean');
  });

  it('that cannot be read at all is left out', () => {
    const result = loadManifests(manifest('Repository', 'spec: {}\nstatus: {snapshotCount: many, integrity: true}'));
    expect(result).toMatchObject({ right: { warnings: [{ code: 'wrong-type' }] } });
    expect(result._tag === 'Right' && result.right.repositories.get('a')?.status).toBeUndefined();
  });

  it('hides no mistake elsewhere', () => {
    const result = loadManifests(manifest('Repository', 'spec: {wipeout: true}\nstatus: {backupCount: 3}'));
    const left = result._tag === 'Left' ? result.left : [];
    expect(left.map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });
});

function manifest(kind: string, text: string): string {
  const apiVersion =
    kind === 'AppBinding'
      ? 'appcatalog.appscode.com/v1alpha1'
      : `stash.appscode.com/${kind === 'Repository' ? 'v1alpha1' : 'v1beta1'}`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: a\n${text}\n`;
}

function problemsOf(text: string): ReadonlyArray<Problem> {
  const result = loadManifests(text);
  return result._tag === 'Left' ? result.left : result.right.warnings;
}

function summary({ code, path }: Problem): string {
  return `${code} ${formatPath(path)}`;
}
