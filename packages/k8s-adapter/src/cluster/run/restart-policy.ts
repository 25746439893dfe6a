import { fieldAt, listAt, textAt } from '../json.ts';

/**
 * Whether the kubelet starts a container again that has ended so: by the container's own `restartPolicyRules`, then its
 * own `restartPolicy`, then that of its pod (Kubernetes 1.34 and later; before, the pod's alone and `Always` of sidecars).
 * An init container that has done its work is not started again.
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
  // The pod's `Always` means to an init container that it is tried until it succeeds; its own, that it is a sidecar.
  if (isInit && own !== 'Always') return exitCode !== 0;
  return policy === 'Always' || exitCode !== 0;
}

/** Whether a container may be started more than once. */
export function mayRestart(container: unknown, podPolicy: string): boolean {
  return (
    (textAt(container, 'restartPolicy') ?? podPolicy) !== 'Never' ||
    fieldAt(container, 'restartPolicyRules') !== undefined
  );
}
