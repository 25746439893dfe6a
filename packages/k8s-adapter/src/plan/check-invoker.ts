import { type AdapterProblem, type Findings, findingsInto } from '../problem/problem.ts';
import { checkAnnotations, checkLabelName, checkLabels, checkSubdomain } from '../validity/basics.ts';
import type { BackupPlanInput, RestorePlanInput } from './plan-input.ts';

/** What the names and labels of all objects are made of: the metadata of the invoker, and of its session. */
export function checkInvoker(input: BackupPlanInput | RestorePlanInput, problems: Array<AdapterProblem>): void {
  const { invoker } = input;
  const { name, namespace = '', labels } = invoker.metadata;
  const findings = findingsInto({ problems, base: [] }, (path) => ({ resource: invoker, path }));
  checkSubdomain(name, ['metadata', 'name'], `the name of the ${invoker.kind}`, findings);
  checkLabelName(namespace, ['metadata', 'namespace'], 'the namespace', findings);
  checkLabels(labels, ['metadata', 'labels'], findings);
  checkServiceAccounts(input, findings);
  if (!('session' in input)) return;
  const { session } = input;
  const ofSession = findingsInto({ problems, base: [] }, (path) => ({ resource: session, path }));
  checkSubdomain(session.metadata.name, ['metadata', 'name'], 'the name of the BackupSession', ofSession);
  if (session.metadata.namespace === undefined || session.metadata.namespace === namespace) return;
  ofSession.error(
    'conflicting-fields',
    ['metadata', 'namespace'],
    `the BackupSession is in ${session.metadata.namespace}, and its ${invoker.kind} in ${namespace}`,
    'a session stands in the namespace of its invoker',
  );
}

function checkServiceAccounts({ invoker }: BackupPlanInput | RestorePlanInput, findings: Findings): void {
  const isBatch = invoker.kind === 'BackupBatch' || invoker.kind === 'RestoreBatch';
  const members = isBatch ? (invoker.spec?.members ?? []) : [invoker.spec];
  members.forEach((member, index) => {
    const path = [...(isBatch ? ['spec', 'members', index] : ['spec']), 'runtimeSettings', 'pod'];
    const annotations = member?.runtimeSettings?.pod?.serviceAccountAnnotations;
    checkAnnotations(annotations, [...path, 'serviceAccountAnnotations'], findings);
  });
}
