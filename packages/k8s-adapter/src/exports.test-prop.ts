import { orThrow } from '@stash-functions/core/decode';
import { describeExports } from '../../core/test/never-throws.ts';
import { backupInput, restoreInput } from '../test/invokers.ts';
import { resolvedFunctionOf, taskOf } from '../test/resolved.ts';
import * as admission from './admission/index.ts';
import * as adapter from './index.ts';

const specs = [{ args: ['--x=${TARGET_NAME:=y}'], runtimeSettings: { env: [{ name: 'A', value: '$(B)' }] } }];
const backup = backupInput(specs);
const restore = restoreInput(specs);
const plan = orThrow(adapter.planBackup(backup));
const other = orThrow(adapter.planRestore(restore));
const [job] = plan.jobs;
const pod = job?.spec?.template?.spec;
const task = taskOf(specs);
const webhook = {
  name: 'stash-functions',
  webhookName: 'check.stash-functions.example.com',
  failurePolicy: 'Ignore',
  service: { namespace: 'n', name: 's', path: '/' },
  kinds: ['Function'],
  timeoutSeconds: 5,
};
const review = {
  apiVersion: 'admission.k8s.io/v1',
  kind: 'AdmissionReview',
  request: {
    uid: 'u',
    operation: 'CREATE',
    object: {
      apiVersion: 'stash.appscode.com/v1beta1',
      kind: 'Function',
      metadata: { name: 'a' },
      spec: { image: 'a' },
    },
  },
};

describeExports(
  '@stash-functions/k8s-adapter',
  adapter,
  {
    accessName: ['BackupConfiguration', 'a', 0],
    backupJobName: ['a', 0],
    containerName: ['a', 0],
    diffPlans: [plan, other],
    formatPlanDiff: [adapter.diffPlans(plan, other)],
    interimClaimName: ['a', 'b'],
    licenseReaderName: ['a', 'b'],
    limitName: ['a', 63],
    originOf: [plan, job, ['spec', 'template', 'spec', 'containers', 0, 'image']],
    planBackup: [backup],
    planRestore: [restore],
    podSecurityLabels: [[pod], 'v1.30'],
    podSecurityLevel: [pod],
    repositoryAccessName: ['n', 'BackupConfiguration', 'a', 0],
    restoreJobName: ['a', 0, 1],
    secretsOfPlan: [plan],
    standInSession: [backup.invoker, new Date(0)],
    tmpVolume: [{ medium: 'Memory', sizeLimit: '1Gi' }],
    toContainer: [resolvedFunctionOf({}), { style: { nice: { adjustment: 1 } } }],
    toCronJob: [task, { name: 'a', namespace: 'n', schedule: '@daily' }],
    toJob: [task, { name: 'a', namespace: 'n' }],
    toPodSpec: [task, {}],
  },
  // A plan remembers the objects that it was given, and a copy with another field is another one.
  {
    changes: [
      'originOf',
      'diffPlans',
      'formatPlanDiff',
      'planBackup',
      'planRestore',
      'toContainer',
      'toCronJob',
      'toJob',
      'toPodSpec',
    ],
  },
);

describeExports('@stash-functions/k8s-adapter/admission', admission, {
  reviewAdmission: [review, { manifests: backup.manifests }],
  toWebhookConfiguration: [webhook],
});
