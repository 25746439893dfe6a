import { fieldAt, listAt, textAt } from '../json.ts';

/**
 * True where the kubelet starts a container again after such an end. It asks the container's own `restartPolicyRules`,
 * then its own `restartPolicy`, then that of its pod. Before Kubernetes 1.34, only the pod's policy and `Always` of
 * sidecars count. An init container that has done its work is not started again.
 */
export function restartsAfter(container: unknown, podPolicy: string, isInit: boolean, exitCode: number): boolean {
  for (const rule of listAt(container, 'restartPolicyRules')) {
    const codes = listAt(rule, 'exitCodes', 'values');
    const isListed = codes.includes(exitCode);
    const isMatch = textAt(rule, 'exitCodes', 'operator') === 'NotIn' ? !isListed : isListed;
    if (isMatch) return textAt(rule, 'action') !== 'Terminate';
  }
  const own = textAt(container, 'restartPolicy');
  const policy = own ?? podPolicy;
  if (policy === 'Never') return false;
  // The pod's `Always` lets an init container run until it succeeds. Its own `Always` makes it a sidecar.
  if (isInit && own !== 'Always') return exitCode !== 0;
  return policy === 'Always' || exitCode !== 0;
}

/** True for a container that may be started more than once. */
export function mayRestart(container: unknown, podPolicy: string): boolean {
  return (
    (textAt(container, 'restartPolicy') ?? podPolicy) !== 'Never' ||
    fieldAt(container, 'restartPolicyRules') !== undefined
  );
}
