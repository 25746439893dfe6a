import { loadManifests, orThrow, type Problem, readManifests } from '@stash-functions/core';
import { describeExports } from '../../core/test/never-throws.ts';
import * as lint from './index.ts';

const text = `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: { name: dump }
spec: { image: acme/dump, args: ['--x=\${A}', '--password=hunter2'] }
---
apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata: { name: dump }
spec: { steps: [{ name: dump, params: [{ name: B, value: x }] }], volumes: [{ name: v, emptyDir: {} }] }
---
apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata: { name: nightly, namespace: demo }
spec:
  schedule: "61 * * * *"
  task: { name: dump }
  target: { ref: { apiVersion: v1, kind: PersistentVolumeClaim, name: data } }
  retentionPolicy: { name: keep, prune: true }
`;
const manifests = orThrow(loadManifests(text, { file: 'a.yaml' }));
const problems: ReadonlyArray<Problem> = lint.lintManifests(manifests);
const options = { occasion: 'backup', kubernetesVersion: '1.30', installedFunctions: ['a'] };

describeExports('@stash-functions/lint', lint, {
  checkRuleSettings: [{ 'unused-param': 'off' }, lint.lintCodes],
  eachCauseOnce: [problems, problems],
  lintFunction: [manifests.functions.get('dump'), { occasion: 'backup', kubernetesVersion: '1.30' }],
  lintManifests: [manifests, { ...options, installedTasks: ['b'] }],
  lintRead: [readManifests(text.replace('nightly', '7'), { file: 'a.yaml' }), { ...options, installedTasks: ['b'] }],
  lintTask: [manifests.tasks.get('dump'), { ...options, functions: manifests.functions }],
  toGithubAnnotations: [problems],
  toJUnit: [problems, { files: ['a.yaml'] }],
  toSarif: [problems, { version: '1' }],
  withLevels: [problems, { 'unused-param': 'off' }],
  withoutSuppressed: [problems, [{ file: 'a.yaml', text: '# stash-functions-disable unused-param' }], lint.lintCodes],
  withoutWarnings: [problems],
});
