import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { left, right } from 'fp-ts/lib/Either.js';
import { afterAll } from 'vitest';
import { describeExports } from '../test/never-throws.ts';
import * as descriptions from './descriptions.ts';
import * as files from './files.ts';
import * as core from './index.ts';
import * as schema from './schema.ts';

const text = `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: { name: dump }
spec: { image: acme/dump, args: ['--x=\${A:=b}'] }
`;
const fn = core.orThrow(core.decodeFunction({ ...core.orThrow(core.loadManifests(text)).functions.get('dump') }));
const loaded = (): core.Manifests => core.orThrow(core.loadManifests(text, { file: 'a.yaml' }));
const stash = (kind: string, spec: object, namespace?: string): object => ({
  apiVersion: `stash.appscode.com/${kind === 'Repository' ? 'v1alpha1' : 'v1beta1'}`,
  kind,
  metadata: { name: 'a', ...(namespace === undefined ? {} : { namespace }) },
  spec,
});
const target = { ref: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'p' }, rules: [{ paths: ['/'] }] };
const retentionPolicy = { name: 'k', keepLast: 1, prune: true };
const backup = stash('BackupConfiguration', { repository: { name: 'a' }, target, retentionPolicy }, 'n');
const batch = stash('BackupBatch', { members: [{ target }], retentionPolicy }, 'n');
const restore = stash('RestoreSession', { repository: { name: 'a' }, target }, 'n');
const restoreBatch = stash('RestoreBatch', { members: [{ target }] }, 'n');
const session = stash('BackupSession', { invoker: { kind: 'BackupConfiguration', name: 'a' } }, 'n');
const blueprint = stash('BackupBlueprint', { backend: { gcs: { bucket: 'b' } }, retentionPolicy });
const backend = { storageSecretName: 's', s3: { endpoint: 'e', bucket: 'b' } };
const repository = stash('Repository', { backend, usagePolicy: { allowedNamespaces: { from: 'All' } } }, 'n');
const task = stash('Task', { steps: [{ name: 'dump', params: [{ name: 'A', value: 'b' }] }] });
const appBinding = {
  apiVersion: 'appcatalog.appscode.com/v1alpha1',
  kind: 'AppBinding',
  metadata: { name: 'a', namespace: 'n' },
  spec: {
    clientConfig: { url: 'u' },
    parameters: {
      apiVersion: 'appcatalog.appscode.com/v1alpha1',
      kind: 'StashAddon',
      stash: { addon: { backupTask: { name: 't' }, restoreTask: { name: 't' } } },
    },
  },
};
const problem: core.Problem = {
  code: 'unknown-field',
  severity: 'error',
  message: 'm',
  path: ['spec', 'args', 0],
  hint: 'h',
  resource: { kind: 'Function', name: 'dump' },
};
const decoding = { lenient: true, onWarning: () => {} };
const folder = mkdtempSync(join(tmpdir(), 'stash-functions-exports-'));
writeFileSync(join(folder, 'a.yaml'), text);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeExports(
  '@stash-functions/core',
  core,
  {
    applyFixes: ['arg', [{ ...problem, fix: { span: { start: { offset: 0 }, end: { offset: 3 } }, text: 'x' } }], 'a'],
    backendsOf: [backend],
    byteFault: ['128m'],
    byteLength: ['text'],
    checkOptions: [
      { a: true, b: { c: 'x' } },
      { a: 'boolean', b: { options: { c: { oneOf: ['x'] } } } },
      { required: ['a'] },
    ],
    checkVolumeSource: [{ name: 'v', nfs: { server: 's', path: '/' } }],
    checked: [1, [problem]],
    collectManifests: () => [loaded()],
    decodeAppBinding: [appBinding, decoding],
    decodeBackupBatch: [batch, decoding],
    decodeBackupBlueprint: [blueprint, decoding],
    decodeBackupConfiguration: [backup, decoding],
    decodeBackupSession: [session, decoding],
    decodeFunction: [fn, decoding],
    decodeRepository: [repository, decoding],
    decodeResource: [fn, decoding],
    decodeRestoreBatch: [restoreBatch, decoding],
    decodeRestoreSession: [restore, decoding],
    decodeStashAddon: [appBinding, decoding],
    decodeTask: [task, decoding],
    decodeWith: [core.FunctionSpec, fn.spec, decoding, { kind: 'Function' }],
    defineFunction: [{ metadata: { name: 'a' }, spec: { image: 'b' } }, decoding],
    defineTask: [{ metadata: { name: 'a' }, spec: { steps: [{ name: 'b' }] } }, decoding],
    deprecatedNodeLabel: ['beta.kubernetes.io/os'],
    didYouMean: ['nmae', ['name', 'image']],
    distinctProblems: [[problem, problem]],
    durationFault: ['1d'],
    fileModeFault: [644],
    findByReference: [[backup], { name: 'a', namespace: 'n' }, 'n'],
    findLookalikes: ['a\u00a0b'],
    findSecrets: ['--password=x'],
    findSplitSecrets: [['mysql', '--password', 'x']],
    fixIn: () => [loaded().all[0], ['spec', 'image'], { text: 'x', was: 'acme/dump' }],
    formatGoDuration: [90],
    formatPath: [['spec', 'args', 0]],
    formatProblems: [[problem], { color: true }],
    helpUriOf: ['unknown-field', 'https://example.com'],
    hiddenVariables: [[{ name: 'A', value: 'b' }]],
    isBackupInvoker: [backup],
    isBatch: [batch],
    isDataKey: ['a'],
    isDnsLabel: ['a'],
    isDnsSubdomain: ['a'],
    isEnvName: ['a'],
    isError: [problem],
    isHeaderName: ['a'],
    isInvoker: [backup],
    isLabelValue: ['a'],
    isPlain: ['x', 'password'],
    isPortName: ['a'],
    isPortNumber: [80],
    isPortableEnvName: ['A'],
    isQualifiedName: ['a/b'],
    isSchedule: ['0 3 * * *'],
    leadsUp: ['a/../..'],
    listNames: [['a', 'b'], 'or'],
    loadManifests: [text, { file: 'a.yaml', lenient: true }],
    locate: () => [loaded().all[0], ['spec', 'args', 0], { at: 'value', offset: 2, length: 3 }],
    locateProblem: () => [problem, loaded().all],
    lookalikeOf: ['\u00a0'],
    looksSecret: ['dbPassword'],
    majorOf: ['14.2'],
    manifestKey: [backup],
    manifestsOf: [[backup, task]],
    maskSecretLines: [['password: hunter2']],
    meantFileMode: [644],
    mergeManifests: () => [loaded(), core.orThrow(core.manifestsOf([]))],
    nameCharacter: ['\u00a0'],
    namespaceOf: [{ name: 'a', namespace: 'n' }, 'm'],
    neverComes: ['0 0 30 2 *'],
    occasionOf: [backup],
    octalMode: [420],
    parseDuration: ['1h'],
    parseGoDuration: ['1h'],
    parseQuantity: ['1Gi'],
    placeIn: () => [loaded().all[0], ['spec', 'args', 0], { offset: 2, length: 3 }],
    printManifest: [fn],
    printManifests: [[fn, task]],
    problemsOf: [left([problem])],
    purposeOf: ['postgres-backup-14'],
    readInput: [() => [{ name: 'the Task', value: task, kind: ['Task'] }], () => right(1)],
    readManifests: [text, { file: 'a.yaml', lenient: true }],
    readOr: [1, () => 2],
    readProblems: [() => [{ name: 'the Task', value: task, kind: ['Task'] }], () => [problem]],
    referenceTo: [backup],
    referencesOf: [appBinding],
    roundToSeconds: [1.5],
    scheduleFault: ['61 * * * *'],
    settingPlaces: ['bucket'],
    sourceText: [text, 'a.yaml'],
    targetKindOf: ['deploy'],
    targetsOf: [batch],
    toManifest: [fn],
    usageVerdict: [repository, 'm', { team: 'a' }],
    withSourceOf: () => [{ ...loaded().all[0] }, loaded().all[0]],
  },
  {
    throws: [
      'orThrow',
      // A program makes its codecs and codes with these once, as it starts.
      ...['extend', 'inputProblem', 'problemMaker', 'struct'],
      // These put a program's own results together, whose codes only it knows.
      ...['allOf', 'checkEach', 'eachOf', 'joinProblems', 'toEither', 'unlessProblems'],
    ],
    // The rules are a table, and an entry without a rule is none.
    changes: ['checkOptions', 'collectManifests'],
  },
);

describeExports('@stash-functions/core/schema', schema, { jsonSchemaOf: ['Function'] });

describeExports('@stash-functions/core/descriptions', descriptions, {
  describeField: ['Function', ['spec', 'args']],
  describeFields: ['Function', ['spec']],
  describeType: ['FunctionSpec'],
});

describeExports('@stash-functions/core/files', files, {
  jsonSchemaOf: ['Function'],
  loadManifestFiles: ['a.yaml', { cwd: folder, lenient: true }],
  loadManifestFilesSync: ['a.yaml', { cwd: folder, lenient: true }],
  readManifestFiles: [['a.yaml'], { cwd: folder, lenient: true }],
  readManifestFilesSync: [['a.yaml'], { cwd: folder, lenient: true }],
  readManifestTexts: [[{ file: 'a.yaml', text }], { lenient: true }],
});
